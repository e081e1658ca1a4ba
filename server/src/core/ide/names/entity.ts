import type { Column, Constraint, Relation, Routine } from '../../catalog/model.js';
import type { Span } from '../../text/span.js';

/** What a name of a text means. */
export interface Entity {
  readonly kind: EntityKind;
  /** As the server knows it: folded, without quotes. */
  readonly name: string;
  /** Names with the same key mean the same: in all files, or in one statement where `isLocal`. */
  readonly key: string;
  /** Known in its statement only: an alias, a query of WITH, a parameter. */
  readonly isLocal: boolean;
  readonly schema?: string | undefined;
  /** What the catalog has of it, or of the table that it belongs to. */
  readonly relation?: Relation | undefined;
  readonly column?: Column | undefined;
  readonly constraint?: Constraint | undefined;
  readonly routines?: readonly Routine[] | undefined;
  /** A type as it is printed, where it is known. */
  readonly type?: string | undefined;
}

export type EntityKind =
  | 'schema'
  | 'table'
  | 'view'
  | 'sequence'
  | 'index'
  | 'constraint'
  | 'column'
  | 'function'
  | 'type'
  | 'role'
  /** A query of WITH. */
  | 'cte'
  | 'alias'
  /** A column that a query gives a name, or passes on. */
  | 'output'
  | 'window'
  | 'parameter'
  | 'variable';

/** A name in a statement. Two with the same span are a column that a query reads and passes on under its name. */
export interface Occurrence {
  /** UTF-16 offsets into the statement, quotes included. */
  readonly span: Span;
  readonly role: 'declaration' | 'read' | 'write';
  readonly entity: Entity;
  /** The column is in the list of a query without an alias, so its name is also the name of the result. */
  readonly isPassedOn?: boolean;
  /** The name stands for columns of several tables, as in USING. */
  readonly isShared?: boolean;
}

export const relationKey = (schema: string, name: string): string => `relation ${schema}.${name}`;
export const columnKey = (schema: string, table: string, column: string): string =>
  `column ${schema}.${table}.${column}`;
