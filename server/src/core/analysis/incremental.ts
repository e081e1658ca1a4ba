export interface Incremental<V> {
  /** The value of each key. */
  readonly valuesOf: (keys: readonly string[]) => V[];
  /** Takes a value over that was computed elsewhere. It is forgotten like others that the next call does not touch. */
  readonly learn: (key: string, value: V) => void;
}

/**
 * Computes a value for each key and keeps what the last call touched: equal keys share a value, and a key that is
 * gone is forgotten. No version, no invalidation.
 */
export function incremental<V>(compute: (key: string) => V): Incremental<V> {
  let previous = new Map<string, V>();
  return {
    valuesOf(keys) {
      const current = new Map<string, V>();
      const values = keys.map((key) => {
        const value = current.get(key) ?? previous.get(key) ?? compute(key);
        current.set(key, value);
        return value;
      });
      previous = current;
      return values;
    },
    learn(key, value) {
      previous.set(key, value);
    },
  };
}
