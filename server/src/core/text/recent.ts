/**
 * What is made for a key, kept for those keys that were asked for last: as many as together weigh no more than `most`. The last
 * one is kept whatever it weighs.
 */
export class Recent<Key, Value> {
  private readonly known = new Map<Key, { readonly value: Value; readonly weight: number }>();
  private weight = 0;

  constructor(private readonly most: number) {}

  of(key: Key, make: () => Value, weight = 1): Value {
    const kept = this.known.get(key);
    if (kept) {
      // The last in the map is the last that was asked for.
      this.known.delete(key);
      this.known.set(key, kept);
      return kept.value;
    }
    const value = make();
    this.known.set(key, { value, weight });
    this.weight += weight;
    for (const [other, { weight }] of this.known) {
      if (this.weight <= this.most || this.known.size === 1) break;
      this.known.delete(other);
      this.weight -= weight;
    }
    return value;
  }
}
