import { readBytes } from '../../workspace/readBytes.js';
import { replaceFile, statOf } from '../../workspace/replaceFile.js';

/** Writes a file whole or not at all; without a mode, only this user can read one that is new. */
export const keep = (path: string, text: string, mode: 0o600 | 0o644 = 0o600): Promise<void> =>
  replaceFile(path, [text], { mode });

/** Bytes of a file that the sandbox, or the AWS tools, keep. */
const largestKept = 2 ** 24;

/** Undefined where there is no such file. */
export async function kept(path: string): Promise<string | undefined> {
  // What cannot be looked at is told by reading it
  if ((await statOf(path).catch(() => true)) === undefined) return undefined;
  const read = await readBytes(path, largestKept);
  if ('trouble' in read) throw new Error(read.trouble);
  return read.bytes.toString('utf8');
}
