import { parse, type SelectFromStatement, type Statement } from 'pgsql-ast-parser';
import { statementText } from '../../../server/src/core/syntax/statement.js';
import { find } from '../../../server/src/core/syntax/tokens.js';
import { spanOf, wholeOf } from '../../../server/src/core/syntax/tree/nodes.js';
import { reshapes } from './reshapes.js';

/** A SELECT that reads the rows of one table as they are. */
export interface PlainSelect {
  readonly kind: 'plain';
  readonly table: { readonly schema: string | undefined; readonly name: string };
  /** What is in the list: a column, all columns, or a value that is computed. */
  readonly columns: readonly (
    | { readonly kind: 'column'; readonly name: string }
    | { readonly kind: 'all' }
    | { readonly kind: 'value' }
  )[];
}

/** Why a SELECT is none: one sentence. */
export interface NotPlain {
  readonly kind: 'notPlain';
  readonly reason: string;
}

/** Clauses behind FROM that leave rows as they are. */
const keeping = ['where', 'order', 'limit', 'offset', 'fetch', 'for'] as const;

/**
 * Proves that every row of a result is a row of one table, and which of its columns are the table's. Only the list and FROM
 * decide that, and only they are parsed: what chooses and sorts rows may be anything.
 */
export function provePlain(sql: string): PlainSelect | NotPlain {
  const reason = reshapes(sql);
  if (reason !== undefined) return no(reason);
  const statement = statementText(sql);
  const from = find(statement, ['from']);
  const ends = keeping.map((word) => find(statement, [word], from)).filter((index) => index >= 0);
  const last = Math.min(...ends, wholeOf(statement).last + 1) - 1;
  const { start, end } = spanOf(statement, { first: 0, last });
  return read(sql.slice(start, end));
}

const no = (reason: string): NotPlain => ({ kind: 'notPlain', reason });

function read(sql: string): PlainSelect | NotPlain {
  let statements: readonly Statement[];
  try {
    statements = parse(sql);
  } catch {
    return no('It is not a plain SELECT.'); // Its parser knows less than PostgreSQL's.
  }
  const [select] = statements;
  if (select?.type === 'with' || select?.type === 'with recursive') return no('It has a WITH list.');
  if (select?.type !== 'select') return no('It is not a SELECT.');
  return plain(select);
}

function plain({ columns, from, distinct }: SelectFromStatement): PlainSelect | NotPlain {
  if (distinct !== undefined) return no('DISTINCT combines several rows into one.');
  const [table, ...others] = from ?? [];
  if (!table) return no('It reads no table.');
  if (others.length > 0) return no('It reads more than one table.');
  if (table.type !== 'table') return no('It reads something other than a table.');
  if (table.name.columnNames) return no('It gives the columns of the table new names.');
  const { name, schema, alias } = table.name;
  const own = alias ?? name;
  return {
    kind: 'plain',
    table: { schema, name },
    columns: (columns ?? []).map(({ expr }) => {
      if (expr.type !== 'ref' || (expr.table && expr.table.name !== own)) return { kind: 'value' };
      return expr.name === '*' ? { kind: 'all' } : { kind: 'column', name: expr.name };
    }),
  };
}
