/**
 * Computes a value for each key and keeps what the last call touched: equal keys share a value, and a key that is
 * gone is forgotten. No version, no invalidation.
 */
export function incremental<V>(compute: (key: string) => V): (keys: readonly string[]) => V[] {
  let previous = new Map<string, V>();
  return (keys) => {
    const current = new Map<string, V>();
    const values = keys.map((key) => {
      const known = current.get(key);
      if (known !== undefined) return known;
      const value = previous.get(key) ?? compute(key);
      current.set(key, value);
      return value;
    });
    previous = current;
    return values;
  };
}
