import type { StatementKind } from '../syntax/node.js';
import type { TableName } from './tableName.js';

/** What a statement does, as far as its text tells. */
export interface Effect {
  readonly kind: StatementKind | 'several';
  /**
   * `reads`: nothing is any different afterwards, and a read-only transaction takes it. `unknown`: it cannot be shown
   * that it only reads, since it calls a function of which that is not known, say; who guards something takes it for
   * `writes`. Functions behind a view, an operator or a type are not seen, nor one that is called as if it were a column or
   * that has the name of one of PostgreSQL's.
   */
  readonly access: Access;
  /** What its own words change: a function that it calls counts in `access` alone. */
  readonly changes: Changes;
  /**
   * Whether it runs what its text does not show: a procedure, what was prepared, a function of someone's own. Such a
   * function may write even where it is called stable: what it calls need not be. A plan alone counts in `access`.
   */
  readonly runsUnknown: boolean;
  /** The tables whose rows it changes, in the order of the text. */
  readonly tables: readonly TableName[];
  readonly losses: readonly Loss[];
  readonly transaction: TransactionStep | undefined;
  readonly session: SessionPart | undefined;
  readonly locks: readonly Lock[];
  /** EXPLAIN: it answers a plan; `run` where ANALYZE carries out what is explained. */
  readonly plan: 'only' | 'run' | undefined;
  /** Undefined where the text does not tell. */
  readonly returnsRows: boolean | undefined;
  readonly retry: Retry;
}

export type Access = 'reads' | 'unknown' | 'writes';

/** `schema` is DDL. */
export type Changes = 'nothing' | 'unknown' | 'rows' | 'schema';

/** What is gone afterwards, or has lost its old value. */
export type Loss =
  /** `isAll`: no condition keeps a row of the table from it. An update counts only then. */
  | {
      readonly kind: 'rows';
      readonly does: 'deletes' | 'changes';
      readonly table: TableName;
      readonly isAll: boolean;
    }
  | { readonly kind: 'column'; readonly column: string; readonly table: TableName }
  /** `what` as in "materialized view"; `name` is empty for what has none. */
  | { readonly kind: 'object'; readonly what: string; readonly name: string };

export type TransactionStep =
  | 'begin'
  | 'commit'
  | 'rollback'
  | 'savepoint'
  /** PREPARE TRANSACTION and what ends it. */
  | 'two-phase'
  /** A text of several statements has more than one step. */
  | 'several';

/** What of the session is different afterwards. */
export type SessionPart =
  | 'setting'
  /** Until the transaction ends. */
  | 'local setting'
  | 'statement'
  | 'cursor'
  | 'channel'
  | 'library'
  | 'everything';

export interface Lock {
  readonly table: TableName;
  /** As in `for key share`, or in `access exclusive` of LOCK TABLE. */
  readonly strength: string;
}

/**
 * Whether it may be sent again after a failure: without harm even if it was kept, only if nothing was kept, or never,
 * because it may have been kept in part or depends on what came before.
 */
export type Retry = 'always' | 'unlessKept' | 'never';

/** What the rules of a script ask of a statement, for which its tree is seldom needed. */
export type Outline = Pick<Effect, 'kind' | 'changes' | 'transaction'>;

/** What is known of an effect; what is not given is as in a statement that does nothing. */
export type Traits = Partial<Omit<Effect, 'kind'>>;
