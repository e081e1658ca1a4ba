import { randomBytes } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import {
  access,
  constants,
  type FileHandle,
  lstat,
  open,
  readFile,
  readlink,
  rename,
  rm,
  stat,
} from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { writing } from '../files/trouble.js';
import { kindOf } from './fileKind.js';

export interface ReplaceOptions {
  /** The content that the file must still have. Without it, the file must only stay unchanged while the new text is written. */
  readonly expected?: string;
  /** For a file that does not exist yet. An existing file keeps its mode. */
  readonly mode?: number;
}

/**
 * Replaces the text of a file, or creates the file. The text is written to a new file beside it, which gets the name when
 * everything is on the disk. Whatever happens, the file has its old text or its new one. It keeps its mode and its owner, and a
 * link stays a link. A file that someone else has changed meanwhile stays as it is. Rejects with a sentence where it cannot be
 * written, and with whatever `pieces` throws; nothing is written then.
 */
export async function replaceFile(
  path: string,
  pieces: Iterable<string> | AsyncIterable<string>,
  { expected, mode = 0o666 }: ReplaceOptions = {},
): Promise<void> {
  const disk = writing(path);
  const target = await disk(endOfLinks(path));
  const original = await disk(statOf(target));
  if (original) await refuseLosses(path, original);
  // A new name asks for rights to the folder only
  if (original) await disk(access(target, constants.W_OK));
  const fresh = join(dirname(target), temporaryName());
  const handle = await disk(open(fresh, 'wx', original ? 0o600 : mode));
  try {
    try {
      if (original) await likeOriginal(path, handle, original);
      for await (const piece of pieces) if (piece !== '') await disk(handle.appendFile(piece));
      await disk(handle.sync());
    } finally {
      await handle.close();
    }
    if (!(await disk(isUnchanged(target, original, expected))))
      throw new Error(`${path} was changed by another program in the meantime: it is left as it is.`);
    await disk(rename(fresh, target));
  } finally {
    await rm(fresh, { force: true });
  }
  await syncFolder(dirname(target));
}

/** The name of a file that is being written. Nobody else uses it, and no tool reads it as one of its own files. */
export const temporaryName = (): string => `.dsql-${randomBytes(8).toString('hex')}.tmp`;

/** More links in a row than any system follows. */
const mostLinks = 40;

/** Where the text of a path is, or would be: a link may lead to a file that is not there yet. */
export async function endOfLinks(path: string, followed = 0): Promise<string> {
  const found = await lstatOf(path);
  if (!found?.isSymbolicLink()) return path;
  if (followed === mostLinks) throw Object.assign(new Error('Too many links'), { code: 'ELOOP' });
  return await endOfLinks(resolve(dirname(path), await readlink(path)), followed + 1);
}

/** What is behind the links of a path; undefined where nothing is. */
export const statOf = (path: string): Promise<BigIntStats | undefined> =>
  stat(path, { bigint: true }).catch(undefinedIfMissing);

const lstatOf = (path: string): Promise<BigIntStats | undefined> =>
  lstat(path, { bigint: true }).catch(undefinedIfMissing);

function undefinedIfMissing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}

async function refuseLosses(path: string, original: BigIntStats): Promise<void> {
  const kind = kindOf(original);
  if (kind !== 'file') throw new Error(`${path} is ${kind}, not a file.`);
  if (original.nlink > 1n)
    throw new Error(
      `${path} cannot be written: it has ${original.nlink} names (hard links), and the others would keep the old text.`,
    );
}

/** The owner first, because changing the owner removes the special bits of the mode. */
async function likeOriginal(path: string, handle: FileHandle, original: BigIntStats): Promise<void> {
  const { uid, gid, mode } = original;
  const made = await handle.stat({ bigint: true });
  try {
    if (made.uid !== uid || made.gid !== gid) await handle.chown(Number(uid), Number(gid));
    await handle.chmod(Number(mode) & 0o7777);
  } catch {
    // EPERM: only root gives files away
    throw new Error(`${path} cannot be written: it belongs to another user or group, which would lose it.`);
  }
}

async function isUnchanged(
  target: string,
  original: BigIntStats | undefined,
  expected: string | undefined,
): Promise<boolean> {
  const now = await lstatOf(target);
  if (!original || !now) return original === now && expected === undefined;
  const isSame = signs.every((sign) => original[sign] === now[sign]);
  return isSame && (expected === undefined || (await readFile(target)).equals(Buffer.from(expected)));
}

/** What changes when a file is written, or replaced by another one. */
const signs = ['dev', 'ino', 'size', 'mtimeNs', 'ctimeNs'] as const;

/** Forces the new name to the disk as well. Not every system can open a folder; the file is complete in any case. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
