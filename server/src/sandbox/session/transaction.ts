import type { TableName } from '../../core/semantics/tableName.js';
import type { Overlay } from '../conflict/overlay.js';
import type { SharedRows } from '../conflict/shared.js';
import type { Job } from '../jobs.js';
import type { Refusal } from '../refusal.js';
import type { Run } from './run.js';

/** What the sandbox keeps of a transaction beyond what PostgreSQL does. */
export interface Transaction {
  /** The client wrote BEGIN; else it is the implicit one of several statements sent as one. */
  isExplicit: boolean;
  /** Milliseconds since the epoch. */
  readonly begunAt: number;
  /** The catalog's version at its begin. */
  readonly catalogVersion: number;
  hasDdl: boolean;
  hasDml: boolean;
  /** Rows changed so far. */
  rows: number;
  /** Bytes of the statements and parameters that changed rows. */
  sent: number;
  /** Tables whose rows were changed. */
  readonly changed: TableName[];
  /** What it changed and locked, to be done again on copies when it must make way. */
  readonly log: { readonly run: Run; readonly targets: readonly TableName[]; readonly isLocked: boolean }[];
  /** Rows locked FOR KEY SHARE. */
  readonly shared: SharedRows[];
  /** How many commits had shared rows at its begin. */
  readonly sharedBefore: number;
  overlay: Overlay;
  /** What its COMMIT will answer, once another transaction has won. */
  doom: Refusal | undefined;
  /** What its next statement will answer, where it cannot even go on. */
  end: Refusal | undefined;
  /** Begun when it commits. */
  readonly jobs: Job[];
}

/** What the cluster was like when a transaction began. */
export type Beginning = Pick<Transaction, 'begunAt' | 'catalogVersion' | 'sharedBefore'>;

export const newTransaction = (isExplicit: boolean, beginning: Beginning): Transaction => ({
  ...beginning,
  isExplicit,
  hasDdl: false,
  hasDml: false,
  rows: 0,
  sent: 0,
  changed: [],
  log: [],
  shared: [],
  overlay: { tables: [] },
  doom: undefined,
  end: undefined,
  jobs: [],
});
