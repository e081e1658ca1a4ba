import type { IndexStmt } from 'libpg-query';
import type { Edit } from '../text/edit.js';
import { lookup } from '../text/lookup.js';
import { inCaseOf, remove, replace } from './edits.js';
import type { SyntaxNode } from './node.js';
import { statementNode } from './rangeOf.js';
import type { Statement, StatementText } from './statement.js';
import { childOf, childrenOf, clauseOf, keywordIn, spanOf } from './tree/nodes.js';
import { sourceOf } from './words.js';

/** A clause that PostgreSQL's CREATE INDEX takes and DSQL's does not. It has no effect on the rows of a query. */
export interface IndexClause {
  readonly kind: 'method' | 'collation' | 'operatorClass' | 'order' | 'storage';
  readonly part: SyntaxNode;
  /** NULLS FIRST or NULLS LAST behind DESC. */
  readonly nulls: SyntaxNode | undefined;
}

/** The clauses in the order of the text. */
export function indexClauses(statement: Statement, index: IndexStmt): readonly IndexClause[] {
  // Most indexes have none of these, and then no tree is made.
  if (!mayHoldClauses(statement, index)) return [];
  return statementNode(statement, index)
    .children.flatMap((part) => (isKeys(part) ? childrenOf(part, 'key').flatMap(clausesOf) : [part]))
    .flatMap((part) => {
      const kind = part.kind === 'clause' ? kinds[part.word] : undefined;
      return kind ? [{ kind, part, nulls: nullsBehind(statement, part) }] : [];
    });
}

const kinds = lookup<IndexClause['kind']>({
  using: 'method',
  collate: 'collation',
  'operator class': 'operatorClass',
  order: 'order',
  with: 'storage',
  tablespace: 'storage',
});

/** What stands behind DESC in the same key. */
const nullsBehind = (statement: Statement, part: SyntaxNode): SyntaxNode | undefined =>
  part.word === 'order' && isDescending(statement, part) ? clauseOf(part.parent, 'nulls') : undefined;

export const isDescending = (statement: StatementText, order: SyntaxNode): boolean =>
  keywordIn(statement, order, 'desc') !== undefined;

const isKeys = ({ kind, word }: SyntaxNode): boolean => kind === 'list' && word === 'key';

const clausesOf = (key: SyntaxNode): readonly SyntaxNode[] => childrenOf(key, 'clause');

/** The keys of a CREATE INDEX, in the order of its tree. */
export const indexKeys = (statement: Statement, index: IndexStmt): readonly SyntaxNode[] =>
  childrenOf(childOf(statementNode(statement, index), 'list', 'key'), 'key');

/**
 * Whether the index is on words, letters, elements or neighbors in its columns. No key of DSQL answers the same questions, and
 * a key over long texts refuses rows.
 */
export const isOfContents = ({ accessMethod = '' }: IndexStmt): boolean =>
  methodsOfContents.has(accessMethod);

const methodsOfContents: ReadonlySet<string> = new Set(['gin', 'gist', 'hnsw', 'ivfflat', 'rum', 'spgist']);

/** PostgreSQL's tree tells of all clauses but the method, which it holds even where none is written. */
const mayHoldClauses = (
  { text }: StatementText,
  { indexParams = [], options, tableSpace }: IndexStmt,
): boolean =>
  options !== undefined ||
  tableSpace !== undefined ||
  /\busing\b/i.test(text) ||
  indexParams.some(
    (param) =>
      'IndexElem' in param &&
      (param.IndexElem.collation || param.IndexElem.opclass || param.IndexElem.ordering !== 'SORTBY_DEFAULT'),
  );

/** Leaves out all of the clauses. */
export const removeClauses = (statement: StatementText, clauses: readonly IndexClause[]): Edit[] =>
  clauses.flatMap((clause) => removeClause(statement, clause));

/** Leaves a clause out. An ascending key serves the same order backwards, where its nulls stand at the other end. */
export function removeClause(statement: StatementText, { part, nulls }: IndexClause): Edit[] {
  if (!nulls) return remove(statement, part);
  const last = keywordIn(statement, nulls, 'last');
  if (!last) return remove(statement, { first: part.first, last: nulls.last });
  return [
    ...remove(statement, part),
    ...replace(statement, last, inCaseOf(sourceOf(statement, last), 'FIRST')),
  ];
}

/** The clauses' words as a list for a title: `USING btree, DESC`. */
export const clauseWords = (statement: StatementText, clauses: readonly IndexClause[]): string =>
  clauses
    .map(({ part }) => {
      const { start, end } = spanOf(statement, part);
      return statement.text.slice(start, end).replace(/\s+/g, ' ');
    })
    .join(', ');
