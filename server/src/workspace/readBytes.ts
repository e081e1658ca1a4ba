import { constants, type FileHandle, open, stat } from 'node:fs/promises';
import { tooLarge } from '../files/tooLarge.js';
import { readTrouble, type Trouble } from '../files/trouble.js';
import { kindOf } from './fileKind.js';

export interface Bytes {
  readonly bytes: Buffer;
}

/**
 * The bytes of a file, or why there are none. It reads only a regular file, and no more than `limit` bytes: a pipe or a device
 * could block its reader, or never end.
 */
export async function readBytes(path: string, limit: number): Promise<Bytes | Trouble> {
  try {
    // Opening a device may do something already
    const objection = objectionTo(path, await stat(path));
    if (objection) return objection;
    // A file that has replaced it meanwhile must not block us either.
    const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const stats = await handle.stat();
      return objectionTo(path, stats) ?? (await readUpTo(handle, stats.size, limit)) ?? tooLarge(path, limit);
    } finally {
      await handle.close();
    }
  } catch (error) {
    return readTrouble(path, error);
  }
}

function objectionTo(path: string, stats: Parameters<typeof kindOf>[0]): Trouble | undefined {
  const kind = kindOf(stats);
  return kind === 'file' ? undefined : { trouble: `${path} is ${kind}, not a file.` };
}

/** Undefined if there is more. Some files of the system say that they are empty and are not. */
async function readUpTo(handle: FileHandle, size: number, limit: number): Promise<Bytes | undefined> {
  if (size > limit) return undefined;
  const chunks: Buffer[] = [];
  let total = 0;
  for (let room = size + 1; ; room = 1 << 16) {
    const chunk = Buffer.allocUnsafe(room);
    const { bytesRead } = await handle.read(chunk, 0, room);
    if (bytesRead === 0) break;
    chunks.push(chunk.subarray(0, bytesRead));
    total += bytesRead;
    if (total > limit) return undefined;
  }
  const [only] = chunks;
  return { bytes: only && chunks.length === 1 ? only : Buffer.concat(chunks) };
}
