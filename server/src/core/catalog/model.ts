import type { Origin } from './origin.js';

/** What a database holds, as far as one source tells it: a script, a server, or PostgreSQL itself. */
export interface Catalog {
  readonly schemas: ByName<Schema>;
  readonly roles: ByName<Role>;
  readonly casts: readonly Cast[];
  /** Whether what it lacks does not exist. False for a script, which tells only what it makes itself. */
  readonly isComplete: boolean;
  /** The schemas in which names without one are looked up; undefined where the source does not tell. */
  readonly searchPath?: readonly string[];
}

/** Objects by name. Names are folded as the server folds them. A `ReadonlyMap` is one. */
export interface ByName<T> {
  get(name: string): T | undefined;
  /** In the order in which they were made, where it is known. */
  values(): Iterable<T>;
}

/** A name as it is written; without a schema the search path decides. */
export interface ObjectName {
  readonly schema: string | undefined;
  readonly name: string;
}

interface Made {
  readonly name: string;
  /** Where it was made; undefined for what no script made. */
  readonly origin: Origin | undefined;
  /** The text of COMMENT ON. */
  readonly comment: string | undefined;
}

interface InSchema extends Made {
  readonly schema: string;
}

/** Relations, sequences and indexes of one schema differ in name; so do relations and types. */
export interface Schema extends Made {
  readonly relations: ByName<Relation>;
  readonly sequences: ByName<Sequence>;
  readonly indexes: ByName<Index>;
  readonly types: ByName<Type>;
  /** Those of one name differ in the types of their parameters. */
  readonly routines: ByName<readonly Routine[]>;
  readonly operators: ByName<readonly Operator[]>;
}

export interface Role extends Made {
  readonly canLogin: boolean;
}

/** What a query can read by name. */
export interface Relation extends InSchema {
  readonly kind: 'table' | 'partitioned table' | 'view' | 'materialized view' | 'foreign table';
  readonly persistence: 'permanent' | 'unlogged' | 'temporary';
  /** In order. */
  readonly columns: readonly Column[];
  /** The column of a name, for those that find it without listing all; `columnNamed` in partNamed.ts asks it. */
  readonly columnNamed?: (name: string) => Column | undefined;
  /** Whether `columns` are all that it has. */
  readonly hasAllColumns: boolean;
  readonly constraints: readonly Constraint[];
  /** The constraint of a name, as `columnNamed`. */
  readonly constraintNamed?: (name: string) => Constraint | undefined;
  /** All of them, those of keys included. */
  readonly indexes: readonly Index[];
  /** Its parents by INHERITS, or the table that it is a partition of. */
  readonly inherits: readonly ObjectName[];
  /** The type of CREATE TABLE … OF. */
  readonly ofType?: TypeRef | undefined;
  readonly isPartition: boolean;
}

export interface Column extends Made {
  /** Undefined where nothing tells it, as of a query that is not understood. */
  readonly type: TypeRef | undefined;
  readonly isNotNull: boolean;
  readonly default: Expression | undefined;
  /** Of a column that is GENERATED ALWAYS AS (…) STORED. */
  readonly generated: Expression | undefined;
  readonly identity: 'always' | 'by default' | undefined;
  /** The table has it from a parent only. */
  readonly isInherited: boolean;
}

/** A type as a column, a parameter or a result has it. */
export interface TypeRef {
  /** Undefined where neither the script nor the grammar tells it. The search path then finds the type, or nothing does. */
  readonly schema: string | undefined;
  /** As in `pg_type`: `int4`, `varchar`. Of an array, the name of its elements' type. */
  readonly name: string;
  /** The numbers in its parentheses: 10 and 2 of `numeric(10, 2)`. */
  readonly modifiers: readonly number[];
  /** 0 for what is not an array. The server does not tell arrays of more dimensions apart. */
  readonly dimensions: number;
}

/** An expression or a query of a definition. */
export interface Expression {
  /** As the server prints it. Undefined where a script has it: its text is at the origin. */
  readonly text: string | undefined;
  readonly origin: Origin | undefined;
}

export type Constraint = KeyConstraint | ForeignKey | Check | Exclusion;

interface ConstraintBase extends Made {
  /** False while it is NOT VALID: old rows were not looked at. */
  readonly isValidated: boolean;
  readonly isDeferrable: boolean;
}

export interface KeyConstraint extends ConstraintBase {
  readonly kind: 'primary key' | 'unique';
  readonly columns: readonly string[];
  /** The columns of INCLUDE. */
  readonly included: readonly string[];
  /** The index that holds it, in the schema of its table. */
  readonly index: string;
}

export interface ForeignKey extends ConstraintBase {
  readonly kind: 'foreign key';
  readonly columns: readonly string[];
  readonly target: ObjectName;
  /** The referenced columns; those of the primary key where the script names none and does not make the table. */
  readonly references: readonly string[];
  readonly onUpdate: ReferentialAction;
  readonly onDelete: ReferentialAction;
}

export type ReferentialAction = 'no action' | 'restrict' | 'cascade' | 'set null' | 'set default';

export interface Check extends ConstraintBase {
  readonly kind: 'check';
  readonly condition: Expression;
}

export interface Exclusion extends ConstraintBase {
  readonly kind: 'exclusion';
  /** The index that holds it, in the schema of its table. */
  readonly index: string;
}

/** It is in the schema of its table. */
export interface Index extends InSchema {
  readonly table: string;
  /** The access method, as `btree`. */
  readonly method: string;
  readonly isUnique: boolean;
  readonly keys: readonly IndexKey[];
  /** The columns of INCLUDE. */
  readonly included: readonly string[];
  /** The condition of a partial index. */
  readonly predicate: Expression | undefined;
  /** False while it is built, and for good if that has failed. */
  readonly isValid: boolean;
  /** The key or exclusion that it holds. */
  readonly constraint: string | undefined;
}

export type IndexKey =
  | { readonly kind: 'column'; readonly column: string }
  | { readonly kind: 'expression'; readonly expression: Expression };

export interface Sequence extends InSchema {
  readonly type: TypeRef;
  /** The column that it goes with: identity, serial, OWNED BY. */
  readonly owner: ColumnName | undefined;
  /** Its column is GENERATED … AS IDENTITY, and the sequence cannot go without it. */
  readonly isIdentity: boolean;
}

export interface ColumnName {
  readonly schema: string;
  readonly table: string;
  readonly column: string;
}

export type Type = Domain | Enum | Composite | RangeType | BaseType | ShellType;

export interface Domain extends InSchema {
  readonly kind: 'domain';
  readonly base: TypeRef;
  readonly isNotNull: boolean;
  readonly default: Expression | undefined;
  readonly checks: readonly Check[];
}

export interface Enum extends InSchema {
  readonly kind: 'enum';
  /** In their order. */
  readonly labels: readonly string[];
}

export interface Composite extends InSchema {
  readonly kind: 'composite';
  readonly columns: readonly Column[];
}

export interface RangeType extends InSchema {
  readonly kind: 'range';
  readonly subtype: TypeRef;
  readonly multirange: string;
}

/** Built into the server, or made by an extension or by CREATE TYPE with functions in C. */
export interface BaseType extends InSchema {
  readonly kind: 'base' | 'pseudo' | 'multirange';
  /** The letter of `pg_type.typcategory`: N of numbers, S of strings. */
  readonly category: string;
  /** It is the preferred type of its category (`typispreferred`). */
  readonly isPreferred: boolean;
  /** The type of an element, where values can be subscripted: `float8` of `point`. Arrays have no type of their own here. */
  readonly element: TypeRef | undefined;
  /** The volatility of the functions that read a value from text and print one; undefined where it is not known. */
  readonly input?: Volatility;
  readonly output?: Volatility;
}

/** Declared, and not yet defined. */
export interface ShellType extends InSchema {
  readonly kind: 'shell';
}

/** Whether the same arguments give the same result: forever, within a statement, or not even there. */
export type Volatility = 'immutable' | 'stable' | 'volatile';

export interface Routine extends InSchema {
  readonly kind: 'function' | 'procedure' | 'aggregate' | 'window';
  /** In order, OUT parameters included. */
  readonly parameters: readonly Parameter[];
  /** Undefined for a procedure. `record` where OUT parameters or RETURNS TABLE tell the columns. */
  readonly result: TypeRef | undefined;
  readonly returnsSet: boolean;
  readonly volatility: Volatility;
  /** NULL for an argument means NULL for the result. */
  readonly isStrict: boolean;
  readonly language: string;
}

export interface Parameter {
  /** Undefined where it has none. */
  readonly name: string | undefined;
  readonly mode: 'in' | 'out' | 'inout' | 'variadic' | 'table';
  /** Of a VARIADIC parameter, the array. */
  readonly type: TypeRef;
  readonly hasDefault: boolean;
}

export interface Operator extends InSchema {
  /** Undefined for a prefix operator. */
  readonly left: TypeRef | undefined;
  readonly right: TypeRef;
  /** Undefined where the routine is not known. */
  readonly result: TypeRef | undefined;
  /** The routine behind it. */
  readonly routine: ObjectName;
  /** Those of the routine; undefined where they are not known. */
  readonly volatility?: Volatility;
  readonly isStrict?: boolean;
}

export interface Cast {
  readonly source: TypeRef;
  readonly target: TypeRef;
  /** Where it is applied without being written. */
  readonly context: 'implicit' | 'assignment' | 'explicit';
  /** `binary` and `text` call no routine. */
  readonly method: 'routine' | 'binary' | 'text';
  /** Those of the routine; undefined where there is none, or they are not known. */
  readonly volatility?: Volatility;
  readonly isStrict?: boolean;
}
