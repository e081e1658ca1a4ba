import { finish, type Steps } from './steps.js';

/**
 * Computes a value for each key, and keeps the values of the last call. Keys at the beginning and the end of both calls keep
 * their values without a look-up; between them, equal keys share a value. A key that is gone is forgotten. There is no version
 * and no invalidation.
 */
export function incremental<V>(compute: (key: string) => V): (keys: readonly string[]) => readonly V[] {
  const computeAll = incrementalInSteps(compute);
  return (keys) => finish(computeAll(keys));
}

/** The same, one step for each value that is computed. A call that was abandoned keeps what it has computed for the next one. */
export function incrementalInSteps<V>(
  compute: (key: string) => V,
): (keys: readonly string[]) => Steps<readonly V[]> {
  let last: { readonly keys: readonly string[]; readonly values: readonly V[] } = { keys: [], values: [] };
  let begun = new Map<string, V>();
  return function* (keys) {
    const before = last;
    const { head, tail } = common(before.keys, keys);
    const until = before.keys.length - tail;
    const known = new Map<string, V>();
    for (let index = head; index < until; index++) {
      const value = before.values[index];
      if (value !== undefined) known.set(before.keys[index] ?? '', value);
    }
    const between: V[] = [];
    for (const key of keys.slice(head, keys.length - tail)) {
      let value = known.get(key) ?? begun.get(key);
      if (value === undefined) {
        yield;
        value = compute(key);
        begun.set(key, value);
      }
      between.push(value);
    }
    const values = [...before.values.slice(0, head), ...between, ...before.values.slice(until)];
    last = { keys, values };
    begun = new Map();
    return values;
  };
}

/** How many keys two lists have in common at their heads, and of the rest at their tails. */
function common(some: readonly string[], others: readonly string[]) {
  const shorter = Math.min(some.length, others.length);
  let head = 0;
  while (head < shorter && some[head] === others[head]) head++;
  let tail = 0;
  while (tail < shorter - head && some.at(-1 - tail) === others.at(-1 - tail)) tail++;
  return { head, tail };
}
