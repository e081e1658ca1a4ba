import { type Include, includesIn, pathsOf } from '../core/project/includes.js';
import { createLineIndex, type LineIndex } from '../core/text/lines.js';
import type { Text } from './decodeText.js';
import type { Trouble } from './trouble.js';

/** A file that was not given, and is read only for the objects that it creates. */
export interface Included {
  readonly path: string;
  readonly text: string;
  readonly isFrozen: true;
}

interface Given {
  readonly path: string;
  readonly text: string;
}

/**
 * The files below a folder that psql includes for the given ones, and for these in turn. Paths are relative to the folder. A
 * file that is missing or elsewhere is remarked upon, and what it creates stays unknown. `read`: undefined for what is no file.
 */
export async function* includedBy(
  given: readonly Given[],
  read: (path: string) => Promise<Text | Trouble | undefined>,
  remark: (sentence: string) => void,
): AsyncGenerator<Included> {
  const known = new Set(given.flatMap(({ path }) => pathsOf('', { path, end: 0, isRelative: true })));
  const open: Given[] = [...given];
  for (let file = open.shift(); file && known.size < most; file = open.shift()) {
    const lines = createLineIndex(file.text);
    for (const include of includesIn(file.text)) {
      const paths = pathsOf(file.path, include);
      if (paths.some((path) => known.has(path))) continue;
      const found = await firstThere(paths.filter(isBelow), read);
      if (!found || 'trouble' in found) {
        remark(
          `${placeOf(file, lines, include)}: ${include.path} ${found ? 'cannot be read' : reason(paths)}, so the objects that it creates are unknown.`,
        );
        continue;
      }
      known.add(found.path);
      const included = { ...found, isFrozen: true } as const;
      open.push(included);
      yield included;
    }
  }
}

/** Files that are read in one run. */
const most = 5_000;

const isBelow = (path: string): boolean => !/^(?:\.\.(?:\/|$)|[/\\]|[a-z]+:)/i.test(path);

const reason = (paths: readonly string[]): string =>
  paths.some(isBelow) ? 'is not there' : 'is outside the current folder';

async function firstThere(
  paths: readonly string[],
  read: (path: string) => Promise<Text | Trouble | undefined>,
): Promise<Given | Trouble | undefined> {
  for (const path of paths) {
    const found = await read(path);
    if (found) return 'trouble' in found ? found : { path, text: found.text };
  }
  return undefined;
}

const placeOf = ({ path }: Given, lines: LineIndex, { end }: Include): string =>
  `${path}:${lines.positionAt(Math.max(0, end - 1)).line + 1}`;
