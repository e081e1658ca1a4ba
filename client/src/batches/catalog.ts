import type { Batchable } from '../../../server/src/core/semantics/batching.js';
import type { TableName } from '../../../server/src/core/semantics/tableName.js';
import { quoteName } from '../../../server/src/core/syntax/names.js';
import type { Ask } from '../connection/answer.js';
import { literal, type PinnedTable, type Table } from './table.js';

/** What the catalog says of the tables and functions that a statement names. */
export interface BatchCatalog {
  readonly changed: BatchRelation;
  readonly walked: BatchRelation;
  readonly reads: readonly BatchRelation[];
  /** The primary key of the walked table, in order; empty without one. */
  readonly key: readonly KeyColumn[];
  /** Indexes of the changed table, its primary key among them. */
  readonly indexes: number;
  readonly references: readonly Reference[];
  readonly functions: readonly FunctionFact[];
}

export interface BatchRelation extends PinnedTable {
  readonly kind: 'table' | 'other';
}

export interface KeyColumn {
  readonly name: string;
  /** As `format_type` writes it. */
  readonly type: string;
}

/** A foreign key of, or to, the changed table. */
export interface Reference {
  readonly isToItself: boolean;
  /** A change of the table changes rows that refer to it: CASCADE, SET NULL, SET DEFAULT. */
  readonly carriesOn: boolean;
}

export interface FunctionFact extends Table {
  readonly volatility: 'immutable' | 'stable' | 'volatile';
  readonly kind: 'function' | 'aggregate' | 'window';
}

/** The schema of each table that a statement names without one. */
export function schemasOf(
  { changed, walked, reads }: Batchable,
  catalog: Pick<BatchCatalog, 'changed' | 'walked' | 'reads'>,
): Readonly<Record<string, string>> {
  const found = [catalog.changed, catalog.walked, ...catalog.reads];
  const named = [changed, walked, ...reads].flatMap(({ schema, name }, at) =>
    schema === undefined ? [[name, found[at]?.schema ?? ''] as const] : [],
  );
  return Object.fromEntries(named);
}

/** Rejects with the server's words where a table does not exist. */
export async function readCatalog(
  ask: Ask,
  { changed, walked, reads, calls }: Batchable,
): Promise<BatchCatalog> {
  const [first, second, ...others] = await relations(ask, [changed, walked, ...reads]);
  if (!first || !second) throw new Error('The tables of the statement cannot be looked up.');
  return {
    changed: first,
    walked: second,
    reads: others,
    key: await primaryKey(ask, second.oid),
    indexes: Number(
      (await ask(`SELECT count(*) FROM pg_catalog.pg_index WHERE indrelid = ${first.oid}`))[0]?.[0],
    ),
    references: await references(ask, first.oid),
    functions: await functions(ask, [...new Set(calls.map(({ name }) => name))]),
  };
}

async function relations(ask: Ask, names: readonly TableName[]): Promise<readonly BatchRelation[]> {
  const found: BatchRelation[] = [];
  for (const { schema, name } of names) {
    const written = schema === undefined ? quoteName(name) : `${quoteName(schema)}.${quoteName(name)}`;
    const [row] = await ask(
      `SELECT c.oid, n.nspname, c.relname, c.relkind FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.oid = ${literal(written)}::regclass`,
    );
    const [oid, schemaName, table, kind] = row ?? [];
    if (oid && schemaName && table)
      found.push({ oid, schema: schemaName, name: table, kind: kind === 'r' ? 'table' : 'other' });
  }
  return found;
}

/** By the constraint: the index of a primary key in Aurora DSQL includes all other columns as well. */
async function primaryKey(ask: Ask, oid: string): Promise<readonly KeyColumn[]> {
  const [[numbers] = []] = await ask(
    `SELECT conkey FROM pg_catalog.pg_constraint WHERE conrelid = ${oid} AND contype = 'p'`,
  );
  if (!numbers) return [];
  const rows = await ask(
    `SELECT attnum, attname, pg_catalog.format_type(atttypid, atttypmod) FROM pg_catalog.pg_attribute WHERE attrelid = ${oid} AND attnum > 0`,
  );
  const columns = new Map(
    rows.map(([number, name, type]) => [number, { name: name ?? '', type: type ?? '' }]),
  );
  return numbers
    .slice(1, -1)
    .split(',')
    .flatMap((number) => columns.get(number) ?? []);
}

/** https://www.postgresql.org/docs/16/catalog-pg-constraint.html: a, r: nothing is carried on */
async function references(ask: Ask, oid: string): Promise<readonly Reference[]> {
  const rows = await ask(
    `SELECT conrelid = confrelid, confrelid = ${oid} AND (confdeltype NOT IN ('a', 'r') OR confupdtype NOT IN ('a', 'r'))
FROM pg_catalog.pg_constraint WHERE contype = 'f' AND (conrelid = ${oid} OR confrelid = ${oid})`,
  );
  return rows.map(([isToItself, carriesOn]) => ({
    isToItself: isToItself === 't',
    carriesOn: carriesOn === 't',
  }));
}

async function functions(ask: Ask, names: readonly string[]): Promise<readonly FunctionFact[]> {
  if (names.length === 0) return [];
  const rows = await ask(
    `SELECT DISTINCT n.nspname, p.proname, p.provolatile, p.prokind FROM pg_catalog.pg_proc p
JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace WHERE p.proname IN (${names.map(literal).join(', ')})`,
  );
  return rows.map(([schema, name, volatility, kind]) => ({
    schema: schema ?? '',
    name: name ?? '',
    volatility: volatilities[volatility ?? ''] ?? 'volatile',
    kind: kinds[kind ?? ''] ?? 'function',
  }));
}

const volatilities: Readonly<Record<string, FunctionFact['volatility']>> = { i: 'immutable', s: 'stable' };
const kinds: Readonly<Record<string, FunctionFact['kind']>> = { a: 'aggregate', w: 'window' };
