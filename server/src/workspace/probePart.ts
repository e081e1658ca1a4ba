import type { ProbeAnswer } from '../core/dialect/probes.js';
import { isRecord, isText, readJson } from '../core/dialect/reading.js';
import { readText } from './readText.js';
import { replaceFile } from './replaceFile.js';

/** What a probe keeps while it is under way, so that another one goes on with it. */
export interface ProbePart {
  readonly cluster: string;
  /** The scratch schema that may be there. */
  readonly schema: string | undefined;
  readonly dialect: string;
  /** By statement, with the schema's name left out. */
  readonly answers: Readonly<Record<string, ProbeAnswer>>;
}

/** The file of what is known before the overlay in a file can be written. */
export const partOf = (overlay: string): string => `${overlay}.part`;

/** How many answers a kill may lose. */
export const savedEach = 25;

export const writePart = (path: string, part: ProbePart): Promise<void> =>
  replaceFile(path, [JSON.stringify(part)]);

/** Undefined where there is none, or it is not one. */
export async function readPart(path: string): Promise<ProbePart | undefined> {
  const read = await readText(path, 2 ** 22);
  const value = 'text' in read ? readJson(read.text) : undefined;
  if (!isRecord(value) || !isText(value.cluster) || !isText(value.dialect) || !isRecord(value.answers))
    return undefined;
  const answers = Object.fromEntries(
    Object.entries(value.answers).flatMap(([sql, one]): [string, ProbeAnswer][] => {
      if (!isRecord(one)) return [];
      if (one.kind === 'accepted') return [[sql, { kind: 'accepted' }]];
      const { sqlstate, text } = one;
      return isText(sqlstate) && isText(text) ? [[sql, { kind: 'refused', sqlstate, text }]] : [];
    }),
  );
  const { cluster, schema, dialect } = value;
  return { cluster, schema: isText(schema) ? schema : undefined, dialect, answers };
}
