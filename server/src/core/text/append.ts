/** Puts values behind those of a list, however many there are: `push(...values)` overflows the stack from about 100,000 on. */
export function append<Value>(list: Value[], values: Iterable<Value>): void {
  for (const value of values) list.push(value);
}
