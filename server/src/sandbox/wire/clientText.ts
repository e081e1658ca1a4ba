import { isUtf8 } from 'node:buffer';
import { readCstring, type TextEncoding } from './frame.js';

/** What PostgreSQL says of a text that is not of the session's encoding. */
export class EncodingFault extends RangeError {}

/**
 * A text of the client's at an offset, and where the next field begins. Throws where it does not end, or is not UTF-8 in a session of
 * that encoding. In another encoding PostgreSQL gets the bytes as they are, and looks itself.
 */
export function readText(
  bytes: Buffer,
  offset: number,
  encoding: TextEncoding,
): { readonly text: string; readonly next: number } {
  const read = readCstring(bytes, offset, encoding);
  const told = bytes.subarray(offset, read.next - 1);
  if (encoding === 'utf8' && !isUtf8(told)) {
    const wrong = [...firstWrong(told)].map((byte) => `0x${byte.toString(16).padStart(2, '0')}`);
    throw new EncodingFault(`invalid byte sequence for encoding "UTF8": ${wrong.join(' ')}`);
  }
  return read;
}

/** The first character that is none, as long as its first byte says, or as the text goes on. */
function firstWrong(bytes: Buffer): Buffer {
  let at = 0;
  while (at < bytes.length && isCharacter(bytes, at)) at += lengthAt(bytes, at);
  return bytes.subarray(at, at + lengthAt(bytes, at));
}

function lengthAt(bytes: Buffer, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0xc0 || first >= 0xf8) return 1;
  return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

/** Neither longer than need be, nor half of a surrogate pair, nor beyond the last code point. */
function isCharacter(bytes: Buffer, at: number): boolean {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return true;
  if (first < 0xc2 || first > 0xf4) return false;
  const [least, most] = seconds[first] ?? [0x80, 0xbf];
  const second = bytes[at + 1] ?? 0;
  if (second < least || second > most) return false;
  for (let next = at + 2; next < at + lengthAt(bytes, at); next++)
    if (((bytes[next] ?? 0) & 0xc0) !== 0x80) return false;
  return true;
}

/** Where not each of the bytes from 80 to BF may be the second. https://www.unicode.org/versions/Unicode16.0.0/core-spec/chapter-3/#G27506 */
const seconds: Readonly<Record<number, readonly [least: number, most: number]>> = {
  224: [0xa0, 0xbf],
  237: [0x80, 0x9f],
  240: [0x90, 0xbf],
  244: [0x80, 0x8f],
};
