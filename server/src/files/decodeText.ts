import type { Trouble } from './trouble.js';

export interface Text {
  readonly text: string;
}

/** Strict UTF-8: the text of the bytes, or where they stop being text. `name` is what the sentence calls them. */
export function decodeText(bytes: Uint8Array, name: string): Text | Trouble {
  try {
    return { text: strict.decode(bytes) };
  } catch {
    return { trouble: notUtf8(bytes, name) };
  }
}

// A byte order mark stays the first unit, so offsets are the file's own.
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();

function notUtf8(bytes: Uint8Array, name: string): string {
  const encoding = byteOrderMarks[`${bytes[0]} ${bytes[1]}`];
  if (encoding)
    return `${name} is ${encoding}, not UTF-8: convert it, as with "iconv -f ${encoding} -t UTF-8".`;
  const offset = firstBadByte(bytes);
  let line = 1;
  for (let at = bytes.indexOf(lineFeed); at >= 0 && at < offset; at = bytes.indexOf(lineFeed, at + 1)) line++;
  return `${name} is not UTF-8 text (byte ${offset + 1}, line ${line}): convert it to UTF-8.`;
}

const lineFeed = 10;

const byteOrderMarks: Readonly<Record<string, string>> = { '255 254': 'UTF-16LE', '254 255': 'UTF-16BE' };

const replacement = encoder.encode('\uFFFD');

/** Decoding puts U+FFFD where a byte is wrong, but the bytes may also spell a U+FFFD that is meant. */
function firstBadByte(bytes: Uint8Array): number {
  const text = lenient.decode(bytes);
  let offset = 0;
  let done = 0;
  for (let at = text.indexOf('\uFFFD'); at >= 0; at = text.indexOf('\uFFFD', done)) {
    offset += encoder.encode(text.slice(done, at)).length;
    if (!replacement.every((byte, place) => bytes[offset + place] === byte)) return offset;
    offset += replacement.length;
    done = at + 1;
  }
  return offset;
}
