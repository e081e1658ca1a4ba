import type { Span } from '../../../server/src/core/text/span.js';

/** A column as the server described it. */
export interface Column {
  readonly name: string;
  /** The type's oid. */
  readonly oid: number;
  /** As in "numeric(10,2)" or "text". */
  readonly type: string;
  /** The table's oid and the column's number in it, where the server says that the column is one of a table. */
  readonly source?: { readonly table: number; readonly column: number };
}

/** A cell as the server wrote it, to the last digit; null is NULL. */
export type Cell = string | null;

/** A statement that is about to be sent, and where it stands in its document. */
export interface StatementSource {
  readonly sql: string;
  /** UTF-16 offsets into the document; undefined where the text stands in no document, as from the history. */
  readonly at: { readonly uri: string; readonly span: Span } | undefined;
  /** Its plan is asked for, not its rows. */
  readonly explain?: Explaining | undefined;
  /** It was done in batches, and is again. */
  readonly isInBatches?: boolean | undefined;
}

/** `analyze` carries the statement out and measures it. */
export type Explaining = 'plan' | 'analyze';

/** How a statement failed. `span`: where in the statement's own text, UTF-16 offsets, if the server said so. */
export interface Failure {
  /** One sentence, the server's or ours. */
  readonly message: string;
  readonly sqlstate: string | undefined;
  readonly detail: string | undefined;
  readonly hint: string | undefined;
  /** What to do about it, ours. */
  readonly advice: string | undefined;
  readonly span: Span | undefined;
  readonly isCanceled: boolean;
}

/** What a statement answered. `rows`: changed or selected, as in its command tag. */
export interface Outcome {
  /** The command tag, as in "INSERT 0 3". */
  readonly tag: string;
  readonly rows: number | undefined;
  /** Milliseconds from sending to the last answer. */
  readonly time: number;
  /** How often a conflict made it run again. */
  readonly retries: number;
}

/** Takes what one statement answers. Exactly one of `done` and `fail` ends it. */
export interface StatementSink {
  readonly columns: (columns: readonly Column[]) => void;
  readonly rows: (rows: readonly (readonly Cell[])[]) => void;
  readonly notice: (text: string) => void;
  /** The result has more rows, which `more` fetches and hands to `rows`; it answers whether there are still more. */
  readonly pause: (more: () => Promise<boolean>) => void;
  readonly done: (outcome: Outcome) => void;
  readonly fail: (failure: Failure) => void;
}

/** Takes the answers of one run: a tab for each of its statements. */
export interface RunSink {
  readonly statement: (source: StatementSource) => StatementSink;
  /** The run is over, also after a failure or a cancel. */
  readonly end: () => void;
}

/** What the runner knows of the results panel. */
export interface ResultsSink {
  /** `title`: the connection's name and the document's. `document`: results of one document share a tab row. */
  readonly run: (run: {
    readonly title: string;
    readonly document: string | undefined;
    /** The connection's name, where rows may be edited on it. */
    readonly connection?: string;
  }) => RunSink;
}
