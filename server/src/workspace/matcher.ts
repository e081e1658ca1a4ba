import { relative, resolve, sep } from 'node:path';
import { globMatcher, parseGlob, withAllBelow } from '../core/text/glob.js';

/** The globs of a configuration; one that names a folder stands for all in it. */
export interface Globs {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/** Which paths a configuration speaks of. Relative paths are those of the working directory. */
export interface Matcher {
  readonly includes: (path: string) => boolean;
  readonly excludes: (path: string) => boolean;
}

/** Globs relative to `folder`. No include glob at all includes everything. */
export function matcher({ include, exclude }: Globs, folder: string): Matcher {
  const included = matches(include);
  const excluded = matches(exclude);
  const inFolder = (path: string) => relative(folder, resolve(path)).split(sep).join('/');
  return {
    includes: (path) => include.length === 0 || included(inFolder(path)),
    excludes: (path) => excluded(inFolder(path)),
  };
}

/** What is not a glob matches nothing: the configuration has told so. */
function matches(globs: readonly string[]): (path: string) => boolean {
  const parsed = globs.map((glob) => parseGlob(glob.replace(/\/$/, '')));
  return globMatcher(parsed.flatMap((glob) => (typeof glob === 'string' ? [] : [withAllBelow(glob)])));
}
