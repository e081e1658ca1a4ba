/**
 * Messages of PostgreSQL's wire protocol, version 3: a type byte, a length that counts itself, a body.
 * https://www.postgresql.org/docs/16/protocol-message-formats.html
 */
export interface Frame {
  /** One character, such as "Q". */
  readonly type: string;
  /** The whole message with its type and length. */
  readonly bytes: Buffer;
  /** There is no such type, or its length is none: `bytes` are the head alone, and what follows cannot be read. */
  readonly isCut?: true;
}

export const frame = (type: string, ...parts: readonly Buffer[]): Buffer => {
  const body = parts.length === 1 ? (parts[0] ?? empty) : Buffer.concat(parts);
  const bytes = Buffer.allocUnsafe(5 + body.length);
  bytes.write(type, 0, 'latin1');
  bytes.writeInt32BE(4 + body.length, 1);
  body.copy(bytes, 5);
  return bytes;
};

const empty = Buffer.alloc(0);

export const cstring = (text: string, encoding: TextEncoding = 'utf8'): Buffer =>
  encode(`${text}\0`, encoding);

/**
 * How the texts of a session are read and written: where its client_encoding is another than UTF8, byte by byte, so that
 * PostgreSQL gets what the client has sent. `double` and `shiftJis`: the second byte of a character may be one of ASCII, such as
 * a backslash, and is read as none.
 */
export type TextEncoding = 'utf8' | 'latin1' | 'double' | 'shiftJis';

/** Of a code unit above 255 the byte of its end, so that a second byte is what it was. */
export const encode = (text: string, encoding: TextEncoding): Buffer =>
  Buffer.from(text, encoding === 'utf8' ? 'utf8' : 'latin1');

export function decode(bytes: Buffer, encoding: TextEncoding, start: number, end: number): string {
  if (encoding === 'utf8') return bytes.toString('utf8', start, end);
  const text = bytes.toString('latin1', start, end);
  const pairs = twoBytes[encoding];
  return pairs ? text.replace(pairs, (pair) => `${pair[0]}${beyondAscii(pair.charCodeAt(1))}`) : text;
}

/** Characters of two bytes. One of four, as GB18030 has them, is read as two of them. */
const twoBytes: Readonly<Partial<Record<TextEncoding, RegExp>>> = {
  double: /[\x81-\xfe][\x30-\xff]/g,
  shiftJis: /[\x81-\x9f\xe0-\xfc][\x30-\xff]/g,
};

/** A code unit for private use in place of one of ASCII. */
const beyondAscii = (unit: number): string => String.fromCharCode(unit < 0x80 ? 0xf700 + unit : unit);

export const int16 = (value: number): Buffer => {
  const bytes = Buffer.allocUnsafe(2);
  bytes.writeInt16BE(value);
  return bytes;
};

export const int32 = (value: number): Buffer => {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeInt32BE(value);
  return bytes;
};

/** What PostgreSQL says of a message that is not as long as its fields. The readers of numbers throw a RangeError, too. */
export class MessageFault extends RangeError {}

/** Throws where a message does not end at an offset. */
export function endAt(bytes: Buffer, offset: number): void {
  if (offset !== bytes.length) throw new MessageFault('invalid message format');
}

/** A NUL-terminated text at an offset, and where the next field begins. Throws where it does not end. */
export function readCstring(
  bytes: Buffer,
  offset: number,
  encoding: TextEncoding = 'utf8',
): { readonly text: string; readonly next: number } {
  const end = bytes.indexOf(0, offset);
  if (end < 0) throw new MessageFault('invalid string in message');
  return { text: decode(bytes, encoding, offset, end), next: end + 1 };
}

/** The most bytes that a message of a type may have; undefined for a type that is none. */
export type LengthLimit = (type: string) => number | undefined;

/** Cuts a stream of bytes into messages. `take` answers what is complete; one that cannot be read is the last. */
export class FrameReader {
  private chunks: Buffer[] = [];
  private length = 0;
  private isCut = false;

  constructor(private readonly limitOf: LengthLimit) {}

  push(chunk: Buffer): void {
    if (this.isCut) return;
    this.chunks.push(chunk);
    this.length += chunk.length;
  }

  /** Bytes that were not taken as messages. */
  rest(): Buffer {
    return this.joined();
  }

  *take(): Generator<Frame> {
    while (this.length >= 5) {
      const first = this.chunks[0];
      const head = first && first.length >= 5 ? first : this.joined();
      const type = String.fromCharCode(head[0] ?? 0);
      const size = head.readInt32BE(1) + 1;
      if (size < 5 || size > (this.limitOf(type) ?? 0)) {
        this.isCut = true;
        yield { type, bytes: head.subarray(0, 5), isCut: true };
        return;
      }
      if (this.length < size) return;
      const bytes = head.length >= size ? head : this.joined();
      const rest = bytes.subarray(size);
      if (rest.length > 0) this.chunks[0] = rest;
      else this.chunks.shift();
      this.length -= size;
      yield { type, bytes: bytes.subarray(0, size) };
    }
  }

  private joined(): Buffer {
    const [only] = this.chunks;
    if (only && this.chunks.length === 1) return only;
    const all = Buffer.concat(this.chunks, this.length);
    this.chunks = [all];
    return all;
  }
}
