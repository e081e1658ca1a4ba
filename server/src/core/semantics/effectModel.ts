import type { StatementKind } from '../syntax/node.js';
import type { TableName } from './tableName.js';

/** What a statement does, as far as its text tells. */
export interface Effect {
  readonly kind: StatementKind | 'several';
  /**
   * `reads`: nothing is changed, and a read-only transaction accepts it. `unknown`: it cannot be shown to only read, for
   * example because it calls a function whose effect is not known; a guard treats it as `writes`. Functions behind a view or a
   * type are not seen, nor is a function that is called like a column, or a function or operator with the name of one of
   * PostgreSQL's.
   */
  readonly access: Access;
  /** What its own words change. A function that it calls counts in `access` alone. */
  readonly changes: Changes;
  /**
   * Whether it runs code that its text does not show: a procedure, a prepared statement, a user's function. Such a function may
   * write even where it is called stable, because what it calls need not be. A plan alone counts in `access`.
   */
  readonly runsUnknown: boolean;
  /** The tables whose rows it changes, in the order of the text. */
  readonly tables: readonly TableName[];
  readonly losses: readonly Loss[];
  readonly transaction: TransactionStep | undefined;
  readonly session: SessionPart | undefined;
  readonly locks: readonly Lock[];
  /** EXPLAIN: it answers a plan. `run` where ANALYZE also runs the statement. */
  readonly plan: 'only' | 'run' | undefined;
  /** Undefined where the text does not tell. */
  readonly returnsRows: boolean | undefined;
  readonly retry: Retry;
}

export type Access = 'reads' | 'unknown' | 'writes';

/** `schema` is DDL. */
export type Changes = 'nothing' | 'unknown' | 'rows' | 'schema';

/** What is deleted afterwards, or has lost its old value. */
export type Loss =
  /** `isAll`: no condition spares a row of the table. An update counts only then. */
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

/** The part of the session that is different afterwards. */
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
 * Whether it may be sent again after a failure: always, because that does no harm even where it was committed; only if nothing
 * was committed; or never, because a part may have been committed or because it depends on what came before.
 */
export type Retry = 'always' | 'unlessKept' | 'never';

/** What the rules of a script ask of a statement. It seldom needs a tree. */
export type Outline = Pick<Effect, 'kind' | 'changes' | 'transaction'>;

/** What is known of an effect. What is not given is as in a statement without an effect. */
export type Traits = Partial<Omit<Effect, 'kind'>>;
