import type { Steps } from './steps.js';

/**
 * The result of a function for a source: computed once, and kept as long as the source. A source never changes, since other
 * content is another source. The function must be the same one each time, such as an export of a module.
 */
export function query<Source extends object, Value>(make: (source: Source) => Value, source: Source): Value {
  const kept = keptFor(make, source);
  // The value under a function is a result of that function.
  if (kept) return kept.value as Value;
  const value = make(source);
  keep(make, source, value);
  return value;
}

/** Computes in steps what `query` then answers. */
export function* queryInSteps<Source extends object, Value>(
  make: (source: Source) => Value,
  source: Source,
  steps: (source: Source) => Steps<Value>,
): Steps<void> {
  if (keptFor(make, source)) return;
  const value = yield* steps(source);
  keep(make, source, value);
}

interface Kept {
  readonly make: unknown;
  readonly value: unknown;
}

/** Of most sources one or two results are kept. A map for each of these would take more memory than all that they hold. */
interface Few extends Kept {
  readonly others: Few | undefined;
  readonly count: number;
}

const fewest = 4;

function keptFor(make: unknown, source: object): Kept | undefined {
  const known = memory.get(source);
  if (known instanceof Map) return known.get(make);
  for (let one = known; one; one = one.others) if (one.make === make) return one;
  return undefined;
}

function keep(make: unknown, source: object, value: unknown): void {
  const known = memory.get(source);
  if (known instanceof Map) known.set(make, { make, value });
  else if (!known || known.count < fewest)
    memory.set(source, { make, value, others: known, count: (known?.count ?? 0) + 1 });
  else {
    const all = new Map<unknown, Kept>([[make, { make, value }]]);
    for (let one: Few | undefined = known; one; one = one.others) all.set(one.make, one);
    memory.set(source, all);
  }
}

const memory = new WeakMap<object, Few | Map<unknown, Kept>>();
