import { isDeepStrictEqual } from 'node:util';
import type { Ask } from '../../../server/src/connection/answer.js';
import { quoteObject } from '../../../server/src/core/syntax/names.js';
import { visible } from '../../../server/src/core/text/visible.js';
import { listOf, nullOr, oneOf, optional, record, text, whole } from '../results/shape.js';
import { type Ledger, ledgerVersion, type Owner, type Progress, parsed, progressOf } from './ledger.js';
import { findLedgers } from './ledgerTable.js';
import { type BatchPlan, parameters, type Settings, settingChange, tableChange } from './plan.js';
import type { PinnedTable, Table } from './table.js';

/** A run that was not finished, or whose end nobody has read. */
export interface KeptRun {
  readonly ledger: Ledger;
  /** What was planned, to be checked against what is planned again; none of its SQL is run. */
  readonly plan: BatchPlan;
  readonly progress: Progress;
  /** As the server writes it. */
  readonly changedAt: string;
}

export interface KeptRuns {
  /** The newest first. */
  readonly runs: readonly KeptRun[];
  /** A sentence on each table or row that is not a run of this role on this cluster. */
  readonly leftOut: readonly string[];
}

/** Characters of a plan and a key: no statement of a person is longer. */
const longest = 400_000;
const mostRows = 200;

/** The runs that the ledgers of a role keep on a cluster. What is none of these runs is left out, and told. */
export async function keptRuns(ask: Ask, cluster: string): Promise<KeptRuns> {
  const { usable, leftOut } = await findLedgers(ask);
  const runs: KeptRun[] = [];
  const told: string[] = [...leftOut];
  for (const table of usable) {
    const rows = await ask(rowsSql(table));
    for (const row of rows.slice(0, mostRows)) {
      const [role, ...rest] = row;
      const read = runIn(table, rest, { cluster, role: role ?? '' });
      if (typeof read === 'string') told.push(`A run in "${table.schema}.${table.name}" ${read}`);
      else runs.push(read);
    }
    if (rows.length > mostRows)
      told.push(`"${table.schema}.${table.name}" has more than ${mostRows} rows: the oldest are not shown.`);
  }
  return { runs, leftOut: told.map(visible) };
}

const rowsSql = (table: Table): string => {
  const size = "pg_catalog.length(plan) + pg_catalog.length(coalesce(after_key, ''))";
  const short = (column: string) => `CASE WHEN ${size} <= ${longest} THEN ${column} END`;
  return `SELECT current_user, version, id, cluster, role, ${size} > ${longest}, ${short('plan')}, changed_at,
  batches, rows, ${short('after_key')}, is_done
FROM ${quoteObject(table)} ORDER BY changed_at DESC LIMIT ${mostRows + 1}`;
};

/** The run in a row, or how a sentence on it goes on. */
function runIn(table: Table, row: readonly (string | null)[], owner: Owner): KeptRun | string {
  const [version, id, cluster, role, isTooLong, json, changedAt, ...counts] = row;
  if (version !== String(ledgerVersion)) return 'is of another version of this extension.';
  if (cluster !== owner.cluster) return 'belongs to another cluster.';
  if (role !== owner.role) return `belongs to the role "${role ?? ''}".`;
  if (isTooLong !== 'f') return 'is longer than any that was written here.';
  const plan = parsed(json ?? '');
  const progress = progressOf(counts);
  const isSound =
    isPlan(plan) &&
    isMoment(plan.at) &&
    plan.wanted > 0 &&
    progress !== undefined &&
    (!progress.after || progress.after.length === plan.key.length);
  if (!isSound || !id || !/^[0-9a-f-]{36}$/.test(id)) return 'cannot be read.';
  return { ledger: { table, id }, plan, progress, changedAt: changedAt ?? '' };
}

const tableShape = record({ schema: text, name: text });

const isPlan = record({
  statement: text,
  at: text,
  wanted: whole,
  verb: oneOf('UPDATE', 'DELETE', 'INSERT'),
  head: text,
  condition: optional(text),
  tail: text,
  changed: tableShape,
  walked: tableShape,
  from: text,
  alias: text,
  key: listOf(record({ name: text, type: text })),
  tables: listOf(record({ schema: text, name: text, oid: text })),
  rows: whole,
  settings: record({
    search_path: nullOr(text),
    TimeZone: nullOr(text),
    DateStyle: nullOr(text),
    IntervalStyle: nullOr(text),
    extra_float_digits: nullOr(text),
  } satisfies Record<keyof Settings, unknown>),
});

const isMoment = (at: string): boolean => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z$/.test(at);

/**
 * How a plan differs from the one that a run began with: a sentence, or undefined if it does the same. Batches may be of
 * another size.
 */
export function differenceOf(began: BatchPlan, now: BatchPlan): string | undefined {
  const setting = parameters.find((name) => (began.settings[name] ?? '') !== (now.settings[name] ?? ''));
  if (setting) return settingChange(setting, began.settings[setting], now.settings[setting]);
  const keyOf = ({ key }: BatchPlan) => key.map(({ name, type }) => `${name} ${type}`).join(', ');
  if (keyOf(began) !== keyOf(now))
    return `The primary key was (${keyOf(began)}) when the run began, and is (${keyOf(now)}) now.`;
  const isOther = ({ schema, name, oid }: PinnedTable) =>
    now.tables.some((table) => table.schema === schema && table.name === name && table.oid !== oid);
  const table = began.tables.find(isOther);
  if (table) return tableChange(table);
  const { rows: _, ...one } = began;
  const { rows: __, ...other } = now;
  const same = isDeepStrictEqual(JSON.parse(JSON.stringify(one)), JSON.parse(JSON.stringify(other)));
  return same ? undefined : 'The statement would no longer do what it did when the run began.';
}
