import { readFile } from 'node:fs/promises';
import { replaceFile } from '../workspace/replaceFile.js';
import { readTrouble } from '../workspace/trouble.js';

/** Writes a file whole or not at all; without a mode, only this user can read one that is new. */
export const keep = (path: string, text: string, mode: 0o600 | 0o644 = 0o600): Promise<void> =>
  replaceFile(path, [text], { mode });

/** Undefined where there is no such file. */
export async function kept(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new Error(readTrouble(path, error).trouble);
  }
}
