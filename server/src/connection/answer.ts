import type { Span } from '../core/text/span.js';

/** A column as the server described it. */
export interface AnswerColumn {
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

/** Asks the server; rejects with a sentence. */
export type Ask = (sql: string, values?: readonly (string | null)[]) => Promise<readonly (readonly Cell[])[]>;

/** Takes what a statement answers while it runs, in the order in which it comes. */
export interface Answers<Described = readonly AnswerColumn[]> {
  readonly columns: (columns: Described) => void;
  /** In batches. */
  readonly rows: (rows: readonly (readonly Cell[])[]) => void;
  readonly notice: (text: string) => void;
}

/** How a statement, or a page of it, ended. `time`: milliseconds. */
export type Ending =
  | {
      readonly kind: 'done';
      readonly tag: string;
      readonly rows: number | undefined;
      readonly time: number;
    }
  | {
      readonly kind: 'paused';
      readonly time: number;
      /** Reads the next page. */
      readonly more: () => Promise<Ending>;
      /** Releases what the server keeps for the rest. */
      readonly abandon: () => Promise<void>;
    }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly cause: Cause };

/** How a statement failed. `span` is the place in the statement's own text, in UTF-16 offsets, if the server gives one. */
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

/** What kind of failure it was, for those that must act on it. */
export type Cause =
  | 'ssoLogin'
  | 'unknownProfile'
  | 'noCredentials'
  | 'hostNotFound'
  | 'unreachable'
  | 'untrusted'
  | 'tokenExpired'
  | 'wrongAction'
  | 'wakingUp'
  | 'accessDenied'
  | 'tooManyConnections'
  | 'tooFast'
  | 'conflict'
  | 'schemaChanged'
  | 'unavailable'
  | 'tooOld'
  | 'tooManyRows'
  | 'aborted'
  | 'readOnly'
  | 'resultGone'
  | 'canceled'
  | 'connectionLost'
  /** The server refused the statement for a reason of its own. */
  | 'statement'
  | 'unknown';
