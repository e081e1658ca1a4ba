/**
 * Computes a value for each key and keeps what the last call touched. Keys that both calls begin or end with keep their
 * values without being looked up; between these, equal keys share a value. A key that is gone is forgotten. No version,
 * no invalidation.
 */
export function incremental<V>(compute: (key: string) => V): (keys: readonly string[]) => readonly V[] {
  let last: { readonly keys: readonly string[]; readonly values: readonly V[] } = { keys: [], values: [] };
  return (keys) => {
    const { head, tail } = common(last.keys, keys);
    const until = last.keys.length - tail;
    const known = new Map<string, V>();
    for (let index = head; index < until; index++) {
      const value = last.values[index];
      if (value !== undefined) known.set(last.keys[index] ?? '', value);
    }
    const between = keys.slice(head, keys.length - tail).map((key) => {
      const value = known.get(key) ?? compute(key);
      known.set(key, value);
      return value;
    });
    const values = [...last.values.slice(0, head), ...between, ...last.values.slice(until)];
    last = { keys, values };
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
