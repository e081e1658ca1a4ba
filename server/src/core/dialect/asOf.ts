import { lookup } from '../text/lookup.js';
import { query } from '../text/memo.js';
import { builtIn, type DialectChange, type DialectData, type DialectLimits, type FeatureId } from './data.js';
import type { DialectOverlay, OverlayEntry, Verdict } from './overlay.js';

/** A day as YYYY-MM-DD, or the newest one that was checked. */
export type Day = 'latest' | `${number}-${number}-${number}`;

/** What a text is checked against: a day of the built-in data, or a dialect that somebody has put together. */
export type AsOf = Day | LoadedDialect;

/** Facts, a day of theirs, and what a probe of a cluster has found beside them. Plain data, made once where it is read. */
export interface LoadedDialect {
  readonly data: DialectData;
  readonly day: Day;
  readonly overlay?: DialectOverlay;
}

/** The newest day on which the built-in data was checked: what `latest` stands for where nothing replaces it. */
export const latestDay = builtIn.day;

/** `latest` or a real calendar day as YYYY-MM-DD; undefined for anything else. */
export function parseAsOf(text: string): Day | undefined {
  if (text === 'latest') return text;
  if (!isDay(text)) return undefined;
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  return day >= 1 && day <= daysInMonth(year, month) ? text : undefined;
}

/** The day as a person has chosen it. */
export const chosenDay = (asOf: AsOf): Day => (typeof asOf === 'string' ? asOf : asOf.day);

/** The facts that hold the day. */
export const dataOf = (asOf: AsOf): DialectData => (typeof asOf === 'string' ? builtIn : asOf.data);

/** The day as YYYY-MM-DD. */
export const dayOf = (asOf: AsOf): string => {
  const day = chosenDay(asOf);
  return day === 'latest' ? dataOf(asOf).day : day;
};

/** Whether a change of the dialect is known to be there on a day, so that what it lets in may be advised. */
export const isReleased = (feature: FeatureId, asOf: AsOf): boolean => {
  const said = saidOf(asOf, 'feature', feature);
  return said ? said === 'accepted' : dataOf(asOf).timeline[feature].since <= dayOf(asOf);
};

/**
 * Whether a change is known not to be there yet on a day, so that what it lets in is an error. Between the last day on which a
 * cluster refused it and the first on which one accepted it, neither this nor `isReleased` holds.
 */
export function isRefused(feature: FeatureId, asOf: AsOf): boolean {
  const said = saidOf(asOf, 'feature', feature);
  if (said) return said === 'refused';
  const { since, refused }: DialectChange = dataOf(asOf).timeline[feature];
  const day = dayOf(asOf);
  return refused ? day <= refused.until : day < since;
}

/** What a probe of the cluster has found of a fact; undefined where it has found nothing that differs. */
export const saidOf = (asOf: AsOf, kind: OverlayEntry['kind'], name: string): Verdict | undefined =>
  typeof asOf === 'string' || !asOf.overlay ? undefined : query(verdicts, asOf.overlay)[`${kind} ${name}`];

/** The facts of a kind that a cluster was seen to refuse, though the data has them. */
const refusedIn = (asOf: AsOf, kind: OverlayEntry['kind']): readonly string[] =>
  typeof asOf === 'string' || !asOf.overlay
    ? []
    : asOf.overlay.entries.flatMap((entry) =>
        entry.kind === kind && entry.verdict === 'refused' ? [entry.name] : [],
      );

const verdicts = ({ entries }: DialectOverlay): Readonly<Record<string, Verdict>> =>
  lookup(Object.fromEntries(entries.map(({ kind, name, verdict }) => [`${kind} ${name}`, verdict])));

/** The facts that hold on every day of the data, in the form in which rules ask for them. */
export interface KnownFacts {
  /**
   * A limit that a cluster was seen to exceed is Infinity: where the new one is, nobody knows. Of one that it did not reach, the
   * value itself is too much.
   */
  readonly limits: DialectLimits;
  readonly unsupported: ReadonlySet<string>;
  readonly withoutKey: ReadonlySet<string>;
  /** Names of functions that do not exist, whatever the reason. */
  readonly missing: ReadonlySet<string>;
  readonly catalogs: ReadonlySet<string>;
}

export const factsOf = (asOf: AsOf): KnownFacts =>
  query(derived, typeof asOf === 'string' ? ofBuiltIn : asOf);

const ofBuiltIn: LoadedDialect = { data: builtIn, day: 'latest' };

function derived(dialect: LoadedDialect): KnownFacts {
  const { limits, types, functions, catalogs } = dialect.data;
  const less = (names: readonly string[], kind: OverlayEntry['kind']) =>
    new Set([
      ...names.filter((name) => saidOf(dialect, kind, name) !== 'accepted'),
      ...refusedIn(dialect, kind),
    ]);
  const limit = (name: string, value: number) => {
    const said = saidOf(dialect, 'limit', name);
    if (said === 'accepted') return Number.POSITIVE_INFINITY;
    return said === 'refused' ? value - 1 : value;
  };
  const { maxCharacters } = limits;
  return {
    limits: {
      ...limits,
      maxRows: limit('maxRows', limits.maxRows),
      maxColumns: limit('maxColumns', limits.maxColumns),
      maxKeyColumns: limit('maxKeyColumns', limits.maxKeyColumns),
      maxDeclaredKeyBytes: limit('maxDeclaredKeyBytes', limits.maxDeclaredKeyBytes),
      maxCharacters: {
        bpchar: limit('maxCharacters.bpchar', maxCharacters.bpchar),
        varchar: limit('maxCharacters.varchar', maxCharacters.varchar),
      },
    },
    unsupported: less(types.unsupported, 'type'),
    withoutKey: less(types.withoutKey, 'key'),
    missing: less(
      [
        ...Object.values(functions.extension).flat(),
        ...Object.values(functions.newer).flat(),
        ...functions.unlisted,
      ].map((one) => one.replace(/\/.*/, '')),
      'function',
    ),
    catalogs: new Set(catalogs),
  };
}

const isDay = (text: string): text is `${number}-${number}-${number}` => /^\d{4}-\d{2}-\d{2}$/.test(text);

function daysInMonth(year: number, month: number): number {
  if (month < 1 || month > 12) return 0;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && isLeap ? 29 : ([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0);
}
