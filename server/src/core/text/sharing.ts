/**
 * Answers one object for all that are equal, told by a key: of thousands of equal ones one is kept. It forgets them all when they
 * are too many, so that a long session does not keep what nobody uses any more.
 */
export function sharing<Value extends object>(most = 1_000): (key: string, make: () => Value) => Value {
  const known = new Map<string, Value>();
  return (key, make) => {
    const kept = known.get(key);
    if (kept) return kept;
    if (known.size === most) known.clear();
    const made = make();
    known.set(key, made);
    return made;
  };
}

/** The same for texts, such as names: of equal ones one is kept. */
export function sharingText(most = 1_000): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const kept = known.get(text);
    if (kept !== undefined) return kept;
    if (known.size === most) known.clear();
    known.set(text, text);
    return text;
  };
}
