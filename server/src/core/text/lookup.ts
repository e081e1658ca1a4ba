/**
 * A table by words that someone else has written. It holds its entries and nothing else; a plain object also answers
 * `constructor` and `__proto__`, which are names like any other in SQL.
 */
export const lookup = <V>(entries: Readonly<Record<string, V>>): Readonly<Record<string, V>> =>
  Object.assign(Object.create(null), entries);
