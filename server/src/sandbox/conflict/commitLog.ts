/** Entries of committed transactions, kept as long as an older transaction may still be open. */
export interface CommitLog<Entry> {
  /** How many entries there were so far. */
  readonly count: () => number;
  readonly add: (entries: readonly Entry[], now: number) => void;
  /** The entries after the first `count`. */
  readonly since: (count: number) => readonly Entry[];
}

/** `age`: milliseconds that a transaction may last. */
export function createCommitLog<Entry>(age: number): CommitLog<Entry> {
  let first = 0;
  let recent: { readonly entry: Entry; readonly at: number }[] = [];
  return {
    count: () => first + recent.length,
    add(entries, now) {
      const kept = recent.filter(({ at }) => now - at <= age);
      first += recent.length - kept.length;
      recent = [...kept, ...entries.map((entry) => ({ entry, at: now }))];
    },
    since: (count) => recent.slice(Math.max(count - first, 0)).map(({ entry }) => entry),
  };
}
