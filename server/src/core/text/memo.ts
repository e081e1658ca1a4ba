import type { Steps } from './steps.js';

/**
 * What a function makes of a source, made once and kept as long as the source is. A source never changes: another content
 * is another source. The function must be one and the same each time, such as one that a module exports.
 */
export function query<Source extends object, Value>(make: (source: Source) => Value, source: Source): Value {
  const known = keptOf(source);
  const kept = known.get(make);
  // What is kept under a function is what that function made.
  if (kept) return kept.value as Value;
  const value = make(source);
  known.set(make, { value });
  return value;
}

/** Keeps what the function would make of a source, where that is made in steps. */
export function* queryInSteps<Source extends object, Value>(
  make: (source: Source) => Value,
  source: Source,
  steps: (source: Source) => Steps<Value>,
): Steps<void> {
  if (keptOf(source).has(make)) return;
  const value = yield* steps(source);
  keptOf(source).set(make, { value });
}

function keptOf(source: object): Map<unknown, { readonly value: unknown }> {
  const known = memory.get(source) ?? new Map<unknown, { readonly value: unknown }>();
  memory.set(source, known);
  return known;
}

const memory = new WeakMap<object, Map<unknown, { readonly value: unknown }>>();
