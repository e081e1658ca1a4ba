import type { Alias, CommonTableExpr, Node, ResTarget } from 'libpg-query';
import type { Column, Relation } from '../../catalog/model.js';
import type { TypeKey, Types } from './types.js';
import type { Value } from './value.js';

/** What inferring an expression needs. */
export interface Context {
  readonly types: Types;
  /** What names mean, by their node of PostgreSQL's tree, where the caller wants it. */
  readonly references?: Map<object, readonly Referent[]> | undefined;
  /** What the targets of queries are, by their ResTarget, where the caller wants it. */
  readonly targets?: Map<object, Value> | undefined;
  /** What the server would refuse, in the order in which it is met. The server reports the first only. */
  readonly issues: Issue[];
  /** An expression of an index or a generated column, in which queries and aggregates are not allowed. */
  readonly isDefinition: boolean;
  /** Values that are assumed, by their node. */
  readonly assumed?: ReadonlyMap<object, Value>;
  /** How deeply nested the current expression is. */
  readonly depth: number;
  readonly infer: (context: Context, node: Node | undefined, scope: Scope) => Value;
  /** The columns of a query inside; undefined where they are not known. */
  readonly query: (context: Context, query: Node, scope: Scope) => readonly ResultColumn[] | undefined;
}

/** A column of the catalog. */
export interface ColumnOf {
  readonly relation: Relation;
  readonly column: Column;
}

/**
 * What a name means: a relation or a column of the catalog, or a node of PostgreSQL's tree: a query of WITH, a target, an
 * alias that lists columns. A column that USING has merged has those of both sides.
 */
export type Referent = ColumnOf | Relation | CommonTableExpr | ResTarget | Alias;

export interface ResultColumn {
  readonly name: string;
  readonly value: Value;
  readonly referents: readonly Referent[];
}

/** What names of columns mean. */
export interface Scope {
  /** The value of `a`, `t.a` or `s.t.a`. Where there is none, it reports an issue to the context. */
  readonly column: (context: Context, names: readonly string[], node: object) => Value;
  /** What `$1` is. */
  readonly parameter: (number: number) => Value;
  /** Whether the query defines a window of a name. */
  readonly hasWindow?: (name: string) => boolean;
}

export interface Issue {
  readonly sqlstate: Sqlstate;
  /** Of PostgreSQL's tree. */
  readonly node: object;
  /** The name or the type that it is about. */
  readonly subject: string;
  /** Of a call, an operator or a cast, the types of what it takes. */
  readonly given?: readonly TypeKey[];
  /** Of a literal, its text. */
  readonly text?: string;
  /** Of the arms of a UNION, how many columns each answers; of a call that no function of the name takes, its arguments. */
  readonly counts?: readonly number[];
}

export type Sqlstate =
  /** No such column, table, function or operator, type. */
  | '42703'
  | '42P01'
  | '42883'
  | '42704'
  /** Several columns or functions, and a table that is named twice. */
  | '42702'
  | '42725'
  | '42712'
  | '42P09'
  | '42701'
  /** A type that does not fit, and a cast that there is not. */
  | '42804'
  | '42846'
  /** A number of columns that does not fit, and other errors in the form of a statement. */
  | '42601'
  | '42P10'
  | '42P18'
  | '42809'
  /** A text that its type may not accept. Only the server knows, and it reports that first. */
  | '22P02'
  /** Something that is not allowed in an expression at this place. */
  | '42803'
  | '0A000';

export function refer(context: Context, node: object, referents: readonly Referent[]): void {
  context.references?.set(node, referents);
}

export function report(
  context: Context,
  sqlstate: Sqlstate,
  node: object,
  subject = '',
  told: Pick<Issue, 'given' | 'text' | 'counts'> = {},
): void {
  context.issues.push({ sqlstate, node, subject, ...told });
}
