import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { readTrouble, writeTrouble } from '../workspace/trouble.js';

/** Writes a file whole or not at all; without a mode, only this user can read it. */
export async function keep(path: string, text: string, mode: 0o600 | 0o644 = 0o600): Promise<void> {
  const unfinished = `${path}.new`;
  try {
    await rm(unfinished, { force: true }); // its mode would stay
    await writeFile(unfinished, text, { mode });
    await rename(unfinished, path);
  } catch (error) {
    throw new Error(writeTrouble(path, error).trouble);
  }
}

/** Undefined where there is no such file. */
export async function kept(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new Error(readTrouble(path, error).trouble);
  }
}
