import { globMatcher, parseGlob, withAllBelow } from '../core/text/glob.js';
import type { Files } from './files.js';

/** The globs of a configuration; one that names a folder stands for all in it. */
export interface Globs {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/** Which paths a configuration speaks of. */
export interface Matcher {
  readonly includes: (path: string) => boolean;
  readonly excludes: (path: string) => boolean;
}

/** Globs relative to `folder`. No include glob at all includes everything. */
export function matcher({ include, exclude }: Globs, folder: string, { way }: Pick<Files, 'way'>): Matcher {
  const included = matches(include);
  const excluded = matches(exclude);
  return {
    includes: (path) => include.length === 0 || included(way(folder, path)),
    excludes: (path) => excluded(way(folder, path)),
  };
}

/** What is not a glob matches nothing: the configuration has told so. */
function matches(globs: readonly string[]): (path: string) => boolean {
  const parsed = globs.map((glob) => parseGlob(glob.replace(/\/$/, '')));
  return globMatcher(parsed.flatMap((glob) => (typeof glob === 'string' ? [] : [withAllBelow(glob)])));
}
