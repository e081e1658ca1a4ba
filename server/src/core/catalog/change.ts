import type { Cast, ObjectName, ReferentialAction, Relation, Routine, TypeRef } from './model.js';
import type { NodePointer } from './origin.js';

/**
 * What a statement does to a catalog, as it is written: names are folded and not yet looked up, places are relative to the
 * statement. Plain data, so that it outlives the statement's tree.
 */
export type Change =
  | {
      readonly kind: 'create schema';
      readonly name: string;
      readonly isGuarded: boolean;
      readonly parts: readonly Change[];
    }
  | CreateRelation
  | CreateIndex
  | CreateSequence
  | CreateType
  | CreateRoutine
  | AlterRoutine
  | CreateOperator
  | CreateCast
  | { readonly kind: 'create role'; readonly name: string; readonly canLogin: boolean }
  | AlterRelation
  | {
      readonly kind: 'alter sequence';
      readonly name: ObjectName;
      readonly type: WrittenType | undefined;
      readonly owner: WrittenColumn | 'none' | undefined;
    }
  | AlterType
  | { readonly kind: 'alter role'; readonly name: string; readonly canLogin: boolean }
  | Drop
  | Rename
  | SetSchema
  | { readonly kind: 'comment'; readonly target: Target; readonly text: string | undefined }
  /** Undefined for the server's default path. */
  | { readonly kind: 'set path'; readonly path: readonly string[] | undefined; readonly isLocal: boolean }
  | TransactionChange
  /** CALL sys.wait_for_job: the index that the job builds is ready. */
  | { readonly kind: 'await job' }
  /** What it does to the catalog is written nowhere: DO, CALL, EXECUTE, and what could not be read. */
  | { readonly kind: 'unknown' };

export type ChangeOf<Kind extends Change['kind']> = Extract<Change, { readonly kind: Kind }>;

/**
 * A type as it is written. It has a schema where the text names one, or where the grammar adds it: `integer` is
 * `pg_catalog.int4`.
 */
export interface WrittenType extends TypeRef {
  /** Of `table.column%TYPE`. */
  readonly like: WrittenColumn | undefined;
}

export interface WrittenColumn {
  readonly table: ObjectName;
  readonly column: string;
}

export interface CreateRelation {
  readonly kind: 'create relation';
  readonly name: ObjectName;
  readonly relation: Relation['kind'];
  readonly persistence: Relation['persistence'];
  /** IF NOT EXISTS. */
  readonly isGuarded: boolean;
  /** CREATE OR REPLACE VIEW. */
  readonly replaces: boolean;
  /** In order. */
  readonly elements: readonly (ColumnDraft | LikeDraft)[];
  readonly constraints: readonly ConstraintDraft[];
  readonly inherits: readonly ObjectName[];
  readonly isPartition: boolean;
  /** ON COMMIT DROP. */
  readonly isDroppedAtCommit: boolean;
  /** CREATE TABLE … OF. */
  readonly ofType: WrittenType | undefined;
  readonly query: QueryDraft | undefined;
  readonly pointer: NodePointer;
}

export interface ColumnDraft {
  readonly kind: 'column';
  readonly name: string;
  /** Undefined where the statement does not write it: a type, a parent or a query tells it. */
  readonly type: WrittenType | undefined;
  readonly isNotNull: boolean;
  readonly default: NodePointer | undefined;
  readonly generated: NodePointer | undefined;
  readonly identity: IdentityDraft | undefined;
  /** The type is written as `serial`, `bigserial` or the like. */
  readonly isSerial: boolean;
  readonly pointer: NodePointer;
}

export interface IdentityDraft {
  readonly when: 'always' | 'by default';
  /** The name of its sequence, where it is written. */
  readonly sequence: ObjectName | undefined;
}

/** LIKE of CREATE TABLE. */
export interface LikeDraft {
  readonly kind: 'like';
  readonly source: ObjectName;
  readonly includes: ReadonlySet<LikeOption>;
}

export type LikeOption = 'comments' | 'constraints' | 'defaults' | 'generated' | 'identity' | 'indexes';

interface ConstraintDraftBase {
  /** Undefined where the server invents it. */
  readonly name: string | undefined;
  readonly isDeferrable: boolean;
  readonly pointer: NodePointer;
}

export type ConstraintDraft = KeyDraft | ForeignKeyDraft | CheckDraft | ExclusionDraft;

export interface KeyDraft extends ConstraintDraftBase {
  readonly kind: 'primary key' | 'unique';
  readonly columns: readonly string[];
  readonly included: readonly string[];
  /** The index of USING INDEX. */
  readonly usedIndex: string | undefined;
}

export interface ForeignKeyDraft extends ConstraintDraftBase {
  readonly kind: 'foreign key';
  readonly columns: readonly string[];
  readonly target: ObjectName;
  /** Empty for the columns of the primary key. */
  readonly references: readonly string[];
  readonly onUpdate: ReferentialAction;
  readonly onDelete: ReferentialAction;
  readonly isValidated: boolean;
}

export interface CheckDraft extends ConstraintDraftBase {
  readonly kind: 'check';
  /** The columns that the condition names, each once. */
  readonly columns: readonly string[];
  readonly isValidated: boolean;
  /** Children have it too. */
  readonly isInherited: boolean;
}

export interface ExclusionDraft extends ConstraintDraftBase {
  readonly kind: 'exclusion';
  readonly method: string;
  readonly keys: readonly IndexKeyDraft[];
  readonly included: readonly string[];
  readonly predicate: PredicateDraft | undefined;
}

/** The condition of a partial index. */
export interface PredicateDraft {
  readonly pointer: NodePointer;
  /** The columns that it names, each once. */
  readonly columns: readonly string[];
}

/** What a query reads: DROP … CASCADE of one of these drops the view. Its columns are resolved when they are asked for. */
export interface QueryDraft {
  readonly relations: readonly ObjectName[];
  readonly routines: readonly ObjectName[];
  readonly types: readonly WrittenType[];
  /** The last parts of the columns that it names. */
  readonly columns: ReadonlySet<string>;
  readonly hasStar: boolean;
  /** Names for its first columns. */
  readonly names: readonly string[];
}

export interface CreateIndex {
  readonly kind: 'create index';
  readonly name: string | undefined;
  readonly table: ObjectName;
  readonly isGuarded: boolean;
  readonly isUnique: boolean;
  readonly method: string;
  readonly keys: readonly IndexKeyDraft[];
  readonly included: readonly string[];
  readonly predicate: PredicateDraft | undefined;
  /** ON ONLY: partitions get none. */
  readonly isOnly: boolean;
  /** CREATE INDEX ASYNC: valid when its job is done. */
  readonly isAsync: boolean;
}

export interface IndexKeyDraft {
  readonly column: string | undefined;
  /** What the server calls the key of an expression. */
  readonly title: string;
  /** The columns that an expression names. */
  readonly columns: readonly string[];
  readonly pointer: NodePointer;
}

export interface CreateSequence {
  readonly kind: 'create sequence';
  readonly name: ObjectName;
  readonly isTemporary: boolean;
  readonly isGuarded: boolean;
  readonly type: WrittenType | undefined;
  readonly owner: WrittenColumn | 'none' | undefined;
  readonly pointer: NodePointer;
}

export interface CreateType {
  readonly kind: 'create type';
  readonly name: ObjectName;
  readonly type: TypeDraft;
}

export type TypeDraft =
  | {
      readonly kind: 'domain';
      readonly base: WrittenType;
      readonly isNotNull: boolean;
      readonly default: NodePointer | undefined;
      readonly checks: readonly CheckDraft[];
    }
  | { readonly kind: 'enum'; readonly labels: readonly string[] }
  | { readonly kind: 'composite'; readonly columns: readonly ColumnDraft[] }
  | { readonly kind: 'range'; readonly subtype: WrittenType; readonly multirange: string | undefined }
  | { readonly kind: 'base'; readonly category: string; readonly isPreferred: boolean }
  | { readonly kind: 'shell' };

export interface CreateRoutine {
  readonly kind: 'create routine';
  readonly name: ObjectName;
  readonly replaces: boolean;
  readonly routine: Routine['kind'];
  readonly parameters: readonly ParameterDraft[];
  /** Undefined for a procedure, and where OUT parameters tell it. */
  readonly result: WrittenType | undefined;
  readonly returnsSet: boolean;
  readonly volatility: Routine['volatility'];
  readonly isStrict: boolean;
  readonly language: string;
}

/** ALTER FUNCTION, PROCEDURE or ROUTINE with options; what it does not name stays. */
export interface AlterRoutine extends RoutineName {
  readonly kind: 'alter routine';
  readonly options: Partial<Pick<Routine, 'volatility' | 'isStrict'>>;
}

export interface CreateOperator {
  readonly kind: 'create operator';
  readonly name: ObjectName;
  /** Undefined for a prefix operator. */
  readonly left: WrittenType | undefined;
  readonly right: WrittenType;
  readonly routine: ObjectName;
}

export interface CreateCast {
  readonly kind: 'create cast';
  readonly source: WrittenType;
  readonly target: WrittenType;
  readonly context: Cast['context'];
  readonly method: Cast['method'];
  /** Undefined where it calls none. */
  readonly routine: RoutineName | undefined;
}

export interface RoutineName {
  readonly name: ObjectName;
  /** Undefined where the name alone tells it. */
  readonly types: readonly WrittenType[] | undefined;
}

export interface ParameterDraft {
  readonly name: string | undefined;
  readonly mode: 'in' | 'out' | 'inout' | 'variadic' | 'table';
  readonly type: WrittenType;
  readonly hasDefault: boolean;
}

export interface AlterRelation {
  readonly kind: 'alter relation';
  readonly name: ObjectName;
  /** `type` for ALTER TYPE of a composite type. */
  readonly space: 'relation' | 'type';
  readonly isGuarded: boolean;
  /** ALTER TABLE ONLY: keys are not passed on to partitions. */
  readonly isOnly: boolean;
  readonly actions: readonly AlterAction[];
}

export type AlterAction = {
  /** Its number in the statement, from 0. */
  readonly at: number;
} & (
  | {
      readonly kind: 'add column';
      readonly column: ColumnDraft;
      readonly constraints: readonly ConstraintDraft[];
      readonly isGuarded: boolean;
    }
  | { readonly kind: 'drop column'; readonly column: string; readonly isCascade: boolean }
  | { readonly kind: 'set type'; readonly column: string; readonly type: WrittenType }
  | { readonly kind: 'set not null'; readonly column: string; readonly isNotNull: boolean }
  | { readonly kind: 'set default'; readonly column: string; readonly hasDefault: boolean }
  | { readonly kind: 'drop expression'; readonly column: string }
  | { readonly kind: 'add identity'; readonly column: string; readonly identity: IdentityDraft }
  | { readonly kind: 'set identity'; readonly column: string; readonly when: IdentityDraft['when'] }
  | { readonly kind: 'drop identity'; readonly column: string }
  | { readonly kind: 'add constraint'; readonly constraint: ConstraintDraft }
  | { readonly kind: 'alter constraint'; readonly constraint: string; readonly isDeferrable: boolean }
  | { readonly kind: 'drop constraint'; readonly constraint: string; readonly isCascade: boolean }
  | { readonly kind: 'validate constraint'; readonly constraint: string }
  | { readonly kind: 'inherit' | 'stop inheriting'; readonly parent: ObjectName }
  | { readonly kind: 'attach partition' | 'detach partition'; readonly partition: ObjectName }
  | { readonly kind: 'set persistence'; readonly persistence: Relation['persistence'] }
);

export interface AlterType {
  readonly kind: 'alter type';
  readonly name: ObjectName;
  readonly action:
    | {
        readonly kind: 'add value';
        readonly value: string;
        readonly isGuarded: boolean;
        readonly beside: string | undefined;
        readonly isBehind: boolean;
      }
    | { readonly kind: 'rename value'; readonly value: string; readonly to: string }
    | { readonly kind: 'set default'; readonly hasDefault: boolean }
    | { readonly kind: 'set not null'; readonly isNotNull: boolean }
    | { readonly kind: 'add check'; readonly check: CheckDraft }
    | { readonly kind: 'drop check' | 'validate check'; readonly check: string };
}

/** What a name stands for in DROP, RENAME, SET SCHEMA and COMMENT. */
export type Target =
  /** Tables, views, sequences and indexes share their names. */
  | { readonly kind: 'relation'; readonly name: ObjectName }
  | { readonly kind: 'type'; readonly name: ObjectName }
  | ({ readonly kind: 'routine' } & RoutineName)
  | ({ readonly kind: 'operator' } & Pick<CreateOperator, 'name' | 'left' | 'right'>)
  | ({ readonly kind: 'cast' } & Pick<CreateCast, 'source' | 'target'>)
  | { readonly kind: 'schema' | 'role'; readonly name: string }
  | { readonly kind: 'column' | 'constraint'; readonly table: ObjectName; readonly name: string }
  /** Of a composite type. */
  | { readonly kind: 'attribute' | 'check'; readonly type: ObjectName; readonly name: string };

export interface Drop {
  readonly kind: 'drop';
  readonly targets: readonly Target[];
  readonly isCascade: boolean;
}

export interface Rename {
  readonly kind: 'rename';
  readonly target: Target;
  readonly to: string;
  /** ALTER TABLE without IF EXISTS: the table exists, even where the script does not create it. */
  readonly isOfTable: boolean;
}

export interface SetSchema {
  readonly kind: 'set schema';
  readonly target: Target;
  readonly schema: string;
  readonly isOfTable: boolean;
}

export interface TransactionChange {
  readonly kind: 'transaction';
  readonly what: 'begin' | 'commit' | 'rollback' | 'savepoint' | 'release' | 'rollback to';
  /** AND CHAIN: another transaction begins at once. */
  readonly isChained: boolean;
  readonly savepoint: string;
}
