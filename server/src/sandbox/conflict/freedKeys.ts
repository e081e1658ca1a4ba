import type { TableName } from '../../core/semantics/tableName.js';
import { unquoted } from '../../core/syntax/names.js';
import { statementText } from '../../core/syntax/statement.js';
import { wordOf } from '../../core/syntax/tokens.js';
import { clauseOf, spanOf, wholeOf } from '../../core/syntax/tree/nodes.js';
import { treeOf } from '../../core/syntax/tree/tree.js';
import { QueryError, type Row, readRow } from '../backend/ask.js';
import { decisive, pushBeside, pushOwn, type Run } from '../backend/run.js';
import { quoteName, quoteText } from '../system/catalog.js';
import type { Contender } from './contest.js';
import { realTable } from './overlay.js';

/**
 * Whether a statement brings a unique value that the snapshot still shows in another row, because somebody has taken it
 * away and committed since. PostgreSQL's indexes would let it in, and the transaction would see the value twice. The
 * statement runs once and is taken back.
 */
export async function meetsFreedKey({ upstream }: Contender, target: TableName, run: Run): Promise<boolean> {
  const { link } = upstream;
  const found = await realTable(link, target);
  if (!found?.isReadable) return false;
  const keys = (await uniqueKeys(upstream, found.table)).filter((key) => mayBring(run.sql, key));
  const query = keys.length > 0 ? returning(run.sql, target.alias ?? target.name, keys) : undefined;
  if (query === undefined) return false;
  const rows: Row[] = [];
  upstream.touch();
  const answers = [
    ...pushOwn(link, 'SAVEPOINT dsql_freed'),
    ...pushBeside(link, run, query, ({ type, bytes }) => {
      if (type === 'D') rows.push(readRow(bytes, link.encoding));
    }),
  ];
  link.flushAnswers();
  let isMet = false;
  try {
    if ((await decisive(answers)).kind === 'done') isMet = await isTwice(upstream, found.table, keys, rows);
  } catch (error) {
    // Then the statement itself tells what is wrong.
    if (!(error instanceof QueryError)) throw error;
  }
  await upstream.settle();
  await upstream.takeBack('dsql_freed');
  return isMet;
}

interface UniqueKey {
  /** Columns, quoted, and expressions. */
  readonly parts: readonly string[];
  /** Of a partial index. */
  readonly predicate: string | undefined;
}

async function uniqueKeys(upstream: Asking, table: string): Promise<UniqueKey[]> {
  const rows = await upstream.ask(
    `SELECT i.indexrelid, pg_catalog.pg_get_indexdef(i.indexrelid, k.place, false),
            pg_catalog.pg_get_expr(i.indpred, i.indrelid)
     FROM pg_catalog.pg_index i CROSS JOIN LATERAL pg_catalog.generate_series(1, i.indnkeyatts) AS k(place)
     WHERE i.indrelid = $1::pg_catalog.regclass AND i.indisunique AND i.indisvalid
     ORDER BY i.indexrelid, k.place`,
    [table],
  );
  const indexes = [...new Set(rows.map(([index]) => index))];
  return indexes.map((index) => {
    const parts = rows.filter(([other]) => other === index);
    return { parts: parts.map(([, part]) => part ?? ''), predicate: parts[0]?.[2] ?? undefined };
  });
}

type Asking = Pick<Contender['upstream'], 'ask'>;

/** An UPDATE brings only what its SET names, a DELETE nothing. */
function mayBring(sql: string, { parts }: UniqueKey): boolean {
  const statement = statementText(sql);
  const word = wordOf(statement, 0);
  if (word === 'delete') return false;
  const set = word === 'update' ? clauseOf(treeOf(statement), 'set') : undefined;
  if (!set) return true;
  const { start, end } = spanOf(statement, set);
  const named = sql.slice(start, end).toLowerCase();
  return parts.some((part) => !isColumn(part) || named.includes(unquoted(part).toLowerCase()));
}

/** Columns stand in quotes only where they must, and expressions are more than a word. */
const isColumn = (part: string): boolean => /^(\w+|"([^"]|"")+")$/.test(part);

/** The statement with the unique values in place of what it returns. Undefined where it is none of one change. */
function returning(sql: string, name: string, keys: readonly UniqueKey[]): string | undefined {
  const statement = statementText(sql);
  const tree = treeOf(statement);
  const clause = clauseOf(tree, 'returning');
  const before = clause
    ? sql.slice(0, spanOf(statement, clause).start)
    : sql.slice(0, spanOf(statement, wholeOf(statement)).end).replace(/;\s*$/, '');
  const list = keys.flatMap(({ parts }) =>
    parts.map((part) => (isColumn(part) ? `${quoteName(name)}.${part}` : part)),
  );
  return `${before} RETURNING ${list.map((part) => `(${part})::text`).join(', ')}`;
}

async function isTwice(
  upstream: Asking,
  table: string,
  keys: readonly UniqueKey[],
  rows: readonly Row[],
): Promise<boolean> {
  let first = 0;
  for (const { parts, predicate } of keys) {
    const from = first;
    first += parts.length;
    const values = rows
      .map((row) => row.slice(from, first).flatMap((value) => (value === null ? [] : [quoteText(value)])))
      .filter((row) => row.length === parts.length);
    if (values.length === 0) continue;
    const list = parts.length === 1 ? (parts[0] ?? '') : `(${parts.join(', ')})`;
    const among = values.map((row) => (row.length === 1 ? row[0] : `(${row.join(', ')})`)).join(', ');
    const [[isMet] = []] = await upstream.ask(
      `SELECT EXISTS (SELECT FROM ${table} WHERE ${list} IN (${among})${predicate ? ` AND ${predicate}` : ''}
       GROUP BY ${parts.join(', ')} HAVING count(*) > 1)`,
    );
    if (isMet === 't') return true;
  }
  return false;
}
