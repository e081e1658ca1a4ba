import { quoteName } from '../../../server/src/core/syntax/names.js';
import type { Ask } from './catalog.js';
import { type BatchPlan, type Key, literal, type Table } from './plan.js';

/**
 * A table that keeps the progress of runs in batches. Each batch counts itself in it within its own transaction, so what
 * it says is what was kept, whatever happened to the connection. Two that do the same batch change the same row: at most
 * one of them commits.
 */
export const ledgerName = 'dsql_batches';

/** Where the progress of a plan is kept: beside the table that it changes. */
export interface Ledger {
  readonly table: Table;
  /** The id of the run, a UUID. */
  readonly id: string;
}

/** How far a run has come. */
export interface Progress {
  readonly batches: number;
  /** Rows that were changed. */
  readonly rows: number;
  /** The last row of the last batch. */
  readonly after: Key | undefined;
  readonly isDone: boolean;
}

export const ledgerOf = ({ changed }: BatchPlan, id: string): Ledger => ({
  table: { schema: changed.schema, name: ledgerName },
  id,
});

export const nameOf = ({ schema, name }: Table): string => `${quoteName(schema)}.${quoteName(name)}`;

export const createSql = (table: Table): string => `CREATE TABLE IF NOT EXISTS ${nameOf(table)} (
  id uuid PRIMARY KEY,
  plan text NOT NULL,
  batches bigint NOT NULL,
  rows bigint NOT NULL,
  after_key text,
  is_done boolean NOT NULL,
  started_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL
)`;

/** Repeating it does no harm. */
export const enterSql = ({ table, id }: Ledger, plan: BatchPlan): string =>
  `INSERT INTO ${nameOf(table)} (id, plan, batches, rows, is_done, started_at, changed_at)
VALUES (${literal(id)}, ${literal(JSON.stringify(plan))}, 0, 0, false, now(), now()) ON CONFLICT (id) DO NOTHING`;

/** Counts a batch: of one row, or of none where somebody else has done it already. */
export const countBatchSql = ({ table, id }: Ledger, before: Progress, after: Progress): string =>
  `UPDATE ${nameOf(table)}
SET batches = ${after.batches}, rows = ${after.rows}, after_key = ${
    after.after ? literal(JSON.stringify(after.after)) : 'NULL'
  }, is_done = ${after.isDone}, changed_at = now()
WHERE id = ${literal(id)} AND batches = ${before.batches} AND NOT is_done`;

export const removeSql = ({ table, id }: Ledger): string =>
  `DELETE FROM ${nameOf(table)} WHERE id = ${literal(id)}`;

export const progressSql = ({ table, id }: Ledger): string =>
  `SELECT batches, rows, after_key, is_done FROM ${nameOf(table)} WHERE id = ${literal(id)}`;

/** The progress in a row of `progressSql`; undefined if there is no row. */
export function progressOf(row: readonly (string | null)[] | undefined): Progress | undefined {
  if (!row) return undefined;
  const [batches, rows, after, isDone] = row;
  return {
    batches: Number(batches),
    rows: Number(rows),
    after: after ? keyIn(after) : undefined,
    isDone: isDone === 't',
  };
}

/** A run that was not finished, or whose end nobody has read. */
export interface KeptRun {
  readonly ledger: Ledger;
  readonly plan: BatchPlan;
  readonly progress: Progress;
  /** As the server writes it. */
  readonly changedAt: string;
}

/** All runs that the ledgers of a cluster keep, the newest first. */
export async function keptRuns(ask: Ask): Promise<readonly KeptRun[]> {
  const schemas = await ask(
    `SELECT n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relname = ${literal(ledgerName)} AND c.relkind = 'r' ORDER BY n.nspname`,
  );
  const runs: KeptRun[] = [];
  for (const [schema] of schemas) {
    const table = { schema: schema ?? '', name: ledgerName };
    const rows = await ask(
      `SELECT batches, rows, after_key, is_done, id, plan, changed_at FROM ${nameOf(table)} ORDER BY changed_at DESC`,
    );
    for (const row of rows) {
      const progress = progressOf(row);
      const [id, plan, changedAt] = row.slice(4);
      if (!progress || !id || !plan) continue;
      runs.push({ ledger: { table, id }, plan: planIn(plan), progress, changedAt: changedAt ?? '' });
    }
  }
  return runs;
}

/** A ledger is written by this extension only, each time as its own type says. */
const planIn = (text: string): BatchPlan => JSON.parse(text);

function keyIn(text: string): Key {
  const values: unknown = JSON.parse(text);
  return Array.isArray(values) ? values.map(String) : [];
}
