import { stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { type Include, includesIn, pathsOf } from '../core/project/includes.js';
import { createLineIndex, type LineIndex } from '../core/text/lines.js';
import { readText } from '../workspace/readText.js';
import type { Input } from './inputs.js';
import type { Terminal } from './terminal.js';

/** A file that was not given, and is read only for the objects that it creates. */
export interface Included extends Input {
  readonly isFrozen: true;
}

/**
 * The files below the current folder that psql includes for the given ones, and for these in turn. A file that is missing or
 * elsewhere is reported, and what it creates stays unknown.
 */
export async function* includedBy(given: readonly Input[], terminal: Terminal): AsyncGenerator<Included> {
  const known = new Set(given.flatMap(({ path }) => pathsOf('', { path, end: 0, isRelative: true })));
  const open: Input[] = [...given];
  for (let file = open.shift(); file && known.size < most; file = open.shift()) {
    const lines = createLineIndex(file.text);
    for (const include of includesIn(file.text)) {
      const paths = pathsOf(file.path, include);
      if (paths.some((path) => known.has(path))) continue;
      const path = await firstThere(paths.filter(isBelow));
      const read = path === undefined ? undefined : await readText(path);
      if (path === undefined || !read || 'trouble' in read) {
        terminal.remark(
          `${placeOf(file, lines, include)}: ${include.path} ${read ? 'cannot be read' : reason(paths)}, so the objects that it creates are unknown.`,
        );
        continue;
      }
      known.add(path);
      const included = { path, text: read.text, isStdin: false, isFrozen: true } as const;
      open.push(included);
      yield included;
    }
  }
}

/** Files that are read in one run. */
const most = 5_000;

const isBelow = (path: string): boolean => !isAbsolute(path) && !/^(?:\.\.(?:\/|$)|[a-z]+:)/i.test(path);

const reason = (paths: readonly string[]): string =>
  paths.some(isBelow) ? 'is not there' : 'is outside the current folder';

async function firstThere(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) {
    const isFile = await stat(path).then(
      (stats) => stats.isFile(),
      () => false,
    );
    if (isFile) return path;
  }
  return undefined;
}

const placeOf = ({ path }: Input, lines: LineIndex, { end }: Include): string =>
  `${path}:${lines.positionAt(Math.max(0, end - 1)).line + 1}`;
