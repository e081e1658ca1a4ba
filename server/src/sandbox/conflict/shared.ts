import type { TableName } from '../../core/semantics/tableName.js';
import { statementText } from '../../core/syntax/statement.js';
import { find, wordOf } from '../../core/syntax/tokens.js';
import { oneToken, spanOf, wholeOf } from '../../core/syntax/tree/nodes.js';
import type { Row } from '../backend/ask.js';
import { quoteName, quoteText } from '../system/catalog.js';
import { asText } from '../system/storedCode.js';

/**
 * Rows that a transaction locked FOR KEY SHARE. PostgreSQL drops such locks at the commit. In Aurora DSQL, a transaction that
 * has deleted the row meanwhile loses.
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
 * The query for the keys of the rows that a SELECT … FOR KEY SHARE locks. `name` is the SELECT's name for the table. Undefined
 * where the SELECT begins in another way.
 */
export const keysQuery = (sql: string, name: string, key: readonly string[]): string | undefined =>
  withList(sql, key.map((column) => asText(`${quoteName(name)}.${quoteName(column)}`)).join(', '));

/**
 * The query that gives every row locked by a SELECT … FOR UPDATE a new version, so that a later writer conflicts with it as in
 * Aurora DSQL. Undefined where running the SELECT again might find other rows.
 */
export function touchingQuery(sql: string, name: string, table: string, column: string): string | undefined {
  const isOther = mayDiffer.test(sql) || (mayCut.test(sql) && !plainList.test(sql));
  const rows = isOther ? undefined : withList(sql, `${quoteName(name)}.ctid AS dsql_row`);
  return (
    rows &&
    `WITH dsql_locked AS (${rows}) UPDATE ${table} AS dsql_target SET ${column} = dsql_target.${column}
     FROM dsql_locked WHERE dsql_target.ctid = dsql_locked.dsql_row`
  );
}

/**
 * The same for a SELECT … FOR UPDATE that answers what its condition finds in one table, which is named as the SELECT names
 * it. Undefined where it has no such condition.
 */
export function touchingRow(
  sql: string,
  { schema, name, alias }: TableName,
  column: string,
): string | undefined {
  const statement = statementText(sql);
  const where = find(statement, ['where']);
  const locking = where < 0 ? -1 : find(statement, ['for'], where);
  if (locking < 0) return undefined;
  const condition = sql.slice(statement.token(where)?.end, statement.token(locking)?.start);
  const table = schema ? `${quoteName(schema)}.${quoteName(name)}` : quoteName(name);
  const called = quoteName(alias ?? name);
  return `UPDATE ${table} AS ${called} SET ${quoteName(column)} = ${called}.${quoteName(column)} WHERE ${condition}\n`;
}

/** Functions that answer again each time, and an order by the place in the select list. */
const mayDiffer =
  /\b(random|gen_random_uuid|nextval|clock_timestamp|timeofday|statement_timestamp)\b|\border\s+by\s+(?:(?:(?!\b(?:limit|offset|fetch|for)\b).)*?,\s*)?\d/is;

/** An order by a name of the select list decides which rows are left. */
const mayCut = /\b(limit|offset|fetch)\b/i;
const plainList = /^\s*select\s+(\*|[\w.]+(\s*,\s*[\w.]+)*)\s+from\b/i;

/** The same SELECT with another select list. */
function withList(sql: string, list: string): string | undefined {
  const statement = statementText(sql);
  const whole = wholeOf(statement);
  const from = find(statement, ['from'], 1, whole.last);
  if (wordOf(statement, 0) !== 'select' || wordOf(statement, 1) === 'distinct' || from < 0) return undefined;
  const { start } = spanOf(statement, oneToken(from));
  return `SELECT ${list} ${sql.slice(start, spanOf(statement, whole).end).replace(/;\s*$/, '')}`;
}

/** The query that tells whether a row is gone. */
export const isGoneQuery = ({ table, key }: SharedRows, row: Row): string =>
  `SELECT NOT EXISTS (SELECT FROM ${table} WHERE ${key
    .map((column, index) => `${quoteName(column)} = ${quoteText(row[index] ?? '')}`)
    .join(' AND ')})`;
