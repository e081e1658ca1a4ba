import { unquoted } from '../../core/syntax/names.js';
import { statementText } from '../../core/syntax/statement.js';
import { wordOf } from '../../core/syntax/tokens.js';
import { clauseOf, spanOf, wholeOf } from '../../core/syntax/tree/nodes.js';
import { treeOf } from '../../core/syntax/tree/tree.js';
import { QueryError, type Row, readRow } from '../backend/ask.js';
import { decisive, pushBeside, pushOwn, type Run } from '../backend/run.js';
import type { Upstream } from '../backend/upstream.js';
import { quoteName, quoteText } from '../system/catalog.js';
import { asText } from '../system/storedCode.js';
import { indexesOf, type UniqueKey } from './knownTables.js';

/** Of a table in the catalog as it is now, by its quoted name with its schema. */
export async function uniqueKeys(upstream: Upstream, table: string): Promise<readonly UniqueKey[]> {
  const indexes = await indexesOf((text, values) => upstream.ask(text, values), table);
  return indexes.flatMap(({ unique }) => unique ?? []);
}

/** Values of a unique key, as SQL writes them. Without NULLs where these never conflict. */
export interface UniqueValues {
  readonly key: UniqueKey;
  readonly rows: readonly string[];
}

/** Unique values that a transaction has deleted. */
export interface GoneValues extends UniqueValues {
  /** Quoted, with its schema. */
  readonly table: string;
  /** The table's own name. */
  readonly name: string;
}

/**
 * Runs a change with the unique values of its rows as its result, reads them, and undoes the change. `name` is the statement's
 * name for the table. Undefined where that is not possible.
 */
export async function tryKeys<Seen>(
  upstream: Upstream,
  run: Run,
  { name, keys }: { readonly name: string; readonly keys: readonly UniqueKey[] },
  written: (sql: string) => string,
  look: (values: readonly UniqueValues[]) => Promise<Seen> | Seen,
): Promise<Seen | undefined> {
  const { link } = upstream;
  const query = keys.length > 0 ? returning(run.sql, name, keys) : undefined;
  if (query === undefined) return undefined;
  const rows: Row[] = [];
  upstream.touch();
  const answers = [
    ...pushOwn(link, 'SAVEPOINT dsql_keys'),
    ...pushBeside(link, run, written(query), ({ type, bytes }) => {
      if (type === 'D') rows.push(readRow(bytes, link.encoding));
    }),
  ];
  link.flushAnswers();
  let seen: Seen | undefined;
  try {
    if ((await decisive(answers)).kind === 'done') seen = await look(valuesIn(keys, rows));
  } catch (error) {
    // The statement itself will report the error.
    if (!(error instanceof QueryError)) throw error;
  }
  await upstream.settle();
  await upstream.takeBack('dsql_keys');
  return seen;
}

/** Whether a change may add values of the key: an UPDATE those that its SET names, a DELETE none. */
export function mayBring(sql: string, { parts, predicate }: Pick<UniqueKey, 'parts' | 'predicate'>): boolean {
  const statement = statementText(sql);
  const word = wordOf(statement, 0);
  if (word === 'delete') return false;
  const set = word === 'update' ? clauseOf(treeOf(statement), 'set') : undefined;
  if (!set) return true;
  const { start, end } = spanOf(statement, set);
  const named = sql.slice(start, end).toLowerCase();
  // Any column may decide whether a row is in a partial index.
  return (
    predicate !== undefined ||
    parts.some((part) => !isColumn(part) || named.includes(unquoted(part).toLowerCase()))
  );
}

/** Whether a change that sets these columns, any where undefined, may take values of the key away. */
export const mayTake = (
  sets: readonly string[] | undefined,
  { parts, predicate }: Pick<UniqueKey, 'parts' | 'predicate'>,
): boolean =>
  !sets ||
  (sets.length > 0 &&
    (predicate !== undefined || parts.some((part) => !isColumn(part) || sets.includes(unquoted(part)))));

/** What holds for rows with one of these values. */
export function isAmong({ key: { parts, predicate, isNullEqual }, rows }: UniqueValues): string {
  const list = parts.length === 1 ? (parts[0] ?? '') : `(${parts.join(', ')})`;
  const isOne = isNullEqual
    ? `(${rows.map((row) => `${list} IS NOT DISTINCT FROM ${row}`).join(' OR ')})`
    : `${list} IN (${rows.join(', ')})`;
  return predicate ? `${isOne} AND ${predicate}` : isOne;
}

function valuesIn(keys: readonly UniqueKey[], rows: readonly Row[]): readonly UniqueValues[] {
  let first = 0;
  return keys.flatMap((key) => {
    const [from, width] = [first, key.parts.length];
    first += width;
    const whole = rows
      .map((row) =>
        row
          .slice(from, from + width)
          .flatMap((value) => (value !== null ? [quoteText(value)] : key.isNullEqual ? ['NULL'] : [])),
      )
      .filter((row) => row.length === width)
      .map((row) => (width === 1 ? (row[0] ?? '') : `(${row.join(', ')})`));
    return whole.length > 0 ? [{ key, rows: whole }] : [];
  });
}

/** The server quotes columns only where it must, and expressions are more than a word. */
const isColumn = (part: string): boolean => /^(\w+|"([^"]|"")+")$/.test(part);

/** The statement with the unique values as its result. Undefined where it is not a single change. */
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
  return `${before} RETURNING ${list.map(asText).join(', ')}`;
}
