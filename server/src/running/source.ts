import type { Span } from '../core/text/span.js';

/** What `$1` and so on of a statement stand for, as the code that it is from calls it. */
export interface AskedParameter {
  readonly name: string;
  /** Null where it is not known. */
  readonly type: string | null;
}

/** A statement that is about to be sent, and where it is in its document. */
export interface StatementSource {
  readonly sql: string;
  /** UTF-16 offsets into the document; undefined where the text is in no document, as from the history. */
  readonly at: { readonly uri: string; readonly span: Span } | undefined;
  /** Its plan is asked for, not its rows. */
  readonly explain?: Explaining | undefined;
  /** It was done in batches, and is again. */
  readonly isInBatches?: boolean | undefined;
  /** What its values are called, in order. */
  readonly parameters?: readonly AskedParameter[] | undefined;
  /** The values of its parameters; undefined where they are no longer known, because no disk keeps them. */
  readonly values?: readonly (string | null)[] | undefined;
  /** The name of the connection that it ran on, where it is to run again. */
  readonly connection?: string | undefined;
}

/** `analyze` carries the statement out and measures it. */
export type Explaining = 'plan' | 'analyze';
