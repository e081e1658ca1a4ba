/** Two rows that are in order, as one, each thing taken when it is its turn. Of equal ones those of the first row come first. */
export function* merged<T>(
  some: Iterable<T>,
  others: Iterable<T>,
  compare: (one: T, other: T) => number,
): Generator<T> {
  const rest = others[Symbol.iterator]();
  let other = rest.next();
  for (const one of some) {
    for (; !other.done && compare(other.value, one) < 0; other = rest.next()) yield other.value;
    yield one;
  }
  for (; !other.done; other = rest.next()) yield other.value;
}
