import type { Text } from './decodeText.js';
import type { Trouble } from './trouble.js';

/**
 * A file system, by paths in words of its own: those of a disk, or URIs of an editor's. What is asked about a path is a
 * path that the same file system has given or taken.
 */
export interface Files {
  /** The path of a URI; undefined for one that names no file here. */
  readonly pathOf: (uri: string) => string | undefined;
  readonly uriOf: (path: string) => string;
  /** A path that does not depend on a working directory. */
  readonly absolute: (path: string) => string;
  /** A path as it is written in a file of a folder. */
  readonly resolved: (folder: string, path: string) => string;
  /** The path of an entry of a folder. */
  readonly entry: (folder: string, name: string) => string;
  /** The folder around; of the outermost, itself. */
  readonly around: (path: string) => string;
  /** The names that lead from a folder to a path, between slashes, as globs are written; it may lead out by `..`. */
  readonly way: (folder: string, path: string) => string;
  readonly exists: (path: string) => Promise<boolean>;
  /** What a folder holds, in any order. A link is no folder, wherever it leads. */
  readonly entries: (folder: string) => Promise<readonly Entry[] | Trouble>;
  /** The text of a file that has no more than `limit` bytes. */
  readonly read: (path: string, limit: number) => Promise<Text | Trouble>;
}

export interface Entry {
  readonly name: string;
  readonly isFolder: boolean;
}

/** Whether a path is below a folder. */
export function isInside(folder: string, path: string, { way }: Pick<Files, 'way'>): boolean {
  const names = way(folder, path);
  // Of another drive, it is a whole path
  return names !== '' && !/^(?:\.\.(?:\/|$)|\/|[a-z][\w+.-]*:)/i.test(names);
}
