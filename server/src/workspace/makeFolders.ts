import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Makes a folder and those above it that are missing, with this mode. Node's own `recursive` never ends where the system says
 * of a folder that is there that it is not, as below /proc.
 */
export async function makeFolders(path: string, mode?: number): Promise<void> {
  makeFoldersSync(path, mode);
}

/** Throws what the system says. */
export function makeFoldersSync(path: string, mode = 0o777): void {
  const missing: string[] = [];
  let at = resolve(path);
  while (!isMade(at, mode)) {
    missing.push(at);
    at = dirname(at);
  }
  for (const folder of missing.reverse()) makeOne(folder, mode);
}

/** Whether the folder is there by now; false if one above it is missing. */
function isMade(folder: string, mode: number): boolean {
  try {
    makeOne(folder, mode);
    return true;
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (isMissing && dirname(folder) !== folder) return false;
    throw error;
  }
}

function makeOne(folder: string, mode: number): void {
  try {
    mkdirSync(folder, { mode });
  } catch (error) {
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}
