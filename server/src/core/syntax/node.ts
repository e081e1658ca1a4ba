import type { NodeName } from './walk.js';

/** Tokens of a statement that follow each other, by index, inclusive. */
export interface TokenRange {
  readonly first: number;
  readonly last: number;
}

/**
 * A part of a statement's text. Every token belongs to exactly one node: the inmost that covers it. Comments and white
 * space stand between tokens, so nothing of the text is lost.
 */
export interface SyntaxNode extends TokenRange {
  readonly kind: NodeKind;
  /**
   * What tells nodes of one kind apart, in lower case: the keywords of a clause (`order by`), the role of a name
   * (`constraint`), the kind of a constraint (`primary key`), an action (`add column`). Of a statement its
   * `StatementKind`. Empty where there is nothing to tell.
   */
  readonly word: string;
  readonly parent: SyntaxNode | undefined;
  readonly children: readonly SyntaxNode[];
}

export type NodeKind =
  /** One whole statement, or one inside another: a subquery, a query of WITH, what EXPLAIN explains. */
  | 'statement'
  /** One SELECT, VALUES or TABLE of a query, between its set operators. */
  | 'select'
  /** What a keyword leads in. */
  | 'clause'
  /** Items in parentheses, or behind a keyword. */
  | 'list'
  /** An item of SELECT or RETURNING. */
  | 'target'
  /** A table, a subquery or a call of FROM, with its alias. */
  | 'source'
  | 'join'
  | 'cte'
  /** `column = value` of SET. */
  | 'assignment'
  /** A row of VALUES. */
  | 'row'
  /** A key of ORDER BY. */
  | 'sort'
  /** A relation that is named, qualified or not. */
  | 'table'
  /** A column that an expression reads, or `*`. */
  | 'column'
  /** Any other name, qualified or not; `word` is its role. */
  | 'name'
  | 'alias'
  | 'call'
  | 'type'
  | 'constant'
  | 'parameter'
  | 'expression'
  | 'parens'
  | 'case'
  | 'array'
  | 'subscript'
  /** A column that CREATE TABLE or ADD COLUMN defines, or an attribute of a type. */
  | 'definition'
  /** A constraint of a column, a table or a domain. */
  | 'constraint'
  /** LIKE of CREATE TABLE. */
  | 'like'
  /** An action of an ALTER. */
  | 'action'
  /** A key of an index, or an element of EXCLUDE or ON CONFLICT. */
  | 'key'
  /** `name = value` in parentheses, or an option in words. */
  | 'option'
  /** A parameter of a function. */
  | 'argument'
  /** A privilege of GRANT or REVOKE. */
  | 'privilege'
  /** The text of a function or a DO block. */
  | 'body'
  /** Tokens that lie too deep to be read. */
  | 'opaque'
  /** `[DECLARE …] BEGIN … END` of PL/pgSQL. */
  | 'block'
  /** What DECLARE declares; its `word` is `variable`, `cursor` or `alias`. */
  | 'declaration'
  /** `WHEN … THEN …` of EXCEPTION. */
  | 'handler';

/** What a statement is, by PostgreSQL 16's own names, and what that has no name for. */
export type StatementKind =
  | Exclude<Extract<NodeName, `${string}Stmt`>, NoStatement>
  /** `AWS IAM GRANT` and `AWS IAM REVOKE`. */
  | 'IamStmt'
  /** No token, or a semicolon alone. */
  | 'EmptyStmt'
  /** Its first words name no statement of PostgreSQL or DSQL. */
  | 'UnknownStmt';

/** A statement of PL/pgSQL that is none of SQL, as its `word` in the tree of a body. */
export type PlpgsqlKind =
  | 'assign'
  | 'assert'
  | 'case'
  | 'close'
  | 'continue'
  | 'execute'
  | 'exit'
  | 'for'
  | 'foreach'
  | 'get diagnostics'
  | 'if'
  | 'loop'
  | 'null'
  | 'open'
  | 'perform'
  | 'raise'
  | 'return'
  | 'while';

/** What PostgreSQL calls a statement and nobody can write as one: parts of others, and what its analysis makes. */
type NoStatement = 'RawStmt' | 'ReplicaIdentityStmt' | 'SetOperationStmt' | 'PLAssignStmt';
