import { isUtf8 } from 'node:buffer';
import { readBytes } from './readBytes.js';
import type { Trouble } from './trouble.js';

export interface Text {
  readonly text: string;
}

/** Bytes of a text at most: more is not a script that someone has written. */
export const largestText = 256 * 2 ** 20;

/** The text of a file, or why there is none. A byte order mark stays the first unit, so offsets are the file's own. */
export async function readText(path: string, limit = largestText): Promise<Text | Trouble> {
  const read = await readBytes(path, limit);
  return 'trouble' in read ? read : decodeText(read.bytes, path);
}

/** Strict UTF-8: the text of the bytes, or where they stop being text. `name` is what the sentence calls them. */
export function decodeText(bytes: Buffer, name: string): Text | Trouble {
  return isUtf8(bytes) ? { text: bytes.toString('utf8') } : { trouble: notUtf8(bytes, name) };
}

function notUtf8(bytes: Buffer, name: string): string {
  const encoding = byteOrderMarks[bytes.toString('hex', 0, 2)];
  if (encoding)
    return `${name} is ${encoding}, not UTF-8: convert it, as with "iconv -f ${encoding} -t UTF-8".`;
  const offset = firstBadByte(bytes);
  const line = bytes.subarray(0, offset).toString('latin1').split('\n').length;
  return `${name} is not UTF-8 text (byte ${offset + 1}, line ${line}): convert it to UTF-8.`;
}

const byteOrderMarks: Readonly<Record<string, string>> = { fffe: 'UTF-16LE', feff: 'UTF-16BE' };

const replacement = Buffer.from('\uFFFD');

/** Decoding puts U+FFFD where a byte is wrong, but the bytes may also spell a U+FFFD that is meant. */
function firstBadByte(bytes: Buffer): number {
  const text = bytes.toString('utf8');
  let offset = 0;
  let done = 0;
  for (let at = text.indexOf('\uFFFD'); at >= 0; at = text.indexOf('\uFFFD', done)) {
    offset += Buffer.byteLength(text.slice(done, at));
    if (!bytes.subarray(offset, offset + replacement.length).equals(replacement)) return offset;
    offset += replacement.length;
    done = at + 1;
  }
  return offset;
}
