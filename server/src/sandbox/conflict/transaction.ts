import type { TableName } from '../../core/semantics/tableName.js';
import { bytesOf, type Run } from '../backend/run.js';
import type { Job, NewIndex } from '../jobs/jobs.js';
import type { Refusal } from '../wire/refusal.js';
import type { KeyedRow } from './heldRows.js';
import { noOverlay, type Overlay } from './overlay.js';
import type { SharedRows } from './shared.js';
import type { GoneValues } from './uniqueKeys.js';

/** A statement of the client's that changed or locked rows, or set something. */
export interface LoggedChange {
  readonly run: Run;
  readonly targets: readonly TableName[];
  readonly isLocked: boolean;
  /** Stored code did it. */
  readonly isStored: boolean;
  /** How it is made again on the tables; undefined where only copies will do. */
  readonly again: Again | undefined;
}

export interface Again {
  /** What makes the rows that it locks count as changed. */
  readonly touching: string | undefined;
  /** The rows that it changed, or touched. */
  readonly rows: number;
  /** The row, where it is known. */
  readonly row: KeyedRow | undefined;
}

/**
 * DDL of a transaction. PostgreSQL locks what it changes until the COMMIT, and in Aurora DSQL nobody waits for a lock. So it is
 * undone once it is known to succeed, and done again where the transaction needs to see it.
 */
interface Definition {
  readonly run: Run;
  isApplied: boolean;
  /** The index that it creates; rows may prevent a unique one. */
  readonly index?: NewIndex | undefined;
}

/** What the sandbox records of a transaction, in addition to PostgreSQL. */
export interface Transaction {
  /** The client sent BEGIN. Otherwise it is the implicit transaction of several statements in one message. */
  isExplicit: boolean;
  /** Milliseconds since the epoch. */
  readonly begunAt: number;
  /** The catalog's version at its begin. */
  readonly catalogVersion: number;
  hasDdl: boolean;
  /** Its DDL, which runs for good at its COMMIT. */
  definition: Definition | undefined;
  hasDml: boolean;
  /** It did more than insert: unique values may have become free. */
  frees: boolean;
  /** Rows changed so far. */
  rows: number;
  /** Bytes of the statements, parameters and data that changed rows. */
  sent: number;
  /** Tables whose rows were changed. */
  readonly changed: TableName[];
  /** What it changed and locked, to be repeated on copies when it must abort. */
  readonly log: LoggedChange[];
  /** Bytes of its statements, their parameters and data. */
  logged: number;
  /** Names of the tables of `log`. */
  readonly named: Set<string>;
  /** The rows of `log` by their keys, with their tables' names. */
  readonly rowsHeld: Map<string, string>;
  /** It has the savepoint of the sandbox's own to which all of its changes can be taken back. */
  isMarked: boolean;
  /**
   * It has changed or locked rows within savepoints that were released. Who waits for these rows waits for the end of the whole
   * transaction: PostgreSQL holds a lock on the id of a savepoint's part up to its release only.
   */
  isNested: boolean;
  /** It has done what would be lost if its changes were made again: a cursor. */
  isFixed: boolean;
  /** It has set what its texts are read by. They are read only where it is set again. */
  hasSet: boolean;
  /** Statements that it has made again, because others wanted its rows. */
  repeated: number;
  /** Rows locked FOR KEY SHARE. */
  readonly shared: SharedRows[];
  /** Unique values that it has deleted and that others may never have seen. */
  readonly gone: GoneValues[];
  /** Those of `gone` that it has deleted on copies only: the tables are as if it had not. */
  readonly goneOnCopies: Set<GoneValues>;
  /** What others had committed when it took its snapshot, at its first statement. */
  before: Commits;
  hasSnapshot: boolean;
  overlay: Overlay;
  /** The error of its COMMIT, once another transaction has won. */
  abortReason: Refusal | undefined;
  /** The only reason is a transaction that has not committed yet, and this one still sees the same as before. */
  isPardonable: boolean;
  /** It has released its locks. Its changes are repeated on copies before its next statement. */
  redo: Redo | undefined;
  /** The error of its next statement, where it cannot even continue. */
  end: Refusal | undefined;
  /** They begin when it commits. */
  readonly jobs: Job[];
}

interface Redo {
  /** A checksum over the rows that it saw in the tables that it had changed; undefined where it will see the same in any case. */
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

/** Field by field: V8 takes a hundred times as long, some 40 µs, for as many behind a spread. */
export const newTransaction = (
  isExplicit: boolean,
  { begunAt, catalogVersion, before }: Beginning,
): Transaction => ({
  begunAt,
  catalogVersion,
  before,
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
  named: new Set(),
  rowsHeld: new Map(),
  isMarked: false,
  isNested: false,
  isFixed: false,
  hasSet: false,
  repeated: 0,
  shared: [],
  gone: [],
  goneOnCopies: new Set(),
  hasSnapshot: false,
  overlay: noOverlay,
  abortReason: undefined,
  isPardonable: false,
  redo: undefined,
  end: undefined,
  jobs: [],
});

/** Records what a transaction has changed or locked. Answers false where that exceeds `most` bytes. */
export function remember(transaction: Transaction, change: LoggedChange, most: number): boolean {
  transaction.logged += bytesOf(change.run);
  if (transaction.logged > most) return false;
  transaction.log.push(change);
  for (const { name } of change.targets) transaction.named.add(name);
  const { row, rows = 0 } = change.again ?? {};
  if (row && rows > 0) transaction.rowsHeld.set(row.key, row.table);
  return true;
}

/** Whether others may have to wait for rows of a table that a transaction has changed or locked. */
export const holdsRowsOf = (
  { named, overlay, redo }: Pick<Transaction, 'named' | 'overlay' | 'redo'>,
  { name }: TableName,
): boolean => !redo && named.has(name) && !overlay.tables.some((copied) => copied.name === name);

/** Whether it holds the row with this name. */
export function holdsRow(
  { rowsHeld, overlay, redo }: Pick<Transaction, 'rowsHeld' | 'overlay' | 'redo'>,
  key: string,
): boolean {
  const table = redo ? undefined : rowsHeld.get(key);
  return table !== undefined && !overlay.tables.some((copied) => copied.name === table);
}

/** Whether its statements may do something else when they are made again. An INSERT may by a default. */
export const mayDiffer = ({ log }: Pick<Transaction, 'log'>): boolean =>
  log.some(({ run: { repeats }, isStored }) => isStored || !repeats.within || repeats.inserts);
