import { chmod, chown, mkdir, open, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { writing } from '../files/trouble.js';
import { kindOf } from './fileKind.js';
import { makeFolders } from './makeFolders.js';
import { endOfLinks, statOf, syncFolder, temporaryName } from './replaceFile.js';

export interface NamedText {
  /** Of a file in the folder. */
  readonly name: string;
  readonly text: string;
}

/**
 * Makes a folder with these files, or fills one that is empty. They are written into a new folder beside it, which takes
 * its name when all of them are on the disk: whatever happens, the folder has all of them or none. Rejects with a
 * sentence, which calls them as `what` says: "a plan".
 */
export async function writeFolder(path: string, what: string, files: Iterable<NamedText>): Promise<void> {
  const disk = writing(path);
  const target = await disk(endOfLinks(resolve(path)));
  const existing = await disk(statOf(target));
  const kind = existing && kindOf(existing);
  if (kind && kind !== 'a folder')
    throw new Error(`${path} is ${kind === 'file' ? 'a file' : kind}, not a folder.`);
  if (kind && (await disk(readdir(target))).length > 0)
    throw new Error(`${path} is not empty: ${what} needs a folder of its own.`);
  if (target === process.cwd())
    throw new Error(`${path} is the working folder: ${what} needs a folder of its own.`);
  await disk(makeFolders(dirname(target)));
  const fresh = join(dirname(target), temporaryName());
  await disk(mkdir(fresh));
  try {
    for (const { name, text } of files) await disk(writeNew(join(fresh, name), text));
    await syncFolder(fresh);
    if (existing) {
      await disk(chown(fresh, Number(existing.uid), Number(existing.gid)));
      await disk(chmod(fresh, Number(existing.mode) & 0o7777));
    }
    // Windows renames no folder onto another one
    if (existing && process.platform === 'win32') await disk(rmdir(target));
    await disk(rename(fresh, target));
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  await syncFolder(dirname(target));
}

async function writeNew(path: string, text: string): Promise<void> {
  const handle = await open(path, 'wx');
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
