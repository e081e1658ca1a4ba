import type { IndexStmt } from 'libpg-query';
import { lookup } from '../text/lookup.js';
import { remove } from './edits.js';
import type { SyntaxNode } from './node.js';
import { statementNode } from './rangeOf.js';
import type { Statement, StatementText } from './statement.js';
import { childOf, childrenOf, spanOf } from './tree/nodes.js';

/** A clause that PostgreSQL's CREATE INDEX takes and DSQL's does not. It has no effect on the rows of a query. */
export interface IndexClause {
  readonly kind: 'method' | 'collation' | 'operatorClass' | 'order' | 'storage';
  readonly part: SyntaxNode;
}

/** The clauses in the order of the text. */
export function indexClauses(statement: Statement, index: IndexStmt): readonly IndexClause[] {
  // Most indexes have none of these, and then no tree is made.
  if (!mayHoldClauses(statement, index)) return [];
  return statementNode(statement, index)
    .children.flatMap((part) => (isKeys(part) ? childrenOf(part, 'key').flatMap(clausesOf) : [part]))
    .flatMap((part) => {
      const kind = part.kind === 'clause' ? kinds[part.word] : undefined;
      return kind ? [{ kind, part }] : [];
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
export const removeClauses = (statement: StatementText, clauses: readonly IndexClause[]) =>
  clauses.flatMap(({ part }) => remove(statement, part));

/** The clauses' words as a list for a title: `USING btree, DESC`. */
export const clauseWords = (statement: StatementText, clauses: readonly IndexClause[]): string =>
  clauses
    .map(({ part }) => {
      const { start, end } = spanOf(statement, part);
      return statement.text.slice(start, end).replace(/\s+/g, ' ');
    })
    .join(', ');
