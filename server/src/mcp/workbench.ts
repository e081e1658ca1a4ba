import { realpath, stat } from 'node:fs/promises';
import { isAbsolute, relative, resolve } from 'node:path';
import type { Cluster } from '../cluster/open.js';
import type { Session } from '../connection/session.js';
import { type AsOf, latestDay, parseAsOf } from '../core/dialect/asOf.js';
import type { AnalysisOptions, Analyzer } from '../core/lint/analysis.js';
import type { Matcher } from '../files/matcher.js';
import { readText } from '../workspace/readText.js';
import type { Parameters } from './parameters.js';

/** All that tools work with. */
export interface Workbench {
  /** The folder of the project. Nothing outside of it is read. */
  readonly folder: string;
  readonly files: Matcher;
  readonly options: AnalysisOptions;
  /** One for each text. */
  readonly analyzer: () => Promise<Analyzer>;
  readonly place: Place;
  /** Whether statements on a cluster may change something. A sandbox may always be changed. */
  readonly allowsWrites: boolean;
}

/** Where statements run: what the program was started with, a new sandbox otherwise. It is opened by the first call. */
export interface Place {
  readonly kind: 'sandbox' | 'cluster';
  readonly cluster: () => Promise<Cluster>;
  /** The session of all calls, one after another. */
  readonly session: () => Promise<Session>;
  readonly close: () => Promise<void>;
}

/** The parameters of tools that take SQL. */
export const textParameters = {
  sql: { type: 'string', description: 'The SQL. Give this or path.' },
  path: {
    type: 'string',
    description: 'A .sql file of the project, relative to its folder. Give this or sql.',
  },
  as_of: {
    type: 'string',
    description: `The day of the dialect, as 2026-08-01, or latest (default). The newest known day is ${latestDay}.`,
  },
} as const satisfies Parameters;

export interface Wanted {
  readonly sql: string | undefined;
  readonly path: string | undefined;
  readonly as_of: string | undefined;
}

/** The text that a call is about. Rejects with a sentence where it names none, or one outside of the project. */
export async function textOf(
  { sql, path }: Wanted,
  { folder }: Workbench,
): Promise<{ readonly path: string; readonly text: string }> {
  if ((sql === undefined) === (path === undefined))
    throw new Error('Give either sql, the text itself, or path, a file of the project.');
  if (path === undefined) return { path: '<sql>', text: sql ?? '' };
  const read = await readText(await withinProject(folder, path));
  if ('trouble' in read) throw new Error(read.trouble);
  return { path, text: read.text };
}

/**
 * The absolute path of a .sql file or a folder of the project, with links followed. Rejects with a sentence where it lies outside, or
 * is another file: a project also holds secrets.
 */
export async function withinProject(folder: string, path: string): Promise<string> {
  const home = await realpath(folder);
  const found = await realpath(resolve(home, path)).catch(() => {
    throw new Error(`${path} does not exist in the project.`);
  });
  const way = relative(home, found);
  if (way.startsWith('..') || isAbsolute(way))
    throw new Error(`${path} is outside of the project folder, and only files of the project are read.`);
  if (!/\.sql$/i.test(found) && !(await stat(found)).isDirectory())
    throw new Error(`${path} is not a .sql file, and only those are read.`);
  return found;
}

/** The dialect that a call asks for. Throws a sentence where the text is no day. */
export function dayWanted(text: string | undefined, usual: AsOf): AsOf {
  if (text === undefined) return usual;
  const day = parseAsOf(text);
  if (!day) throw new Error(`as_of takes latest or a day such as 2026-08-01, not "${text}".`);
  return day;
}
