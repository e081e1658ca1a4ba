/**
 * A table by words that someone else has written. It holds nothing but its entries. A plain object also answers to
 * `constructor` and `__proto__`, which are ordinary names in SQL.
 */
export const lookup = <V>(entries: Readonly<Record<string, V>>): Readonly<Record<string, V>> =>
  Object.assign(Object.create(null), entries);
