import type { Check, Column, ForeignKey, Index, KeyConstraint, Routine, Volatility } from '../model.js';

// What a server tells of its objects beyond the catalog's model. Oids are texts, as the server sends them.

export interface ServerSchema {
  readonly oid: string;
  readonly name: string;
  readonly comment: string | undefined;
  readonly owner: string;
  /** Its owner is the role that asks. */
  readonly isOwn: boolean;
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

export interface ServerView extends InSchema {
  readonly kind: 'view';
}

/** A sequence that a person made; those behind identity columns belong to their column. */
export interface ServerSequence extends InSchema {
  readonly kind: 'sequence';
}

/** What has a row in pg_class beside these, such as an index. */
export interface OtherRelation extends InSchema {
  readonly kind: 'other';
}

export interface ServerRoutine extends InSchema {
  readonly kind: 'function';
  readonly routineKind: Routine['kind'];
  /** With names and defaults, as in "a integer, b integer DEFAULT 1". */
  readonly parameters: string;
  /** The types that tell it from others of its name, as in "integer, integer". */
  readonly parameterTypes: string;
  readonly returns: string;
  readonly volatility: Volatility;
}

export interface ServerDomain extends InSchema {
  readonly kind: 'domain';
  readonly type: string;
}

export type SchemaObject = ServerTable | ServerView | ServerSequence | ServerRoutine | ServerDomain;
export type ServerRelation = ServerTable | ServerView;

export interface ServerColumn extends Column {
  /** The oid of its table or view. */
  readonly relation: string;
  /** Its place in the catalog; gaps are dropped columns. */
  readonly number: number;
  /** The sequence behind an identity column. */
  readonly sequence: SequenceOptions | undefined;
  /** Undefined where it is the type's own. */
  readonly storage: string | undefined;
  /** As the server writes them; undefined where nothing was granted. */
  readonly rights: string | undefined;
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

export interface ServerIndex extends Index {
  readonly oid: string;
  /** The oid of its table. */
  readonly relation: string;
  /** The constraint that it serves; such an index goes with its constraint. */
  readonly serves: KeyConstraint['kind'] | undefined;
  /** From the parenthesis of its keys on, as in "(status, lower(name)) WHERE (paid)". */
  readonly definition: string;
  /** Whether two NULLs are different keys. */
  readonly hasDistinctNulls: boolean;
}

export type ServerConstraint = (KeyConstraint | ForeignKey | Check) & {
  readonly schema: string;
  readonly table: string;
  /** As a table constraint says it, without its name and without NOT VALID. */
  readonly definition: string;
};

export interface ServerRole {
  readonly oid: string;
  readonly name: string;
  /** Only such a role can open a session. */
  readonly canLogin: boolean;
}

/** An IAM principal that may connect as a role. */
export interface RoleMapping {
  /** The oid of the role. */
  readonly role: string;
  readonly arn: string;
}
