import type { ColumnDraft, IdentityDraft, ParameterDraft, QueryDraft, WrittenType } from '../change.js';
import type { Cast, Column, ObjectName, ReferentialAction, Relation, Routine } from '../model.js';
import type { NodePointer, Origin } from '../origin.js';
import type { History, Names } from './history.js';

/**
 * Something of the catalog while a script is replayed. The entry is its identity, as an oid is on a server: names, types and
 * all else may change. Its state is undefined before it is made and when it is gone.
 */
export type Entry =
  | SchemaEntry
  | RelationEntry
  | SequenceEntry
  | IndexEntry
  | TypeEntry
  | RoutineEntry
  | OperatorEntry
  | CastEntry
  | ColumnEntry
  | ConstraintEntry;

/** What shares its names with tables. */
export type ClassEntry = RelationEntry | SequenceEntry | IndexEntry;

interface EntryBase<State> {
  readonly state: History<State>;
  /**
   * What refers to it, and is dropped with it by CASCADE. Some may be gone, or refer to something else by now. `addDependent`
   * in stage.ts adds to it.
   */
  dependents: Entry[];
}

interface MadeState {
  readonly name: string;
  readonly origin: Origin | undefined;
  readonly comment: string | undefined;
}

interface PlacedState extends MadeState {
  readonly schema: SchemaEntry;
}

export interface SchemaEntry extends EntryBase<MadeState> {
  readonly kind: 'schema';
  readonly classes: Names<ClassEntry>;
  readonly types: Names<TypeEntry>;
  /** By name, then by the types of the parameters. */
  readonly routines: Map<string, Names<RoutineEntry>>;
  /** By name, then by the types of the operands. */
  readonly operators: Map<string, Names<OperatorEntry>>;
  /** How many constraints of its tables and domains have each name. */
  readonly constraintNames: Names<number>;
}

/** What has columns: a relation or a composite type. */
export interface ColumnHolder {
  readonly columns: ColumnList;
}

/**
 * The columns of a holder, and their names at each time (`columns.ts`). A column that CREATE TABLE declares has no entry until
 * something asks for one.
 */
export interface ColumnList {
  /** A column that is what its CREATE TABLE says: no other one has the name, and its type is none that the script makes. */
  declare(draft: ColumnDraft): void;
  /** A column with an entry; who makes it gives it its name. */
  add(column: ColumnEntry): void;
  /** Gives back the room that a list takes to grow. */
  settle(): void;
  /** Takes away all columns that were declared, because their statement is taken back. */
  takeBack(time: number): void;
  /** Whether a column has this name now. It gets no entry. */
  has(name: string): boolean;
  now(name: string): ColumnEntry | undefined;
  /** What a name stands for, to be written. */
  historyOf(name: string): History<ColumnEntry>;
  /** In the order in which they were added, dropped ones included. Each gets an entry. */
  all(): readonly ColumnEntry[];
  /** Those that have an entry: nothing refers to the others, and nothing has changed them. */
  entered(): readonly ColumnEntry[];
  /** As a catalog has them at a time, in order. `read` reads those with an entry. */
  allAt(time: number, read: ReadColumn): readonly Column[];
  namedAt(name: string, time: number, read: ReadColumn): Column | undefined;
}

export type ReadColumn = (entry: ColumnEntry, time: number) => Column | undefined;

export interface RelationEntry extends EntryBase<RelationState>, ColumnHolder {
  readonly kind: 'relation';
  /** No other relation or type has it. */
  readonly id: number;
  /** The name by which the script speaks of it first, as it is written. */
  readonly written: ObjectName;
  /** CREATE TABLE lists all its columns: none is of a query, a parent, a type or another table. */
  readonly isListed: boolean;
  /** CREATE SCHEMA makes it. */
  readonly isPart: boolean;
  /** In the order in which they were added, dropped ones included. */
  constraints: ConstraintEntry[];
  readonly constraintNames: Names<ConstraintEntry>;
  indexes: IndexEntry[];
  /** Every parent that it has or had, and when. */
  parents: Map<RelationEntry, History<true>> | undefined;
  /** Everything that inherits from it, or did. */
  children: Set<RelationEntry> | undefined;
  /** Whether the columns of its query have been read, and are known. */
  query: 'none' | 'unread' | 'known' | 'unknown';
}

export interface RelationState extends PlacedState {
  readonly relation: Relation['kind'];
  readonly persistence: Relation['persistence'];
  /** False for a table that the script alters and does not create. */
  readonly hasAllColumns: boolean;
  readonly isPartition: boolean;
  /** The type of CREATE TABLE … OF. */
  readonly ofType?: TypeState | undefined;
  readonly query: QueryState | undefined;
}

/** The columns of a query are worked out when someone asks for them. */
export interface QueryState extends QueryDraft {
  /** The number of the statement that has the query. */
  readonly statement: number;
}

export interface ColumnEntry extends EntryBase<ColumnState> {
  readonly kind: 'column';
  readonly holder: RelationEntry | TypeEntry;
  /** The name with which CREATE TABLE declares it, where it was made of that (`columns.ts`). */
  readonly declaredAs?: string;
}

export interface ColumnState extends MadeState, Pick<Column, 'default' | 'generated' | 'isNotNull'> {
  readonly type: TypeState | undefined;
  readonly identity: IdentityDraft['when'] | undefined;
  /** The table itself declares it. */
  readonly isLocal: boolean;
  /** How many parents have it. */
  readonly parents: number;
}

/** A type as it is written, and what it names, where the script makes that. */
export interface TypeState {
  readonly written: WrittenType;
  readonly entry: TypeEntry | RelationEntry | undefined;
}

export interface SequenceEntry extends EntryBase<SequenceState> {
  readonly kind: 'sequence';
}

export interface SequenceState extends PlacedState {
  readonly type: TypeState;
  readonly owner: ColumnEntry | undefined;
  readonly isIdentity: boolean;
}

export interface IndexEntry extends EntryBase<IndexState> {
  readonly kind: 'index';
  readonly table: RelationEntry;
  /** The indexes of partitions that are parts of it. */
  children: Set<IndexEntry> | undefined;
}

export interface IndexState extends PlacedState {
  readonly method: string;
  readonly isUnique: boolean;
  readonly keys: readonly IndexKeyState[];
  readonly included: readonly ColumnEntry[];
  readonly predicate: Origin | undefined;
  readonly predicateColumns: readonly ColumnEntry[];
  readonly isValid: boolean;
  readonly constraint: ConstraintEntry | undefined;
}

export interface IndexKeyState {
  /** Undefined for an expression. */
  readonly column: ColumnEntry | undefined;
  /** What the server calls an expression's key. */
  readonly title: string;
  /** The columns that an expression names. */
  readonly named: readonly ColumnEntry[];
  /** The type that its column had when the index was made. */
  readonly type: TypeState | undefined;
  /** In the statement that makes the index. */
  readonly pointer: NodePointer;
}

export interface ConstraintEntry extends EntryBase<ConstraintState> {
  readonly kind: 'constraint';
  readonly holder: RelationEntry | TypeEntry;
}

export type ConstraintState = MadeState & {
  readonly isValidated: boolean;
  readonly isDeferrable: boolean;
  /** Nobody has named it but the server. */
  readonly isInvented: boolean;
  /** It comes from a constraint of a parent. */
  readonly isInherited: boolean;
  readonly columns: readonly ColumnEntry[];
} & (
    | {
        readonly kind: 'primary key' | 'unique';
        readonly included: readonly ColumnEntry[];
        readonly index: IndexEntry;
      }
    | {
        readonly kind: 'foreign key';
        readonly target: RelationEntry;
        readonly references: readonly ColumnEntry[];
        readonly onUpdate: ReferentialAction;
        readonly onDelete: ReferentialAction;
      }
    /** `isPassedOn`: children have the check as well. Not with NO INHERIT. */
    | { readonly kind: 'check'; readonly isPassedOn: boolean }
    | { readonly kind: 'exclusion'; readonly index: IndexEntry }
  );

/** Its columns are those of a composite type, its constraints those of a domain. */
export interface TypeEntry extends EntryBase<TypeEntryState>, ColumnHolder {
  readonly kind: 'type';
  /** No other relation or type has it. */
  readonly id: number;
  constraints: ConstraintEntry[];
  readonly constraintNames: Names<ConstraintEntry>;
  /** Those of an enum, in their order. */
  readonly labels: History<string>[];
  /** The label that has, or had, a value. */
  readonly labelNames: Map<string, History<string>>;
}

export interface TypeEntryState extends PlacedState {
  readonly type:
    | {
        readonly kind: 'domain';
        readonly base: TypeState;
        readonly isNotNull: boolean;
        readonly default: Origin | undefined;
      }
    | { readonly kind: 'enum' | 'composite' | 'shell' }
    | { readonly kind: 'range'; readonly subtype: TypeState; readonly multirange: string }
    | { readonly kind: 'base' | 'multirange'; readonly category: string; readonly isPreferred: boolean };
}

export interface RoutineEntry extends EntryBase<RoutineState> {
  readonly kind: 'routine';
}

export interface RoutineState
  extends PlacedState,
    Pick<Routine, 'returnsSet' | 'volatility' | 'isStrict' | 'language'> {
  readonly routine: Routine['kind'];
  readonly parameters: readonly (Omit<ParameterDraft, 'type'> & { readonly type: TypeState })[];
  readonly result: TypeState | undefined;
  /** The types that tell it from others of its name. */
  readonly signature: string;
}

export interface OperatorEntry extends EntryBase<OperatorState> {
  readonly kind: 'operator';
}

export interface OperatorState extends PlacedState {
  readonly left: TypeState | undefined;
  readonly right: TypeState;
  readonly routine: CalledRoutine;
  /** The types that tell it from others of its name. */
  readonly signature: string;
}

/** The routine behind an operator or a cast. */
export interface CalledRoutine {
  readonly written: ObjectName;
  /** The script's own, or one of PostgreSQL; undefined where neither is known. */
  readonly entry: RoutineEntry | undefined;
  readonly builtIn: Routine | undefined;
}

export interface CastEntry extends EntryBase<CastState> {
  readonly kind: 'cast';
}

export interface CastState extends Pick<Cast, 'context' | 'method'> {
  readonly source: TypeState;
  readonly target: TypeState;
  readonly routine: CalledRoutine | undefined;
  /** The types that tell it from other casts. */
  readonly signature: string;
}
