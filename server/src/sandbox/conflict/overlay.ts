import type { TableName } from '../../core/semantics/tableName.js';
import { tokenize } from '../../core/syntax/lexer.js';
import { unquoted } from '../../core/syntax/names.js';
import { applyEdits, type Edit } from '../../core/text/edit.js';
import { ask, askAll, type Row } from '../backend/ask.js';
import type { Link } from '../backend/link.js';
import { quoteName, quoteText } from '../system/catalog.js';

/**
 * Copies of tables for one transaction. In Aurora DSQL writers never wait; PostgreSQL makes the second writer of a row
 * wait for the first. From the moment it would, a transaction works on temporary copies that hide the tables, where
 * nobody else has locks, and its changes are carried over when it commits.
 */
export interface Overlay {
  readonly tables: readonly Copied[];
}

interface Copied extends TableName {
  readonly schema: string;
  readonly columns: readonly string[];
  /** Those that are always generated as an identity, which no UPDATE may set. */
  readonly fixed: readonly string[];
  /** Of the primary key, in order. */
  readonly key: readonly string[];
  /** The transaction id that the copied rows carry: others were changed since. */
  readonly copier: string;
  /** Rows were locked FOR UPDATE; else at most FOR KEY SHARE. */
  readonly isLocked: boolean;
}

/** Why a table cannot be copied. */
export class NoOverlay extends Error {}

/** Copies the tables that are not copied yet, as the transaction sees them. Must run outside any savepoint of the client. */
export async function addToOverlay(
  link: Link,
  { tables }: Overlay,
  wanted: readonly TableName[],
  { isLocked }: { readonly isLocked: boolean },
): Promise<Overlay> {
  const copied = [...tables];
  for (const table of wanted) {
    const schema = await schemaOf(link, table, copied);
    if (schema === undefined) continue;
    const at = copied.findIndex((other) => other.name === table.name);
    const before = copied[at];
    if (before && before.schema !== schema) throw new NoOverlay(`Two tables are named ${table.name}.`);
    if (before) copied[at] = { ...before, isLocked: before.isLocked || isLocked };
    else copied.push(await copy(link, { schema, name: table.name }, isLocked));
  }
  // Functions remember plans, and which table a name stood for.
  if (copied.length > tables.length) await ask(link, 'DISCARD PLANS');
  return { tables: copied };
}

async function schemaOf(
  link: Link,
  { schema, name }: TableName,
  copied: readonly Copied[],
): Promise<string | undefined> {
  if (schema) return schema;
  const known = copied.find((table) => table.name === name);
  if (known) return known.schema;
  const [row] = await ask(
    link,
    `SELECT n.nspname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE c.oid = pg_catalog.to_regclass($1) AND c.relkind = 'r'`,
    [quoteName(name)],
  );
  return row?.[0] ?? undefined;
}

async function copy(link: Link, table: { schema: string; name: string }, isLocked: boolean): Promise<Copied> {
  const source = `${quoteName(table.schema)}.${quoteName(table.name)}`;
  const [columns = [], keyRows = []] = await askAll(link, [
    {
      sql: `SELECT a.attname, a.attgenerated, pg_catalog.pg_get_serial_sequence($1, a.attname), a.attidentity
        FROM pg_catalog.pg_attribute a
        WHERE a.attrelid = $1::pg_catalog.regclass AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`,
      parameters: [source],
    },
    { sql: keyQuery, parameters: [source] },
  ]);
  const key = namesIn(keyRows);
  if (key.length === 0) throw new NoOverlay(`Table ${table.name} has no primary key.`);
  const written = columns.filter(([, generated]) => generated === '').map(([name]) => name ?? '');
  const fixed = namesIn(columns.filter(([, , , identity]) => identity === 'a'));
  const list = written.map(quoteName).join(', ');
  const target = `pg_temp.${quoteName(table.name)}`;
  const defaults = columns.flatMap(([name, , sequence, identity]) =>
    identity && sequence
      ? `ALTER TABLE ${target} ALTER ${quoteName(name ?? '')} SET DEFAULT nextval(${quoteText(sequence)})`
      : [],
  );
  const steps = [
    'SAVEPOINT dsql_copy',
    // The catalog's own locks, as of a vacuum that cuts it shorter, are no conflict of the client's.
    `SET LOCAL lock_timeout = '1s'`,
    `CREATE TEMP TABLE ${quoteName(table.name)} (LIKE ${source} INCLUDING ALL EXCLUDING IDENTITY) ON COMMIT DROP`,
    ...defaults,
    `INSERT INTO ${target} (${list}) SELECT ${list} FROM ${source}`,
    'SET LOCAL lock_timeout TO DEFAULT',
    'RELEASE SAVEPOINT dsql_copy',
    `SELECT xmin::text FROM ${target} LIMIT 1`,
  ];
  const [[copier] = []] =
    (
      await askAll(
        link,
        steps.map((sql) => ({ sql })),
      )
    ).at(-1) ?? [];
  return {
    ...table,
    columns: written,
    fixed,
    key,
    copier: copier ?? '0',
    isLocked,
  };
}

/** Of a table in the session's search path: its primary key's columns in order, none where it has no key. */
const keyOf = async (link: Link, table: string): Promise<string[]> =>
  namesIn(await ask(link, keyQuery, [table]));

const keyQuery = `SELECT a.attname FROM pg_catalog.pg_index i
  CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k(attnum, place)
  JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
  WHERE i.indrelid = $1::pg_catalog.regclass AND i.indisprimary ORDER BY k.place`;

const namesIn = (rows: readonly Row[]): string[] => rows.map(([name]) => name ?? '');

/** The table that a name stands for, quoted and with its schema, also where a copy hides it. */
export async function realTable(
  link: Link,
  { schema, name }: TableName,
): Promise<{ readonly table: string; readonly isReadable: boolean } | undefined> {
  const [row] = await ask(
    link,
    `SELECT n.nspname, pg_catalog.has_table_privilege(c.oid, 'SELECT')
     FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relname = $1 AND c.relkind = 'r' AND n.nspname !~ '^pg_temp'
       AND n.nspname = ANY (CASE WHEN $2 = '' THEN pg_catalog.current_schemas(false) ELSE ARRAY[$2::name] END)
     ORDER BY array_position(pg_catalog.current_schemas(false), n.nspname) LIMIT 1`,
    [name, schema ?? ''],
  );
  if (!row) return undefined;
  return { table: `${quoteName(row[0] ?? '')}.${quoteName(name)}`, isReadable: row[1] === 't' };
}

/** The same with its primary key; undefined where it has none. */
export async function primaryKeyOf(
  link: Link,
  name: TableName,
): Promise<{ readonly table: string; readonly key: readonly string[] } | undefined> {
  const found = await realTable(link, name);
  const key = found ? await keyOf(link, found.table) : [];
  return found && key.length > 0 ? { table: found.table, key } : undefined;
}

/** The statement with the copied tables in place of those it names by schema; plain names find the copies by themselves. */
export function overlaid(sql: string, { tables }: Overlay): string {
  const tokens = tokenize(sql).filter(({ kind }) => kind !== 'comment');
  const edits: Edit[] = [];
  for (const [index, token] of tokens.entries()) {
    const [dot, name] = [tokens[index + 1], tokens[index + 2]];
    if (!dot || !name || sql.slice(dot.start, dot.end) !== '.') continue;
    const schema = unquoted(sql.slice(token.start, token.end));
    const table = unquoted(sql.slice(name.start, name.end));
    if (tables.some((copied) => copied.schema === schema && copied.name === table))
      edits.push({ start: token.start, end: token.end, text: 'pg_temp' });
  }
  return applyEdits(sql, edits);
}

/**
 * The statements that carry the copies' changes over to the tables, in order. Whoever changed one of the rows in the
 * meantime makes them fail with 40001.
 */
export function carryOver(
  { tables }: Overlay,
  keyChanges: (key: readonly string[]) => KeyChanges,
): readonly string[] {
  const all = tables.map((table) => ({ ...changesOf(table), ...keyChanges(table.key) }));
  return [
    ...all.flatMap(({ deletes, takes }) => (takes ? deletes : [])),
    ...joined('off'),
    ...all.map(({ updates }) => updates),
    ...all.map(({ locks }) => locks),
    ...joined('DEFAULT'),
    ...all.flatMap(({ inserts, brings }) => (brings ? inserts : [])),
  ];
}

/** How a planner who does not know how few rows were changed comes to the table by its key, and not by reading all of it. */
const joined = (whole: 'off' | 'DEFAULT'): readonly string[] =>
  ['enable_hashjoin', 'enable_mergejoin'].map((name) => `SET LOCAL ${name} TO ${whole}`);

/** What statements may do to the keys that there are. */
export interface KeyChanges {
  readonly takes: boolean;
  readonly brings: boolean;
}

function changesOf({ schema, name, columns, fixed, key, copier, isLocked }: Copied) {
  const table = `${quoteName(schema)}.${quoteName(name)}`;
  const copied = `pg_temp.${quoteName(name)}`;
  const same = key.map((column) => `b.${quoteName(column)} = o.${quoteName(column)}`).join(' AND ');
  const list = columns.map(quoteName).join(', ');
  const settable = columns.filter((column) => !fixed.includes(column));
  const changed = settable.filter((column) => !key.includes(column));
  const [first] = changed.length > 0 ? changed : settable;
  const values = (changed.length > 0 ? changed : settable)
    .map((column) => `${quoteName(column)} = o.${quoteName(column)}`)
    .join(', ');
  // Deleted and inserted anew, as the only way that such a column gets another value.
  const replaced = fixed
    .filter((column) => !key.includes(column))
    .map((column) => ` AND b.${quoteName(column)} = o.${quoteName(column)}`)
    .join('');
  const written = `${same} AND o.xmin <> '${copier}'::xid`;
  const locked = `${same} AND o.xmin = '${copier}'::xid AND o.xmax <> '0'::xid`;
  const hold = (rows: string, strength: string) =>
    `SELECT FROM ${table} b WHERE EXISTS (SELECT FROM ${copied} o WHERE ${rows}) FOR ${strength}`;
  return {
    deletes: `DELETE FROM ${table} b WHERE NOT EXISTS (SELECT FROM ${copied} o WHERE ${same}${replaced})`,
    updates:
      first === undefined
        ? hold(written, 'UPDATE')
        : `UPDATE ${table} b SET ${values} FROM ${copied} o WHERE ${written}`,
    locks: !isLocked
      ? hold(locked, 'KEY SHARE')
      : first === undefined
        ? hold(locked, 'UPDATE')
        : `UPDATE ${table} b SET ${quoteName(first)} = b.${quoteName(first)} FROM ${copied} o WHERE ${locked}`,
    inserts: `INSERT INTO ${table} (${list}) OVERRIDING SYSTEM VALUE
      SELECT ${list} FROM ${copied} o WHERE NOT EXISTS (SELECT FROM ${table} b WHERE ${same})`,
  };
}

/**
 * Gives every row that the current savepoint locked FOR UPDATE a new version, so that a later writer conflicts with it as
 * in Aurora DSQL. A transaction holds a lock on its ids while they run, which tells its row locks from others'.
 */
export const touchLocked = (table: string, column: string): string =>
  `UPDATE ${table} SET ${column} = ${column} WHERE xmax IN (
     SELECT transactionid FROM pg_catalog.pg_locks
     WHERE pid = pg_catalog.pg_backend_pid() AND locktype = 'transactionid' AND mode = 'ExclusiveLock')`;
