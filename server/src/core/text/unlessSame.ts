/** A function that answers the object of its last call again as long as what it makes is the same. */
export function unlessSame<Source, Value extends object>(
  make: (source: Source) => Value | undefined,
  isSame: (one: Value, other: Value) => boolean,
): (source: Source) => Value | undefined {
  let last: Value | undefined;
  return (source) => {
    const made = make(source);
    last = made && last && isSame(last, made) ? last : made;
    return last;
  };
}

export const areSameNames = (some: ReadonlySet<string>, others: ReadonlySet<string>): boolean =>
  some === others || (some.size === others.size && [...some].every((name) => others.has(name)));
