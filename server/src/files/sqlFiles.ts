import type { Files } from './files.js';
import type { Matcher } from './matcher.js';
import type { Trouble } from './trouble.js';

const neverSearched = new Set(['node_modules', '.git']);

/**
 * The `.sql` files below a folder that the configuration selects, and those of code that are wanted too, in the order of
 * `byName`; a folder that cannot be read is a trouble.
 */
export const sqlFiles = (
  folder: string,
  { includes, excludes }: Matcher,
  files: Files,
  isWanted: (path: string) => boolean = () => false,
): AsyncGenerator<string | Trouble> =>
  filesBelow(folder, (path) => (/\.sql$/i.test(path) || isWanted(path)) && includes(path), excludes, files);

/** The files below a folder in the order of `byName`, without those that are excluded. */
export async function* filesBelow(
  folder: string,
  selects: (path: string) => boolean,
  excludes: (path: string) => boolean,
  files: Files,
): AsyncGenerator<string | Trouble> {
  const entries = await files.entries(folder);
  if ('trouble' in entries) return yield entries;
  for (const { name, isFolder } of [...entries].sort((one, other) => byName(one.name, other.name))) {
    const path = files.entry(folder, name);
    if (excludes(path)) continue;
    if (!isFolder) {
      if (selects(path)) yield path;
    } else if (!neverSearched.has(name)) yield* filesBelow(path, selects, excludes, files);
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
