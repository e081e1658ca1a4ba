import { sep } from 'node:path';
import { baseOf, type Glob, globMatcher } from '../core/text/glob.js';
import type { Matcher } from '../files/matcher.js';
import { filesBelow } from '../files/sqlFiles.js';
import type { Trouble } from '../files/trouble.js';
import { disk } from './disk.js';

/** The files that a glob matches, save those that the configuration excludes. */
export function globbedFiles(glob: Glob, { excludes }: Matcher): AsyncGenerator<string | Trouble> {
  const matches = globMatcher([glob]);
  return filesBelow(baseOf(glob) || '.', (path) => matches(path.split(sep).join('/')), excludes, disk);
}
