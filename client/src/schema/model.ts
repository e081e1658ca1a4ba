/** What the catalog says about a cluster, without the noise that Aurora DSQL adds to it. Oids are texts, as they come. */
export interface ServerSchema {
  readonly oid: string;
  readonly name: string;
  readonly comment: string | undefined;
}

interface InSchema {
  readonly oid: string;
  readonly schema: string;
  readonly name: string;
  readonly comment: string | undefined;
}

export interface ServerTable extends InSchema {
  readonly kind: 'table';
  /** Undefined until ANALYZE has run. */
  readonly estimatedRows: number | undefined;
}

export interface View extends InSchema {
  readonly kind: 'view';
}

/** A sequence that a person made; those behind identity columns belong to their column. */
export interface ServerSequence extends InSchema {
  readonly kind: 'sequence';
}

export interface ServerRoutine extends InSchema {
  readonly kind: 'function';
  /** With names and defaults, as in "a integer, b integer DEFAULT 1". */
  readonly parameters: string;
  /** The types that tell it from others of its name, as in "integer, integer". */
  readonly parameterTypes: string;
  readonly returns: string;
}

export interface ServerDomain extends InSchema {
  readonly kind: 'domain';
  readonly type: string;
}

export type SchemaObject = ServerTable | View | ServerSequence | ServerRoutine | ServerDomain;
export type ServerRelation = ServerTable | View;

export interface ServerColumn {
  /** Its place in the catalog; gaps are dropped columns. */
  readonly number: number;
  readonly name: string;
  /** As in "numeric(18,2)". */
  readonly type: string;
  readonly isNotNull: boolean;
  readonly default: string | undefined;
  /** The expression of a column that is GENERATED ALWAYS … STORED. */
  readonly generated: string | undefined;
  readonly identity: Identity | undefined;
  /** Undefined where it is the type's own. */
  readonly storage: string | undefined;
  readonly comment: string | undefined;
}

export interface Identity {
  readonly isAlways: boolean;
  readonly options: SequenceOptions;
}

/** Numbers as the server writes them: a bigint does not fit a JavaScript number. */
export interface SequenceOptions {
  readonly start: string;
  readonly increment: string;
  readonly minimum: string;
  readonly maximum: string;
  readonly cache: string;
  readonly isCycling: boolean;
}

export interface ServerIndex {
  readonly oid: string;
  readonly name: string;
  readonly isUnique: boolean;
  /** False while it is built, and for good if that has failed. */
  readonly isValid: boolean;
  /** The constraint that it serves; such an index goes with its constraint. */
  readonly serves: 'primary key' | 'unique' | undefined;
  /** From the parenthesis of its keys on, as in "(status, lower(name)) WHERE (paid)". */
  readonly keys: string;
  readonly comment: string | undefined;
}

export interface ServerConstraint {
  readonly name: string;
  readonly kind: 'primary key' | 'unique' | 'check' | 'foreign key';
  /** As a table constraint says it, without its name and without NOT VALID. */
  readonly definition: string;
  /** False for one that is NOT VALID: it holds for new rows, and old ones were not looked at. */
  readonly isValidated: boolean;
  /** The numbers of its columns. */
  readonly columns: readonly number[];
  readonly comment: string | undefined;
}

/** What a table is made of. */
export interface TableParts {
  readonly columns: readonly ServerColumn[];
  readonly indexes: readonly ServerIndex[];
  readonly constraints: readonly ServerConstraint[];
}

export interface ServerRole {
  readonly name: string;
  /** Only such a role can open a session. */
  readonly canLogin: boolean;
  /** The IAM principals that may connect as this role. */
  readonly arns: readonly string[];
}
