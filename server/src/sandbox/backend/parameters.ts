import { decode, type TextEncoding } from '../wire/frame.js';

/** The first parameter of a Bind, of which `values` is what follows the names; undefined where there is none. */
export function firstParameter(values: Buffer): string | undefined {
  const formats = values.readInt16BE(0);
  const count = values.readInt16BE(2 + 2 * formats);
  if (count < 1) return undefined;
  const at = 4 + 2 * formats;
  const length = values.readInt32BE(at);
  return length < 0 ? undefined : values.toString('utf8', at + 4, at + 4 + length);
}

interface Parameter {
  /** Undefined of NULL. */
  readonly bytes: Buffer | undefined;
  readonly isBinary: boolean;
}

/** The parameter with this number, from 1; undefined where there is none. */
function parameterAt(values: Buffer, number: number): Parameter | undefined {
  const formats = values.readInt16BE(0);
  let at = 2 + 2 * formats;
  if (number < 1 || number > values.readInt16BE(at)) return undefined;
  at += 2;
  for (let index = 1; index < number; index++) at += 4 + Math.max(values.readInt32BE(at), 0);
  const length = values.readInt32BE(at);
  const isBinary = formats > 0 && values.readInt16BE(formats === 1 ? 2 : 2 * number) === 1;
  return { bytes: length < 0 ? undefined : values.subarray(at + 4, at + 4 + length), isBinary };
}

/** The parameter with this number, from 1, as its format and its bytes say; undefined where there is none, and of NULL. */
export function parameterNamed(values: Buffer, number: number): string | undefined {
  const { bytes, isBinary = false } = parameterAt(values, number) ?? {};
  return bytes && (isBinary ? `\\x${bytes.toString('hex')}` : bytes.toString('latin1'));
}

/** The text of the parameter with this number, from 1; null of NULL, undefined where there is none or it is no text. */
export function textParameter(
  values: Buffer,
  number: number,
  encoding: TextEncoding,
): string | null | undefined {
  const found = parameterAt(values, number);
  if (!found?.bytes) return found && null;
  return found.isBinary ? undefined : decode(found.bytes, encoding, 0, found.bytes.length);
}

/** Whether a Parse says of what type a parameter is. `types`: what follows its text. */
export const hasDeclaredTypes = (types: Buffer): boolean => types.subarray(2).some((byte) => byte !== 0);

/** The same parameters, with all results asked for as text. */
export function withTextResults(values: Buffer): Buffer {
  let at = 2 + 2 * values.readInt16BE(0);
  const count = values.readInt16BE(at);
  at += 2;
  for (let index = 0; index < count; index++) at += 4 + Math.max(values.readInt32BE(at), 0);
  return Buffer.concat([values.subarray(0, at), Buffer.from([0, 0])]);
}
