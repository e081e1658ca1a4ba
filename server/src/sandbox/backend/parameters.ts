/** The first parameter of a Bind, of which `values` is what follows the names; undefined where there is none. */
export function firstParameter(values: Buffer): string | undefined {
  const formats = values.readInt16BE(0);
  const count = values.readInt16BE(2 + 2 * formats);
  if (count < 1) return undefined;
  const at = 4 + 2 * formats;
  const length = values.readInt32BE(at);
  return length < 0 ? undefined : values.toString('utf8', at + 4, at + 4 + length);
}

/** The parameter with this number, from 1, as its format and its bytes say; undefined where there is none, and of NULL. */
export function parameterNamed(values: Buffer, number: number): string | undefined {
  const formats = values.readInt16BE(0);
  let at = 2 + 2 * formats;
  if (number < 1 || number > values.readInt16BE(at)) return undefined;
  at += 2;
  for (let index = 1; index < number; index++) at += 4 + Math.max(values.readInt32BE(at), 0);
  const length = values.readInt32BE(at);
  if (length < 0) return undefined;
  const bytes = values.subarray(at + 4, at + 4 + length);
  const isBinary = formats > 0 && values.readInt16BE(formats === 1 ? 2 : 2 * number) === 1;
  return isBinary ? `\\x${bytes.toString('hex')}` : bytes.toString('latin1');
}

/** The same parameters, with all results asked for as text. */
export function withTextResults(values: Buffer): Buffer {
  let at = 2 + 2 * values.readInt16BE(0);
  const count = values.readInt16BE(at);
  at += 2;
  for (let index = 0; index < count; index++) at += 4 + Math.max(values.readInt32BE(at), 0);
  return Buffer.concat([values.subarray(0, at), Buffer.from([0, 0])]);
}
