/**
 * A function of lists that answers what it made for the last one as long as the items stay the same, in their order: the same
 * objects, or those that `isSame` takes for the same.
 */
export function ofItems<Item, Value>(
  make: (items: readonly Item[]) => Value,
  isSame: (one: Item, other: Item) => boolean = Object.is,
): (items: readonly Item[]) => Value {
  let last: { readonly items: readonly Item[]; readonly value: Value } | undefined;
  return (items) => {
    const others = last?.items;
    const areSame =
      others === items ||
      (others?.length === items.length &&
        items.every((item, at) => {
          const other = others[at];
          return other !== undefined && (item === other || isSame(item, other));
        }));
    last = { items, value: last && areSame ? last.value : make(items) };
    return last.value;
  };
}
