import { maxIndexes } from '../../core/dialect/limits.js';
import { applyEdits } from '../../core/text/edit.js';
import { ask, QueryError } from '../backend/ask.js';
import type { Link } from '../backend/link.js';
import { quoteName } from '../catalog.js';
import { type Job, newJobId, searchPathOf } from '../jobs.js';
import type { Refusal } from '../refusal.js';
import type { Action, Named } from '../statement/action.js';
import type { Judged } from '../statement/judge.js';

type ActionOf<Kind> = Extract<Action, { kind: Kind }>;

/** A job that its statement's checks have passed, nothing where there is nothing to do, or the server's refusal. */
export type Prepared = Job | 'nothing' | Refusal;

interface Table {
  readonly oid: string;
  readonly schema: string;
  readonly name: string;
  readonly searchPath: string;
}

/**
 * Checks a CREATE INDEX ASYNC as PostgreSQL does, on an empty copy of the table. Runs in a transaction or savepoint that
 * the caller rolls back. Throws PostgreSQL's own error.
 */
export async function prepareIndex(
  link: Link,
  { sql: _, text }: Judged,
  action: ActionOf<'index'>,
): Promise<Prepared> {
  const { name, nameAndTable, async, ifNotExists } = action;
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
  if (Number(count) >= maxIndexes)
    return { sqlstate: '54000', message: `cannot have more than ${maxIndexes} indexes on a table` };
  const source = `${quoteName(table.schema)}.${quoteName(table.name)}`;
  const copy = quoteName(table.name);
  await ask(link, `CREATE TEMP TABLE ${copy} (LIKE ${source})`);
  await ask(
    link,
    applyEdits(text, [
      { ...async, text: '' },
      { ...nameAndTable.table, text: `pg_temp.${copy}` },
    ]),
  );
  return {
    id: newJobId(),
    type: 'INDEX_BUILD',
    sql: applyEdits(text, [
      { ...async, text: 'CONCURRENTLY' },
      { ...nameAndTable.table, text: source },
    ]),
    searchPath: table.searchPath,
    table: table.oid,
    object: `${table.schema}.${name ?? table.name}`,
  };
}

/** Checks an ALTER TABLE ASYNC … VALIDATE CONSTRAINT. */
export async function prepareValidation(
  link: Link,
  { text }: Judged,
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
    table: table.oid,
    object: `${table.schema}.${constraint}`,
  };
}

/** The table of the name in the session's search path, which the session's user must own. */
async function tableOf(link: Link, { schema, name }: Named): Promise<Table | Refusal> {
  const written = schema ? `${quoteName(schema)}.${quoteName(name)}` : quoteName(name);
  const [row] = await ask(
    link,
    `SELECT c.oid, n.nspname, c.relname, pg_catalog.pg_has_role(c.relowner, 'USAGE'),
            pg_catalog.array_to_json(pg_catalog.current_schemas(false))
     FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE c.oid = pg_catalog.to_regclass($1)`,
    [written],
  );
  if (!row)
    return { sqlstate: '42P01', message: `relation "${schema ? `${schema}.` : ''}${name}" does not exist` };
  const [oid, inSchema, tableName, isOwner, schemas] = row;
  if (isOwner !== 't') return { sqlstate: '42501', message: `must be owner of table ${name}` };
  const path: unknown = JSON.parse(schemas ?? '[]');
  const searchPath = searchPathOf(Array.isArray(path) ? path.map(String) : []);
  return { oid: oid ?? '0', schema: inSchema ?? '', name: tableName ?? '', searchPath };
}

/** A refusal, or PostgreSQL's own error. */
export const isQueryError = (error: unknown): error is QueryError => error instanceof QueryError;
