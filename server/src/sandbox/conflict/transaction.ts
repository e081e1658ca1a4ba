import type { TableName } from '../../core/semantics/tableName.js';
import type { Run } from '../backend/run.js';
import type { Job, NewIndex } from '../jobs/jobs.js';
import type { Refusal } from '../wire/refusal.js';
import type { Overlay } from './overlay.js';
import type { SharedRows } from './shared.js';
import type { GoneValues } from './uniqueKeys.js';

/** A statement of the client's that changed or locked rows. */
interface Change {
  readonly run: Run;
  readonly targets: readonly TableName[];
  readonly isLocked: boolean;
  /** Stored code did it. */
  readonly isStored: boolean;
}

/**
 * DDL of a transaction. PostgreSQL locks what it changes until the COMMIT, and nobody waits for a lock in Aurora DSQL: so it
 * is taken back once it is known to succeed, and done again where the transaction has to see it.
 */
interface Definition {
  readonly run: Run;
  isApplied: boolean;
  /** The index that it makes, which rows may be in the way of. */
  readonly index?: NewIndex | undefined;
}

/** What the sandbox keeps of a transaction beyond what PostgreSQL does. */
export interface Transaction {
  /** The client wrote BEGIN; else it is the implicit one of several statements sent as one. */
  isExplicit: boolean;
  /** Milliseconds since the epoch. */
  readonly begunAt: number;
  /** The catalog's version at its begin. */
  readonly catalogVersion: number;
  hasDdl: boolean;
  /** What it defines, which is done for good at its COMMIT. */
  definition: Definition | undefined;
  hasDml: boolean;
  /** It did more than insert: unique values may be free. */
  frees: boolean;
  /** Rows changed so far. */
  rows: number;
  /** Bytes of the statements and parameters that changed rows. */
  sent: number;
  /** Tables whose rows were changed. */
  readonly changed: TableName[];
  /** What it changed and locked, to be done again on copies when it must abort. */
  readonly log: Change[];
  /** Bytes of its statements and their parameters. */
  logged: number;
  /** Rows locked FOR KEY SHARE. */
  readonly shared: SharedRows[];
  /** Unique values that it has deleted and others may never have seen. */
  readonly gone: GoneValues[];
  /** What others had committed when it took its snapshot, which is at its first statement. */
  before: Commits;
  hasSnapshot: boolean;
  overlay: Overlay;
  /** What its COMMIT will answer, once another transaction has won. */
  abortReason: Refusal | undefined;
  /** The only reason is a transaction that has not committed yet, and this one sees what it saw before. */
  isPardonable: boolean;
  /** It has let go of its locks, and what it had changed is made again on copies before its next statement. */
  redo: Redo | undefined;
  /** What its next statement will answer, where it cannot even go on. */
  end: Refusal | undefined;
  /** Begun when it commits. */
  readonly jobs: Job[];
}

interface Redo {
  /** A sum over the rows that it saw in the tables that it had changed; undefined where it will see the same in any case. */
  readonly seen: string | undefined;
}

/** How many entries the logs of commits have. */
export interface Commits {
  readonly shared: number;
  readonly gone: number;
  readonly writes: number;
}

/** What the cluster was like when a transaction began. */
export type Beginning = Pick<Transaction, 'begunAt' | 'catalogVersion' | 'before'>;

export const newTransaction = (isExplicit: boolean, beginning: Beginning): Transaction => ({
  ...beginning,
  isExplicit,
  hasDdl: false,
  definition: undefined,
  hasDml: false,
  frees: false,
  rows: 0,
  sent: 0,
  changed: [],
  log: [],
  logged: 0,
  shared: [],
  gone: [],
  hasSnapshot: false,
  overlay: { tables: [] },
  abortReason: undefined,
  isPardonable: false,
  redo: undefined,
  end: undefined,
  jobs: [],
});

/** Keeps what a transaction has changed or locked. Answers false where that is more than `most` bytes. */
export function remember(transaction: Transaction, change: Change, most: number): boolean {
  transaction.logged += change.run.sql.length + change.run.values.length;
  if (transaction.logged > most) return false;
  transaction.log.push(change);
  return true;
}
