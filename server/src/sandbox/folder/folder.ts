import { mkdtemp, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { writeTrouble } from '../../files/trouble.js';
import { makeFolders } from '../../workspace/makeFolders.js';
import { startOf } from '../process/processes.js';
import { kept } from './keptFile.js';

/** The folder of one sandbox, locked against others. */
export interface Folder {
  /** Absolute, without symbolic links. */
  readonly path: string;
  /** It is deleted when it is closed. */
  readonly isTemporary: boolean;
  readonly close: () => Promise<void>;
}

/** Opens a folder, which is made if need be; without a path a temporary one. Refuses one that another sandbox has. */
export async function openFolder(wanted?: string): Promise<Folder> {
  if (wanted === undefined) {
    const path = await realpath(await mkdtemp(join(tmpdir(), 'dsql-sandbox-')));
    return { path, isTemporary: true, close: () => rm(path, { recursive: true, force: true }) };
  }
  const path = await makeFolder(resolve(wanted));
  const lock = join(path, 'sandbox.lock');
  await takeLock(lock, path);
  return { path, isTemporary: false, close: () => rm(lock, { force: true }) };
}

async function makeFolder(path: string): Promise<string> {
  try {
    // The user that runs PostgreSQL must reach its data. Private files have a mode of their own.
    await makeFolders(path, 0o711);
    return await realpath(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST')
      throw new Error(`${path} is a file, not a folder: name another --dir.`);
    throw new Error(writeTrouble(path, error).trouble);
  }
}

async function takeLock(lock: string, path: string): Promise<void> {
  const mine = `${process.pid} ${await startOf(process.pid)}\n`;
  while (!(await written(lock, mine))) await removeStale(lock, path);
}

/** Removes the lock of a process that has ended. It is moved first, because another sandbox may have replaced it meanwhile. */
async function removeStale(lock: string, path: string): Promise<void> {
  const seen = (await kept(lock)) || (await contentSoon(lock));
  const [pid = '', start] = seen.trim().split(/ (.*)/);
  if (start !== undefined && (await startOf(Number(pid))) === start) {
    throw new Error(`The sandbox with process id ${pid} uses ${path}: stop it, or name another --dir.`);
  }
  const moved = `${lock}.${process.pid}`;
  await rename(lock, moved).catch(ignoreMissing);
  const taken = await kept(moved);
  if (taken !== undefined && taken !== seen) await written(lock, taken);
  await rm(moved, { force: true });
}

/** Between its making and its writing, a lock is empty. */
async function contentSoon(lock: string): Promise<string> {
  await new Promise((resolve) => setTimeout(resolve, 200));
  return (await kept(lock)) ?? '';
}

/** Answers false where there is such a file already. */
async function written(path: string, content: string): Promise<boolean> {
  try {
    await writeFile(path, content, { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw new Error(writeTrouble(path, error).trouble);
  }
}

function ignoreMissing(error: unknown): void {
  if (codeOf(error) !== 'ENOENT') throw error;
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
