/** A function of lists that answers what it made for the last one as long as the items stay the same objects, in their order. */
export function ofItems<Item, Value>(
  make: (items: readonly Item[]) => Value,
): (items: readonly Item[]) => Value {
  let last: { readonly items: readonly Item[]; readonly value: Value } | undefined;
  return (items) => {
    const isSame =
      last?.items === items ||
      (last?.items.length === items.length && items.every((item, at) => item === last?.items[at]));
    last = { items, value: last && isSame ? last.value : make(items) };
    return last.value;
  };
}
