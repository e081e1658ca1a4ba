/** The first parameter of a Bind, of which `values` is what follows the names; undefined where there is none. */
export function firstParameter(values: Buffer): string | undefined {
  const formats = values.readInt16BE(0);
  const count = values.readInt16BE(2 + 2 * formats);
  if (count < 1) return undefined;
  const at = 4 + 2 * formats;
  const length = values.readInt32BE(at);
  return length < 0 ? undefined : values.toString('utf8', at + 4, at + 4 + length);
}
