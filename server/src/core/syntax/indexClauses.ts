import type { IndexElem, IndexStmt } from 'libpg-query';
import { removeTokens } from './edits.js';
import { indexKeys, type TokenRange } from './ranges.js';
import type { StatementText } from './statement.js';
import { behindName, closing, find, lastIndex, spanOf, wordOf } from './tokens.js';

/** What PostgreSQL's CREATE INDEX takes and DSQL's does not, with no effect on the rows a query answers. */
export interface IndexClause extends TokenRange {
  readonly kind: 'method' | 'collation' | 'operatorClass' | 'order' | 'storage';
}

/** The clauses in the order of the text. */
export function indexClauses(statement: StatementText, index: IndexStmt): readonly IndexClause[] {
  // Most indexes have none, and then need no tokens.
  if (!mayHoldClauses(statement, index)) return [];
  const { open, keys } = indexKeys(statement);
  const using = find(statement, ['using'], 0, open);
  const method: IndexClause[] = using < 0 ? [] : [{ kind: 'method', first: using, last: using + 1 }];
  const parts = (index.indexParams ?? []).flatMap((param, at) => {
    const key = keys[at];
    return key && 'IndexElem' in param ? keyClauses(statement, param.IndexElem, key) : [];
  });
  return [...method, ...parts, ...storage(statement, index, closing(statement, open))];
}

/** Whether the index is one of words or parts in its columns, which no key of DSQL can hold; trigrams are of text. */
export const isOfContents = ({ accessMethod, indexParams = [] }: IndexStmt): boolean =>
  accessMethod === 'gin' &&
  !indexParams.some(
    (param) =>
      'IndexElem' in param &&
      param.IndexElem.opclass?.some((part) => 'String' in part && part.String.sval?.includes('trgm')),
  );

/** The tree tells of all but the method, which it holds also where it is not written. */
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
  clauses.flatMap(({ first, last }) => removeTokens(statement, first, last));

/** The clauses' words as a list for a title: `USING btree, DESC`. */
export const clauseWords = (statement: StatementText, clauses: readonly IndexClause[]): string =>
  clauses
    .map(({ first, last }) => {
      const { start, end } = spanOf(statement, first, last);
      return statement.text.slice(start, end).replace(/\s+/g, ' ');
    })
    .join(', ');

function keyClauses(statement: StatementText, key: IndexElem, { first }: TokenRange): IndexClause[] {
  const clauses: IndexClause[] = [];
  let at = behindKey(statement, key, first);
  const take = (kind: IndexClause['kind'], behind: number) => {
    clauses.push({ kind, first: at, last: behind - 1 });
    at = behind;
  };
  if (key.collation) take('collation', behindName(statement, at + 1));
  if (key.opclass) take('operatorClass', behindArguments(statement, behindName(statement, at)));
  if (key.ordering === 'SORTBY_ASC' || key.ordering === 'SORTBY_DESC') take('order', at + 1);
  return clauses;
}

/** A key is a column, a call or an expression in parentheses. */
function behindKey(statement: StatementText, { expr }: IndexElem, first: number): number {
  if (!expr) return first + 1;
  if (wordOf(statement, first) === '(') return closing(statement, first) + 1;
  return behindArguments(statement, behindName(statement, first));
}

const behindArguments = (statement: StatementText, at: number): number =>
  wordOf(statement, at) === '(' ? closing(statement, at) + 1 : at;

function storage(
  statement: StatementText,
  { options, tableSpace, whereClause }: IndexStmt,
  from: number,
): IndexClause[] {
  const end = lastIndex(statement);
  const to = whereClause ? find(statement, ['where'], from) : end;
  const found: IndexClause[] = [];
  const parameters = options ? find(statement, ['with', '('], from, to) : -1;
  if (parameters >= 0)
    found.push({ kind: 'storage', first: parameters, last: closing(statement, parameters + 1) });
  const tablespace = tableSpace ? find(statement, ['tablespace'], from, to) : -1;
  if (tablespace >= 0) found.push({ kind: 'storage', first: tablespace, last: tablespace + 1 });
  return found;
}
