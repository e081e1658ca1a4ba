/**
 * What a function makes of a source, made once and kept as long as the source is. A source never changes: another content
 * is another source. The function must be one and the same each time, such as one that a module exports.
 */
export function query<Source extends object, Value>(make: (source: Source) => Value, source: Source): Value {
  let known = memory.get(source);
  if (!known) memory.set(source, (known = new Map()));
  const kept = known.get(make);
  // What is kept under a function is what that function made.
  if (kept) return kept.value as Value;
  const value = make(source);
  known.set(make, { value });
  return value;
}

const memory = new WeakMap<object, Map<unknown, { readonly value: unknown }>>();
