import type { Steps } from './steps.js';

/**
 * The result of a function for a source: computed once, and kept as long as the source. A source never changes, since other
 * content is another source. The function must be the same one each time, such as an export of a module.
 */
export function query<Source extends object, Value>(make: (source: Source) => Value, source: Source): Value {
  const known = keptOf(source);
  const kept = known.get(make);
  // The value under a function is a result of that function.
  if (kept) return kept.value as Value;
  const value = make(source);
  known.set(make, { value });
  return value;
}

/** Computes in steps what `query` then answers. */
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
