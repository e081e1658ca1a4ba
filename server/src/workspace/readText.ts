import { decodeText, type Text } from '../files/decodeText.js';
import type { Trouble } from '../files/trouble.js';
import { readBytes } from './readBytes.js';

/** Bytes of a text at most: more is not a script that someone has written. */
export const largestText = 256 * 2 ** 20;

/** The text of a file, or why there is none. A byte order mark stays the first unit, so offsets are the file's own. */
export async function readText(path: string, limit = largestText): Promise<Text | Trouble> {
  const read = await readBytes(path, limit);
  return 'trouble' in read ? read : decodeText(read.bytes, path);
}
