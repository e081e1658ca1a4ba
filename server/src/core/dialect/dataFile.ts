import { parseAsOf } from './asOf.js';
import { builtIn, type DialectData } from './data.js';
import { isRecord, isText, isTexts, type Reading, readJson, schemaFault, shown } from './reading.js';

/** The form of the data that this version reads. */
export const schemaVersion = 1;

/**
 * The data in the text of a file, or what is wrong with it. `today` is a day: data of a later one, and data older than the
 * built-in, do not hold.
 */
export function parseDialectData(text: string, today: string): Reading<DialectData> {
  const value = readJson(text);
  if (!isRecord(value)) return { problem: 'it is not a JSON object' };
  const fault = schemaFault(value, schemaVersion) ?? faultOf(value);
  if (fault) return { problem: fault };
  // Every field was looked at above.
  const data = value as unknown as DialectData;
  if (data.day > today) return { problem: `it is of ${data.day}, a day to come` };
  if (data.day < builtIn.day)
    return { problem: `it is of ${data.day}, older than the built-in dialect of ${builtIn.day}` };
  return { value: data };
}

function faultOf(value: Readonly<Record<string, unknown>>): string | undefined {
  const { day, sources, timeline, limits, types, parameters, functions, catalogs, texts } = value;
  if (!isDay(day)) return `"day" must be a day such as 2026-11-28, not ${shown(day)}`;
  if (!isRecord(sources) || !Object.values(sources).every(isText)) return '"sources" must name texts';
  return (
    faultIn('timeline', timeline, builtIn.timeline, (one) =>
      isRecord(one) &&
      isDay(one.since) &&
      isText(one.title) &&
      isText(one.source) &&
      (one.refused === undefined ||
        (isRecord(one.refused) &&
          isDay(one.refused.until) &&
          isText(one.refused.source) &&
          one.refused.until < one.since))
        ? undefined
        : 'needs since (a day), title and source, and refused.until before since where it is there',
    ) ??
    faultIn('limits', limits, builtIn.limits, (one, name) => {
      const isRight =
        name === 'maxCharacters'
          ? isRecord(one) && isCount(one.bpchar) && isCount(one.varchar)
          : isCount(one);
      const needed =
        name === 'maxCharacters' ? 'needs bpchar and varchar, whole numbers' : 'must be a whole number';
      return isRight ? undefined : `${needed} from 1 to ${mostCount.toLocaleString('en-US')}`;
    }) ??
    faultIn('types', types, builtIn.types, names) ??
    faultIn('parameters', parameters, {}, (one, name) =>
      parameterName.test(name) &&
      isRecord(one) &&
      (one.since === undefined || (isText(one.since) && isRecord(timeline) && one.since in timeline))
        ? undefined
        : 'must be the name of a parameter with an object, and since the id of a change in the timeline',
    ) ??
    faultIn('functions', functions, builtIn.functions, (one, name) => {
      const lists = name === 'unlisted' ? [one] : isRecord(one) ? Object.values(one) : [undefined];
      return lists.every((list) => isTexts(list) && list.every((text) => /^\w+\/\d+(?:-\d+)?$/.test(text)))
        ? undefined
        : 'must list functions as name/2 or name/1-3';
    }) ??
    (areNames(catalogs) ? undefined : '"catalogs" must be a list of names') ??
    faultIn('texts', texts, builtIn.texts, (one) =>
      isRecord(one) &&
      isText(one.sqlstate) &&
      /^[0-9A-Z]{5}$/.test(one.sqlstate) &&
      isText(one.text) &&
      (one.hint === undefined || isText(one.hint))
        ? undefined
        : 'needs sqlstate (five characters) and text',
    )
  );
}

/** What is wrong with a part of the data: not an object, an entry that the product needs and that is not there, or a wrong one. */
function faultIn(
  part: string,
  value: unknown,
  needed: object,
  check: (one: unknown, name: string) => string | undefined,
): string | undefined {
  if (!isRecord(value)) return `"${part}" must be an object, not ${shown(value)}`;
  const absent = Object.keys(needed).find((name) => !Object.hasOwn(value, name));
  if (absent !== undefined) return `"${part}" lacks "${absent}"`;
  for (const [name, one] of Object.entries(value)) {
    const fault = check(one, name);
    if (fault) return `"${part}.${name}" ${fault}`;
  }
  return undefined;
}

const names = (one: unknown) => (areNames(one) ? undefined : 'must be a list of names');

/** A probe writes them into statements, and the file may be that of a stranger's project. */
const areNames = (value: unknown): boolean => isTexts(value) && value.every((one) => /^\w+$/.test(one));
const parameterName = /^\w+(?:\.\w+)*$/;

const isCount = (value: unknown): boolean =>
  Number.isSafeInteger(value) && Number(value) > 0 && Number(value) <= mostCount;

/** Far above every limit of a cluster. A probe makes as many rows and columns. */
export const mostCount = 1_000_000;

const isDay = (value: unknown): value is string => isText(value) && value !== 'latest' && !!parseAsOf(value);
