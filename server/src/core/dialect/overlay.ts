/** Whether a cluster took a statement. */
export type Verdict = 'accepted' | 'refused';

/** What a fact is about. A `rule` is one that a cluster was seen to contradict. A `text` entry tells other words of the server for an error: `name` has those of the data. */
export type EntryKind = 'feature' | 'type' | 'key' | 'parameter' | 'function' | 'limit' | 'rule' | 'text';

/** One answer of a cluster that differs from the data. */
export interface OverlayEntry {
  readonly kind: EntryKind;
  readonly name: string;
  readonly verdict: Verdict;
  readonly evidence: {
    readonly statement: string;
    /** Of the refusal; absent where the statement was accepted. */
    readonly sqlstate?: string;
    readonly text?: string;
  };
}

/** What a probe has found of one cluster. It lies over the data, and holds on every day. */
export interface DialectOverlay {
  readonly schemaVersion: 1;
  /** The id of the cluster; absent in a file that was made to be handed on. */
  readonly cluster?: string;
  /** The day of the probe, YYYY-MM-DD. */
  readonly day: string;
  /** The day of the data that it was compared with. */
  readonly dialect: string;
  readonly entries: readonly OverlayEntry[];
}

/** An overlay with one more entry, and without an older one about the same. */
export const withEntry = (overlay: DialectOverlay, entry: OverlayEntry): DialectOverlay => ({
  ...overlay,
  entries: [...overlay.entries.filter(({ kind, name }) => kind !== entry.kind || name !== entry.name), entry],
});
