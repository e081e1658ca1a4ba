import { formatType } from '../../../server/src/core/catalog/formatType.js';
import type { ForeignKey } from '../../../server/src/core/catalog/model.js';
import { maxRows } from '../../../server/src/core/dialect/limits.js';
import type { Batchable, Unbatchable } from '../../../server/src/core/semantics/batching.js';
import type { TableName } from '../../../server/src/core/semantics/tableName.js';
import { quoteName, quoteObject } from '../../../server/src/core/syntax/names.js';
import type { BatchCatalog } from './catalog.js';
import { literal, type PinnedTable, type Table } from './table.js';

/** A column of the primary key, with its type as SQL writes it. */
export interface KeyColumn {
  readonly name: string;
  readonly type: string;
}

/**
 * How a statement is done in batches. Plain data: it is kept with the progress, so that another window can make it again
 * from the statement and compare.
 */
export interface BatchPlan {
  /** As the person wrote it. */
  readonly statement: string;
  /** The time that its clocks tell, in the form of ISO 8601. */
  readonly at: string;
  /** Rows of a batch, as they were asked for. */
  readonly wanted: number;
  readonly verb: Batchable['verb'];
  readonly head: string;
  readonly condition: string | undefined;
  readonly tail: string;
  readonly changed: Table;
  /** The table whose rows are gone through, and how FROM names it. */
  readonly walked: Table;
  readonly from: string;
  /** What precedes the columns of its primary key. */
  readonly alias: string;
  readonly key: readonly KeyColumn[];
  /** All tables that the statement names, as they were when it was planned. */
  readonly tables: readonly PinnedTable[];
  /** Rows of a batch, until one proves too large. */
  readonly rows: number;
  /** How the session reads names and values. */
  readonly settings: Settings;
}

/** The parameters that decide how names are found, and how values are read and written. */
export const parameters = [
  'search_path',
  'TimeZone',
  'DateStyle',
  'IntervalStyle',
  'extra_float_digits',
] as const;

export type Settings = Readonly<Record<(typeof parameters)[number], string | null>>;

/** The primary key of a row, each value as the server writes it. */
export type Key = readonly string[];

/**
 * Joins what the text and what the catalog say. `wanted`: rows of a batch; it has fewer where many indexes make them heavy, as a
 * transaction may change 10 MiB, index entries counted.
 */
export function planOf(
  statement: string,
  batching: Batchable,
  catalog: BatchCatalog,
  { at, wanted, settings }: Pick<BatchPlan, 'at' | 'wanted' | 'settings'>,
): BatchPlan | Unbatchable {
  const reason = refusal(batching, catalog);
  if (reason !== undefined) return { kind: 'unbatchable', reason };
  const { verb, head, condition, tail, alias } = batching;
  const { changed, walked, reads, key, indexes } = catalog;
  const name = alias ?? walked.name;
  const table = quoteObject(walked);
  return {
    statement,
    at,
    wanted,
    verb,
    head,
    condition,
    tail,
    changed: { schema: changed.schema, name: changed.name },
    walked: { schema: walked.schema, name: walked.name },
    from: name === walked.name ? table : `${table} AS ${quoteName(name)}`,
    alias: quoteName(name),
    key: key.map(({ name, type }) => ({ name, type: type ? formatType(type) : '' })),
    tables: pinned([changed, walked, ...reads]),
    rows: rowsOfBatch(wanted, indexes),
    settings,
  };
}

const pinned = (tables: readonly PinnedTable[]): readonly PinnedTable[] => [
  ...new Map(tables.map(({ schema, name, oid }) => [oid, { schema, name, oid }])).values(),
];

/** A transaction also changes the row that keeps the progress. */
const mostRows = maxRows - 1;

const lightIndexes = 4;

function rowsOfBatch(wanted: number, indexes: number): number {
  const light = Math.floor((wanted * lightIndexes) / Math.max(indexes, lightIndexes));
  return Math.min(Math.max(light, 1), mostRows);
}

const quoted = ({ schema, name }: TableName): string =>
  `"${schema === undefined ? '' : `${schema}.`}${name}"`;

/** Why batches would do something else than the statement; the first reason. */
function refusal(batching: Batchable, catalog: BatchCatalog): string | undefined {
  const { verb, sets, calls, meetBy } = batching;
  const { changed, walked, reads, key, foreignKeys, referring, functions } = catalog;
  const other = [changed, walked].find(({ kind }) => kind !== 'table');
  if (other) return `${quoted(other)} is not a table.`;
  if (key.length === 0) return `${quoted(walked)} has no primary key, which batches need.`;
  const set = sets.find((column) => key.some(({ name }) => name === column));
  if (set !== undefined)
    return `It changes "${set}", a column of the primary key: a row could come up twice.`;
  const same = (table: TableName) => table.schema === changed.schema && table.name === changed.name;
  if (verb === 'INSERT' && same(walked)) return `It reads ${quoted(walked)}, which it fills.`;
  const read = reads.find(same);
  if (read) return `A query in it reads ${quoted(read)}, which earlier batches have changed.`;
  const view = reads.find(({ kind }) => kind !== 'table');
  if (view) return `A query in it reads ${quoted(view)}, which is not a table.`;
  if (foreignKeys.some(({ target }) => same(target)))
    return `Rows of ${quoted(changed)} refer to each other by a foreign key, also across batches.`;
  if (verb !== 'INSERT' && reads.length > 0 && referring.some(carriesOn))
    return `Changes of ${quoted(changed)} cascade to other tables, and a query in the statement reads tables.`;
  const missed = meetBy && key.find(({ name }) => !meetBy.includes(name));
  if (missed)
    return `Two rows could meet the same one ON CONFLICT: its columns do not take "${missed.name}" as it is.`;
  for (const call of calls) {
    const reason = callRefusal(call, functions);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

/** A change of the table changes rows that refer to it. */
const carriesOn = ({ onUpdate, onDelete }: ForeignKey): boolean =>
  [onUpdate, onDelete].some((action) => action !== 'no action' && action !== 'restrict');

/**
 * Stable functions of PostgreSQL that depend on the session's settings only, so that they answer the same in each batch.
 * The others look at the catalog, the transaction or the time.
 */
const steady: ReadonlySet<string> = new Set(
  `array_to_string concat concat_ws convert_from convert_to date date_part date_trunc extract format generate_series json_agg json_build_array
  json_build_object jsonb_agg jsonb_build_array jsonb_build_object length make_timestamptz quote_literal quote_nullable
  row_to_json string_agg time timestamp timestamptz timetz timezone to_char to_date to_json to_jsonb to_number
  to_timestamp`.split(/\s+/),
);

function callRefusal(
  { schema, name, place, isInner }: Batchable['calls'][number],
  functions: BatchCatalog['functions'],
): string | undefined {
  const meant = functions.filter(
    (one) => one.name === name && (schema === undefined || one.schema === schema),
  );
  const named = `The function ${quoted({ schema, name })}`;
  if (!isInner && meant.some(({ routineKind }) => routineKind === 'aggregate' || routineKind === 'window'))
    return `${named} needs the rows of all batches.`;
  const own = meant.find((one) => one.schema !== 'pg_catalog' && one.volatility !== 'immutable');
  if (own)
    return `The function ${quoted(own)} may read what earlier batches have changed: it is not immutable.`;
  const builtIn = meant.filter((one) => one.schema === 'pg_catalog');
  const isSteady = steady.has(name) || builtIn.every(({ volatility }) => volatility === 'immutable');
  if (isSteady) return undefined;
  // A value that is new for each row is new for each row in batches as well.
  const isVolatile = builtIn.every(({ volatility }) => volatility === 'volatile');
  if (place === 'value' && isVolatile && !isInner) return undefined;
  return `${named} may return another value in each batch.`;
}

/** Which rows a batch is about: those behind one key, up to another. */
export interface Range {
  readonly after: Key | undefined;
  /** Undefined: all that are left. */
  readonly upTo: Key | undefined;
}

/** Asks for the key of the last row of a batch and of the one behind it: less than two rows if this is the last batch. */
export const boundarySql = (plan: BatchPlan, after: Key | undefined, rows: number): string =>
  [
    `SELECT ${keyOf(plan)} FROM ${plan.from}`,
    ...where(plan, { after, upTo: undefined }),
    `ORDER BY ${keyOf(plan)} OFFSET ${rows - 1} LIMIT 2`,
  ].join('\n');

/** Does a batch. */
export const changeSql = (plan: BatchPlan, range: Range): string =>
  [plan.head, ...where(plan, range), ...(plan.tail === '' ? [] : [plan.tail])].join('\n');

/** Expressions for what the plan takes for granted: `changeOf` holds their values against it. */
export const groundsSql = ({ tables }: Pick<BatchPlan, 'tables'>): string =>
  [
    ...parameters.map((name) => `pg_catalog.current_setting(${literal(name)})`),
    ...tables.map((table) => `${literal(quoteObject(table))}::pg_catalog.regclass::pg_catalog.oid`),
  ].join(',\n  ');

/** What is no longer as it was when a run began, from the values of `groundsSql`: a sentence, or undefined. */
export function changeOf(
  { settings, tables }: BatchPlan,
  values: readonly (string | null)[],
): string | undefined {
  const other = parameters.find((name, at) => (settings[name] ?? '') !== (values[at] ?? ''));
  if (other) return settingChange(other, settings[other], values[parameters.indexOf(other)]);
  const table = tables.find(({ oid }, at) => oid !== values[parameters.length + at]);
  return table && tableChange(table);
}

export const settingChange = (name: string, before: string | null, now: string | null | undefined): string =>
  `${name} was "${before ?? ''}" when the run began, and is "${now ?? ''}" now: SET it back first.`;

export const tableChange = (table: Table): string =>
  `${quoted(table)} is another table than it was when the run began.`;

/** Counts the rows that are left. */
export const countSql = (plan: BatchPlan, after: Key | undefined): string =>
  [`SELECT count(*) FROM ${plan.from}`, ...where(plan, { after, upTo: undefined })].join('\n');

const keyOf = ({ alias, key }: BatchPlan): string =>
  key.map(({ name }) => `${alias}.${quoteName(name)}`).join(', ');

function where(plan: BatchPlan, { after, upTo }: Range): readonly string[] {
  const many = plan.key.length > 1;
  const columns = many ? `(${keyOf(plan)})` : keyOf(plan);
  const values = (key: Key) => {
    const typed = plan.key.map(({ type }, at) => `${literal(key[at] ?? '')}::${type}`).join(', ');
    return many ? `(${typed})` : typed;
  };
  const tests = [
    ...(plan.condition === undefined ? [] : [`(${plan.condition})`]),
    ...(after ? [`${columns} > ${values(after)}`] : []),
    ...(upTo ? [`${columns} <= ${values(upTo)}`] : []),
  ];
  return tests.length === 0 ? [] : [`WHERE ${tests.join('\n  AND ')}`];
}
