import { maxIndexes } from '../../core/dialect/limits.js';
import { serverErrors } from '../../core/dialect/serverErrors.js';
import { typesWithoutKey } from '../../core/dialect/types.js';
import type { TableName } from '../../core/semantics/tableName.js';
import { applyEdits } from '../../core/text/edit.js';
import { ask } from '../backend/ask.js';
import type { Link } from '../backend/link.js';
import type { ActionOf, Alteration } from '../statement/action.js';
import type { Admission } from '../statement/admission.js';
import { quoteName } from '../system/catalog.js';
import { type Refusal, refusal } from '../wire/refusal.js';
import { type Job, newJobId, searchPathOf } from './jobs.js';

/** A job that its statement's checks have passed, nothing where there is nothing to do, or the server's refusal. */
export type Prepared = Job | 'nothing' | Refusal;

interface Table {
  readonly oid: string;
  readonly schema: string;
  readonly name: string;
  readonly searchPath: string;
  readonly owner: string;
  readonly login: string;
}

/**
 * Checks a CREATE INDEX ASYNC as PostgreSQL does, on an empty copy of the table. Runs in a transaction or savepoint that
 * the caller rolls back. Throws PostgreSQL's own error.
 */
export async function prepareIndex(
  link: Link,
  { text }: Admission,
  action: ActionOf<'index'>,
): Promise<Prepared> {
  const { name, tableSpan, async, unique, ifNotExists } = action;
  const table = await tableOf(link, action.table);
  if ('sqlstate' in table) return table;
  if (name !== undefined) {
    const [[taken] = []] = await ask(link, 'SELECT to_regclass($1)', [
      `${quoteName(table.schema)}.${quoteName(name)}`,
    ]);
    if (taken !== null && taken !== undefined)
      return ifNotExists ? 'nothing' : { sqlstate: '42P07', message: `relation "${name}" already exists` };
  }
  const [[count] = []] = await ask(
    link,
    'SELECT count(*) FROM pg_catalog.pg_index WHERE indrelid = $1::oid',
    [table.oid],
  );
  if (Number(count) >= maxIndexes) return refusal(serverErrors.tooManyIndexes, { count: String(maxIndexes) });
  const source = `${quoteName(table.schema)}.${quoteName(table.name)}`;
  const copy = quoteName(table.name);
  await ask(link, `CREATE TEMP TABLE ${copy} (LIKE ${source})`);
  const trial = applyEdits(text, [
    { ...async, text: '' },
    { ...tableSpan, text: `pg_temp.${copy}` },
  ]);
  await ask(link, trial);
  const chosen = name ?? (await freeName(link, trial, copy, table.schema));
  const [keyless] = await ask(
    link,
    `SELECT pg_catalog.format_type(a.atttypid, NULL) FROM pg_catalog.pg_index i
     JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indexrelid AND a.attnum <= i.indnkeyatts
     WHERE i.indrelid = $1::pg_catalog.regclass AND a.atttypid::pg_catalog.regtype::text = ANY ($2::text[])`,
    [`pg_temp.${copy}`, `{${[...typesWithoutKey].join(',')},time with time zone}`],
  );
  if (keyless) return refusal(serverErrors.unsupportedKey, { type: keyless[0] ?? '' });
  const edits = [
    { ...async, text: name === undefined ? quoteName(chosen) : '' },
    { ...tableSpan, text: source },
  ];
  return {
    id: newJobId(),
    type: 'INDEX_BUILD',
    sql: applyEdits(text, edits),
    searchPath: table.searchPath,
    owner: table.owner,
    login: table.login,
    table: table.oid,
    object: `${table.schema}.${chosen}`,
    index: {
      name: `${quoteName(table.schema)}.${quoteName(chosen)}`,
      withoutUnique: unique && applyEdits(text, [{ ...unique, text: '' }, ...edits]),
      hasDuplicates: false,
    },
  };
}

/**
 * The name that PostgreSQL chooses for an index that has none. It counts the names that are taken in the schema of the table;
 * the copy stands in another one, and gets the next name each time until one is free.
 */
async function freeName(link: Link, trial: string, copy: string, schema: string): Promise<string> {
  for (;;) {
    const [[name, taken] = []] = await ask(
      link,
      `SELECT c.relname, pg_catalog.to_regclass(pg_catalog.format('%I.%I', $2::text, c.relname))
       FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
       WHERE i.indrelid = $1::pg_catalog.regclass ORDER BY i.indexrelid DESC LIMIT 1`,
      [`pg_temp.${copy}`, schema],
    );
    if (taken === null || taken === undefined) return name ?? '';
    await ask(link, trial);
  }
}

/** Checks an ALTER TABLE ASYNC … VALIDATE CONSTRAINT. */
export async function prepareValidation(
  link: Link,
  { text }: Admission,
  { async, constraint, ...action }: ActionOf<'validate'>,
): Promise<Prepared> {
  const table = await tableOf(link, action.table);
  if ('sqlstate' in table) return table;
  const [found] = await ask(
    link,
    'SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = $1::oid AND conname = $2',
    [table.oid, constraint],
  );
  if (!found)
    return {
      sqlstate: '42704',
      message: `constraint "${constraint}" of relation "${table.name}" does not exist`,
    };
  return {
    id: newJobId(),
    type: 'VALIDATE_CONSTRAINT',
    sql: applyEdits(text, [{ ...async, text: '' }]),
    searchPath: table.searchPath,
    owner: table.owner,
    login: table.login,
    table: table.oid,
    object: `${table.schema}.${constraint}`,
  };
}

/** The table of the name in the session's search path, which the session's user must own. */
async function tableOf(link: Link, { schema, name }: TableName): Promise<Table | Refusal> {
  const written = schema ? `${quoteName(schema)}.${quoteName(name)}` : quoteName(name);
  const [row] = await ask(
    link,
    `SELECT c.oid, n.nspname, c.relname, pg_catalog.pg_has_role(c.relowner, 'USAGE'),
            pg_catalog.array_to_json(pg_catalog.current_schemas(false)),
            o.rolname, CASE WHEN o.rolcanlogin THEN o.rolname ELSE session_user END
     FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     JOIN pg_catalog.pg_roles o ON o.oid = c.relowner
     WHERE c.oid = pg_catalog.to_regclass($1)`,
    [written],
  );
  if (!row)
    return { sqlstate: '42P01', message: `relation "${schema ? `${schema}.` : ''}${name}" does not exist` };
  const [oid, inSchema, tableName, isOwner, schemas, owner, login] = row;
  if (isOwner !== 't') return { sqlstate: '42501', message: `must be owner of table ${name}` };
  const path: unknown = JSON.parse(schemas ?? '[]');
  const searchPath = searchPathOf(Array.isArray(path) ? path.map(String) : []);
  return {
    oid: oid ?? '0',
    schema: inSchema ?? '',
    name: tableName ?? '',
    searchPath,
    owner: owner ?? '',
    login: login ?? '',
  };
}

/** Why an ALTER TABLE is refused for its table: the primary key stays as it was created, and numbers need a bigint. */
export async function alterationRefused(
  link: Link,
  { table, droppedColumns, droppedConstraints, identities }: Alteration,
): Promise<Refusal | undefined> {
  const written = table.schema
    ? `${quoteName(table.schema)}.${quoteName(table.name)}`
    : quoteName(table.name);
  if (droppedColumns.length + droppedConstraints.length > 0) {
    const rows = await ask(
      link,
      `SELECT k.conname, a.attname FROM pg_catalog.pg_constraint k
       JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)
       WHERE k.conrelid = pg_catalog.to_regclass($1) AND k.contype = 'p'`,
      [written],
    );
    if (rows.some(([name]) => droppedConstraints.includes(name ?? '')))
      return refusal(serverErrors.dropConstraint);
    const column = droppedColumns.find((dropped) => rows.some(([, name]) => name === dropped));
    if (column !== undefined) return refusal(serverErrors.dropKeyColumn, { column });
  }
  if (identities.length === 0) return undefined;
  const columns = await ask(
    link,
    `SELECT attname, pg_catalog.format_type(atttypid, NULL) FROM pg_catalog.pg_attribute
     WHERE attrelid = pg_catalog.to_regclass($1) AND attnum > 0 AND NOT attisdropped
       AND atttypid <> 'int8'::pg_catalog.regtype`,
    [written],
  );
  const [, type] = columns.find(([name]) => identities.includes(name ?? '')) ?? [];
  return type ? refusal(serverErrors.identityType, { type }) : undefined;
}
