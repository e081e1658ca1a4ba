import type { Stats } from 'node:fs';

/** What is under a name, with its article as sentences need it. */
export type FileKind = 'file' | 'a folder' | 'a pipe' | 'a device' | 'a socket';

export function kindOf(stats: Pick<Stats, 'isFile' | 'isDirectory' | 'isFIFO' | 'isSocket'>): FileKind {
  if (stats.isFile()) return 'file';
  if (stats.isDirectory()) return 'a folder';
  if (stats.isFIFO()) return 'a pipe';
  return stats.isSocket() ? 'a socket' : 'a device';
}
