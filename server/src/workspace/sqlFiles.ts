import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { baseOf, type Glob, globMatcher } from '../core/text/glob.js';
import type { Matcher } from './matcher.js';
import { readTrouble, type Trouble } from './trouble.js';

const neverSearched = new Set(['node_modules', '.git']);

/**
 * The `.sql` files below a folder that the configuration selects, and those of code that are wanted too, in the order of
 * `byName`; a folder that cannot be read is a trouble.
 */
export const sqlFiles = (
  folder: string,
  { includes, excludes }: Matcher,
  isWanted: (path: string) => boolean = () => false,
): AsyncGenerator<string | Trouble> =>
  filesBelow(folder, (path) => (/\.sql$/i.test(path) || isWanted(path)) && includes(path), excludes);

/** The files that a glob matches, save those that the configuration excludes. */
export function globbedFiles(glob: Glob, { excludes }: Matcher): AsyncGenerator<string | Trouble> {
  const matches = globMatcher([glob]);
  return filesBelow(baseOf(glob) || '.', (path) => matches(path.split(sep).join('/')), excludes);
}

async function* filesBelow(
  folder: string,
  selects: (path: string) => boolean,
  excludes: (path: string) => boolean,
): AsyncGenerator<string | Trouble> {
  const entries = await entriesOf(folder);
  if ('trouble' in entries) return yield entries;
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (excludes(path)) continue;
    if (!entry.isDirectory()) {
      if (selects(path)) yield path;
    } else if (!neverSearched.has(entry.name)) yield* filesBelow(path, selects, excludes);
  }
}

/** Numbers in names by their value: files of migrations are applied so, `V2` before `V10`. */
export function byName(one: string, other: string): number {
  const [parts, others] = [one, other].map((name) => name.split(/(\d+)/));
  const at = parts?.findIndex((part, index) => part !== others?.[index]) ?? -1;
  const [part = '', against = ''] = [parts?.[at], others?.[at]];
  // Every second part is a number.
  if (at % 2 === 1 && against !== '') {
    const [number, than] = [BigInt(part), BigInt(against)];
    if (number !== than) return number < than ? -1 : 1;
  }
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

async function entriesOf(folder: string): Promise<readonly Dirent[] | Trouble> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.sort((one, other) => byName(one.name, other.name));
  } catch (error) {
    return readTrouble(folder, error);
  }
}
