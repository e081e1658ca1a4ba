import { type TableName, tableNameOf } from '../../core/semantics/tableName.js';
import { tokenize } from '../../core/syntax/lexer.js';
import { unquoted } from '../../core/syntax/names.js';
import { statementText } from '../../core/syntax/statement.js';
import { childOf, descendantsOf, nameOf, spanOf } from '../../core/syntax/tree/nodes.js';
import { treeOf } from '../../core/syntax/tree/tree.js';
import { applyEdits, type Edit } from '../../core/text/edit.js';
import { ask, askAll, type Row } from '../backend/ask.js';
import type { Link } from '../backend/link.js';
import { quoteName, quoteText } from '../system/catalog.js';
import {
  type KnownIndex,
  type KnownTable,
  type KnownTables,
  tableAt,
  type UniqueKey,
} from './knownTables.js';
import type { WholeName } from './knownViews.js';

/**
 * Copies of tables for one transaction. In Aurora DSQL writers never wait; PostgreSQL makes the second writer of a row
 * wait for the first. From the moment it would, a transaction works on temporary copies that hide the tables, where
 * nobody else has locks, and its changes are carried over when it commits. A copy holds the rows that the statements so
 * far could look at (`loading.ts`); every row where it cannot be told which those are.
 */
export interface Overlay {
  readonly tables: readonly Copied[];
  /** The views that temporary views over these copies hide. */
  readonly views: readonly WholeName[];
}

export interface Copied extends TableName {
  readonly schema: string;
  readonly columns: readonly string[];
  /** Those that are always generated as an identity, which no UPDATE may set. */
  readonly fixed: readonly string[];
  /** Of the primary key, in order. */
  readonly key: readonly string[];
  /** The names of its indexes. */
  readonly indexes: readonly string[];
  readonly uniqueKeys: readonly UniqueKey[];
  /** The transaction ids that rows carry as they were copied: those with another were changed since. */
  readonly copiers: readonly string[];
  /** The transaction ids of what was taken back: rows that it had locked keep them, and are not locked. */
  readonly takenBack: readonly string[];
  /** The keys of the rows that were copied so far, as text, whatever became of them. */
  readonly loaded: readonly Row[] | 'all';
  /** Rows were locked FOR UPDATE; else at most FOR KEY SHARE. */
  readonly isLocked: boolean;
  /** The table of another schema that its name stands for now, quoted, where the search path leads to that one. */
  readonly other: string | undefined;
}

/** Why a table cannot be copied. */
export class NoOverlay extends Error {}

/** What copies hide. */
interface Hidden {
  readonly tables: readonly (WholeName & Partial<Pick<Copied, 'other'>>)[];
  readonly views: readonly WholeName[];
}

/** No copies. */
export const noOverlay: Overlay = { tables: [], views: [] };

/**
 * Makes a copy without rows of each table that has none yet. Must run outside any savepoint of the client. The views over it do not
 * read a new copy yet.
 */
export async function addToOverlay(
  link: Link,
  { tables, views }: Overlay,
  wanted: readonly TableName[],
  { isLocked, known }: { readonly isLocked: boolean; readonly known: Pick<KnownTables, 'named'> },
): Promise<Overlay> {
  const copied = [...tables];
  for (const table of wanted) {
    const remembered = await known.named(table.name);
    const schema = await schemaOf(link, table, copied, remembered);
    if (schema === undefined) continue;
    const at = copied.findIndex((other) => other.name === table.name);
    const before = copied[at];
    if (before && before.schema !== schema) throw new NoOverlay(`Two tables are named ${table.name}.`);
    if (before) copied[at] = { ...before, isLocked: before.isLocked || isLocked };
    else {
      const source = { schema, name: table.name };
      const found = remembered?.schema === schema ? remembered : await tableAt(link, sourceOf(source));
      copied.push(await emptyCopy(link, source, found, { isLocked, taken: indexNames(copied) }));
    }
  }
  return { tables: copied, views: copied.length > tables.length ? [] : views };
}

async function schemaOf(
  link: Link,
  { schema, name }: TableName,
  copied: readonly Copied[],
  remembered: KnownTable | undefined,
): Promise<string | undefined> {
  if (schema) return schema;
  const known = copied.find((table) => table.name === name) ?? remembered;
  if (known) return known.schema;
  const [row] = await ask(
    link,
    `SELECT n.nspname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE c.oid = pg_catalog.to_regclass($1) AND c.relkind = 'r'`,
    [quoteName(name)],
  );
  return row?.[0] ?? undefined;
}

async function emptyCopy(
  link: Link,
  table: { readonly schema: string; readonly name: string },
  found: KnownTable | undefined,
  { isLocked, taken }: { readonly isLocked: boolean; readonly taken: ReadonlySet<string> },
): Promise<Copied> {
  if (!found || found.key.length === 0) throw new NoOverlay(`Table ${table.name} has no primary key.`);
  const { columns, key } = found;
  const target = copyOf(table);
  const defaults = columns.flatMap(({ name, sequence }) =>
    sequence === undefined
      ? []
      : `ALTER TABLE ${target} ALTER ${quoteName(name)} SET DEFAULT nextval(${quoteText(sequence)})`,
  );
  const first = [
    'SAVEPOINT dsql_copy',
    // The catalog's own locks, as of a vacuum that cuts it shorter, are not a conflict of the client's.
    `SET LOCAL lock_timeout = '1s'`,
  ];
  const inOrder = (steps: readonly string[]) =>
    askAll(
      link,
      steps.map((sql) => ({ sql })),
    );
  const rest = (indexes: readonly KnownIndex[]) => [
    `CREATE TEMP TABLE ${quoteName(table.name)} (${[
      `LIKE ${sourceOf(table)} INCLUDING ALL EXCLUDING IDENTITY EXCLUDING INDEXES`,
      ...indexes.flatMap((index) => copiedConstraint(index, taken)),
    ].join(', ')}) ON COMMIT DROP`,
    ...indexes.flatMap((index) => copiedIndex(index, target, taken)),
    ...defaults,
    'SET LOCAL lock_timeout TO DEFAULT',
    'RELEASE SAVEPOINT dsql_copy',
    // Functions remember plans, and which table a name stood for.
    'DISCARD PLANS',
  ];
  const filling = async () => {
    const indexes = await found.indexes((sql, values) => ask(link, sql, values));
    await inOrder(rest(indexes));
    return indexes;
  };
  const [, indexes] = await Promise.all([inOrder(first), filling()]);
  return {
    ...table,
    columns: columns.filter(({ isGenerated }) => !isGenerated).map(({ name }) => name),
    fixed: columns.filter(({ isFixed }) => isFixed).map(({ name }) => name),
    key,
    indexes: indexes.map(({ name }) => name),
    uniqueKeys: indexes.flatMap(({ unique }) => unique ?? []),
    copiers: [],
    takenBack: [],
    loaded: [],
    isLocked,
    other: undefined,
  };
}

/** Before a statement: for which tables the names of copies stand now. No copy hides a table of another schema. */
export async function underSearchPath(
  link: Link,
  { tables, views }: Overlay,
  known: Pick<KnownTables, 'named'>,
): Promise<Overlay> {
  const found: Copied[] = [];
  for (const copied of tables) {
    const isOnly = (await known.named(copied.name)) !== undefined;
    const table = isOnly
      ? undefined
      : (await realTable(link, { schema: undefined, name: copied.name }))?.table;
    found.push({ ...copied, other: table === sourceOf(copied) ? undefined : table });
  }
  return { tables: found, views };
}

const indexNames = (copied: readonly Copied[]): ReadonlySet<string> =>
  new Set(copied.flatMap(({ name, indexes }) => [name, ...indexes]));

/** An index keeps its name, by which errors and ON CONFLICT name it, unless another copy has one of that name. */
const nameOfCopy = ({ name }: KnownIndex, taken: ReadonlySet<string>): string =>
  taken.has(name) ? '' : quoteName(name);

function copiedConstraint(index: KnownIndex, taken: ReadonlySet<string>): readonly string[] {
  if (index.constraint === undefined) return [];
  const name = nameOfCopy(index, taken);
  return [`${name && `CONSTRAINT ${name} `}${index.constraint}`];
}

function copiedIndex(index: KnownIndex, table: string, taken: ReadonlySet<string>): readonly string[] {
  if (index.constraint !== undefined) return [];
  const kind = index.unique ? 'UNIQUE INDEX' : 'INDEX';
  return [`CREATE ${kind} ${nameOfCopy(index, taken)} ON ${table} ${index.definition}`];
}

/** The table itself, quoted. */
export const sourceOf = ({ schema, name }: Pick<Copied, 'schema' | 'name'>): string =>
  `${quoteName(schema)}.${quoteName(name)}`;

/** The copy of a table, or the view over copies, that hides it, quoted. */
export const copyOf = ({ name }: Pick<Copied, 'name'>): string => `pg_temp.${quoteName(name)}`;

/** Whether a row of a copy is as it was copied: `row` is what the query calls it. */
export const isAsCopied = ({ copiers }: Copied, row: string): string =>
  copiers.length === 0
    ? 'false'
    : `${row}.xmin IN (${copiers.map((copier) => `'${copier}'::xid`).join(', ')})`;

/** Whether a row of a copy is locked, or changed or deleted. */
export const isHeld = ({ takenBack }: Copied, row: string): string =>
  `${row}.xmax NOT IN (${['0', ...takenBack].map((id) => `'${id}'::xid`).join(', ')})`;

/** Before the current savepoint is taken back: what it has locked on the copies counts as not locked from then on. */
export async function withoutLocks(link: Link, { tables, views }: Overlay): Promise<Overlay> {
  // Gives the savepoint an id, which is higher than those of the savepoints around it.
  await ask(link, "SELECT pg_catalog.pg_logical_emit_message(true, '', '')");
  const [[id] = []] = await ask(
    link,
    `SELECT max(transactionid::text::bigint) FROM pg_catalog.pg_locks
     WHERE pid = pg_catalog.pg_backend_pid() AND locktype = 'transactionid' AND mode = 'ExclusiveLock'`,
  );
  return {
    tables: tables.map((table) => ({ ...table, takenBack: [...table.takenBack, id ?? '0'] })),
    views,
  };
}

/** Whether a row of the table is among those that were copied. */
export function isLoaded({ loaded, key }: Copied, row: string): string {
  if (loaded === 'all') return 'true';
  if (loaded.length === 0) return 'false';
  const values = loaded.map((one) => `(${one.map((value) => quoteText(value ?? '')).join(', ')})`);
  return `(${key.map((column) => `${row}.${quoteName(column)}`).join(', ')}) IN (${values.join(', ')})`;
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

/**
 * The statement with the copies in place of the tables and views that it names by schema. Plain names find the copies by themselves;
 * those of tables of other schemas get their schema.
 */
export function overlaid(sql: string, { tables, views }: Hidden): string {
  const hidden: readonly WholeName[] = [...tables, ...views];
  const tokens = tokenize(sql).filter(({ kind }) => kind !== 'comment');
  const edits: Edit[] = [];
  for (const [index, token] of tokens.entries()) {
    const [dot, name] = [tokens[index + 1], tokens[index + 2]];
    if (!dot || !name || sql.slice(dot.start, dot.end) !== '.') continue;
    const schema = unquoted(sql.slice(token.start, token.end));
    const table = unquoted(sql.slice(name.start, name.end));
    if (hidden.some((copied) => copied.schema === schema && copied.name === table))
      edits.push({ start: token.start, end: token.end, text: 'pg_temp' });
  }
  return applyEdits(sql, [...edits, ...plainNames(sql, tables)]);
}

function plainNames(sql: string, tables: Hidden['tables']): readonly Edit[] {
  const others = new Map(tables.flatMap(({ name, other }) => (other === undefined ? [] : [[name, other]])));
  if (others.size === 0) return [];
  const statement = statementText(sql);
  const tree = treeOf(statement);
  for (const cte of descendantsOf(tree, 'cte')) others.delete(nameOf(statement, childOf(cte, 'name')));
  return [...descendantsOf(tree, 'table')].flatMap((node) => {
    const { schema, name } = tableNameOf(statement, node);
    const other = schema === undefined ? others.get(name) : undefined;
    return other === undefined ? [] : [{ ...spanOf(statement, node), text: other }];
  });
}

/**
 * Gives every row that the current savepoint locked FOR UPDATE a new version, so that a later writer conflicts with it as
 * in Aurora DSQL. A transaction holds a lock on its ids while they run, which tells its row locks from others'.
 */
export const touchLocked = (table: string, column: string): string =>
  `UPDATE ${table} SET ${column} = ${column} WHERE xmax IN (
     SELECT transactionid FROM pg_catalog.pg_locks
     WHERE pid = pg_catalog.pg_backend_pid() AND locktype = 'transactionid' AND mode = 'ExclusiveLock')`;
