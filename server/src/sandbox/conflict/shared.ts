import { statementText } from '../../core/syntax/statement.js';
import { find, wordOf } from '../../core/syntax/tokens.js';
import { oneToken, spanOf, wholeOf } from '../../core/syntax/tree/nodes.js';
import type { Row } from '../backend/ask.js';
import { quoteName, quoteText } from '../system/catalog.js';

/**
 * Rows that a transaction locked FOR KEY SHARE. PostgreSQL forgets such locks at the commit; in Aurora DSQL whoever
 * deleted the row in the meantime has lost.
 */
export interface SharedRows {
  /** Quoted, with its schema. */
  readonly table: string;
  /** The columns of its primary key. */
  readonly key: readonly string[];
  /** The keys' values as text. */
  readonly rows: readonly Row[];
}

/**
 * The query that finds the keys of the rows that a SELECT … FOR KEY SHARE locks: the same with another select list.
 * `name` is what the SELECT calls the table. Undefined where the SELECT begins with anything else.
 */
export function keysQuery(sql: string, name: string, key: readonly string[]): string | undefined {
  const statement = statementText(sql);
  const from = find(statement, ['from'], 1, wholeOf(statement).last);
  if (wordOf(statement, 0) !== 'select' || wordOf(statement, 1) === 'distinct' || from < 0) return undefined;
  const list = key.map((column) => `${quoteName(name)}.${quoteName(column)}::text`).join(', ');
  return `SELECT ${list} ${sql.slice(spanOf(statement, oneToken(from)).start)}`;
}

/** The query that tells whether a row is gone. */
export const isGoneQuery = ({ table, key }: SharedRows, row: Row): string =>
  `SELECT NOT EXISTS (SELECT FROM ${table} WHERE ${key
    .map((column, index) => `${quoteName(column)}::text = ${quoteText(row[index] ?? '')}`)
    .join(' AND ')})`;
