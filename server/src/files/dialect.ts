import type { AsOf, Day, LoadedDialect } from '../core/dialect/asOf.js';
import { builtIn, type DialectData } from '../core/dialect/data.js';
import { parseDialectData } from '../core/dialect/dataFile.js';
import type { DialectOverlay } from '../core/dialect/overlay.js';
import { readOverlay } from '../core/dialect/overlayFile.js';
import type { Reading } from '../core/dialect/reading.js';
import type { Files } from './files.js';

/** Files in the folder of the configuration that hold without being named. */
export const dialectName = 'dsql.dialect.json';
export const overlayName = 'dsql.overlay.json';

/** Bytes: fifty times the built-in data. */
const largestFile = 2 ** 20;

/** What is said of the dialect. Paths are absolute, or relative to `folder`. */
export interface WantedDialect {
  readonly day: Day;
  readonly folder: string | undefined;
  readonly dialect?: string | undefined;
  readonly overlay?: string | undefined;
}

export interface FoundDialect {
  /** The same object for the same files and day, so that analyses are kept. */
  readonly asOf: AsOf;
  /** The file of the data; undefined where the built-in data holds. */
  readonly file: string | undefined;
  /** The file of what lies over it. */
  readonly overlayFile: string | undefined;
  /** One sentence for each file that does not hold. */
  readonly problems: readonly string[];
}

/** The one way from files to a dialect. Editor, command line and sandbox each keep one. */
export function dialectsIn(
  files: Files,
  today: () => string,
  userFolder: string | undefined,
): (wanted: WantedDialect) => Promise<FoundDialect> {
  const known = new Map<string, LoadedDialect>();
  return async ({ day, folder, dialect, overlay }) => {
    const problems: string[] = [];
    const at = (path: string) => (folder === undefined ? files.absolute(path) : files.resolved(folder, path));
    const read = async <Value>(
      path: string,
      parse: (text: string, today: string) => Reading<Value>,
      isNamed: boolean,
      otherwise: string,
    ): Promise<{ readonly path: string; readonly text: string; readonly value: Value } | undefined> => {
      const found = await files.read(path, largestFile);
      if ('trouble' in found) {
        if (isNamed || (await files.exists(path))) problems.push(`${found.trouble} ${otherwise}`);
        return undefined;
      }
      const reading = parse(found.text, today());
      if ('value' in reading) return { path, text: found.text, value: reading.value };
      problems.push(`${path} does not hold: ${reading.problem}. ${otherwise}`);
      return undefined;
    };
    const places =
      dialect !== undefined
        ? [at(dialect)]
        : [folder, userFolder].flatMap((one) => (one === undefined ? [] : files.entry(one, dialectName)));
    const all = await Promise.all(
      places.map((path) =>
        read<DialectData>(path, parseDialectData, dialect !== undefined, 'The built-in dialect holds.'),
      ),
    );
    const data = all
      .flatMap((one) => one ?? [])
      .reduce<(typeof all)[number]>(
        (best, one) => (best && best.value.day >= one.value.day ? best : one),
        undefined,
      );
    const lying =
      overlay === undefined && folder === undefined
        ? undefined
        : await read<DialectOverlay>(
            at(overlay ?? overlayName),
            readOverlay,
            overlay !== undefined,
            'The dialect holds without it.',
          );
    if (!data && !lying) return { asOf: day, file: undefined, overlayFile: undefined, problems };
    const key = JSON.stringify([day, data?.text, lying?.text]);
    const made = known.get(key) ?? {
      data: data?.value ?? builtIn,
      day,
      ...(lying && { overlay: lying.value }),
    };
    known.set(key, made);
    return { asOf: made, file: data?.path, overlayFile: lying?.path, problems };
  };
}
