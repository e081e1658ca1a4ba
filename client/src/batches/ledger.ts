import { quoteName, quoteObject } from '../../../server/src/core/syntax/names.js';
import { type BatchPlan, groundsSql, type Key } from './plan.js';
import { literal, type Table } from './table.js';

/**
 * A table that keeps the progress of runs in batches. Each batch counts itself in it within its own transaction, so what
 * it says is what was kept, whatever happened to the connection. Two that do the same batch change the same row: at most
 * one of them commits. Nothing in it is ever run as SQL: see `keptRuns.ts`.
 */
export const ledgerName = 'dsql_batches';

/** The columns, each with its type as `format_type` writes it. */
export const ledgerColumns: Readonly<Record<string, { readonly type: string; readonly isOptional?: true }>> =
  {
    id: { type: 'uuid' },
    version: { type: 'integer' },
    cluster: { type: 'text' },
    role: { type: 'text' },
    plan: { type: 'text' },
    batches: { type: 'bigint' },
    rows: { type: 'bigint' },
    after_key: { type: 'text', isOptional: true },
    is_done: { type: 'boolean' },
    started_at: { type: 'timestamp with time zone' },
    changed_at: { type: 'timestamp with time zone' },
  };

/** What the rows of this version of the extension hold. */
export const ledgerVersion = 3;

/** Where the progress of a run is kept. */
export interface Ledger {
  readonly table: Table;
  /** The id of the run, a UUID. */
  readonly id: string;
}

/** Who runs something, and where: only they go on with it. */
export interface Owner {
  /** The id of the cluster. */
  readonly cluster: string;
  /** The role of the database. */
  readonly role: string;
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

export const nothingDone: Progress = { batches: 0, rows: 0, after: undefined, isDone: false };

export const ledgerTable = (schema: string): Table => ({ schema, name: ledgerName });

export function createSql(table: Table): string {
  const columns = Object.entries(ledgerColumns).map(([name, { type, isOptional }]) => {
    const rest = name === 'id' ? ' PRIMARY KEY' : isOptional ? '' : ' NOT NULL';
    return `  ${quoteName(name)} ${type}${rest}`;
  });
  // It may be repeated where the answer was lost; what is there then is looked at before it is used
  return `CREATE TABLE IF NOT EXISTS ${quoteObject(table)} (\n${columns.join(',\n')}\n)`;
}

/** Repeating it does no harm. */
export const enterSql = ({ table, id }: Ledger, plan: BatchPlan, { cluster, role }: Owner): string =>
  `INSERT INTO ${quoteObject(table)} (id, version, cluster, role, plan, batches, rows, is_done, started_at, changed_at)
VALUES (${[id, String(ledgerVersion), cluster, role, JSON.stringify(plan)].map(literal).join(', ')}, 0, 0, false, now(), now())
ON CONFLICT (id) DO NOTHING`;

/**
 * Counts a batch: of one row, or of none where someone else has done it already. Answers what the plan takes for granted, so
 * that the batch is not kept where it was about other tables.
 */
export const countBatchSql = (
  { table, id }: Ledger,
  before: Progress,
  after: Progress,
  plan: Pick<BatchPlan, 'settings' | 'tables'>,
): string =>
  `UPDATE ${quoteObject(table)}
SET batches = ${after.batches}, rows = ${after.rows}, after_key = ${
    after.after ? literal(JSON.stringify(after.after)) : 'NULL'
  }, is_done = ${after.isDone}, changed_at = now()
WHERE id = ${literal(id)} AND batches = ${before.batches} AND NOT is_done
RETURNING ${groundsSql(plan)}`;

export const removeSql = ({ table, id }: Ledger): string =>
  `DELETE FROM ${quoteObject(table)} WHERE id = ${literal(id)}`;

export const progressSql = ({ table, id }: Ledger): string =>
  `SELECT batches, rows, after_key, is_done FROM ${quoteObject(table)} WHERE id = ${literal(id)}`;

/** The progress in a row of `progressSql`; undefined if there is no row, or none that a run has written. */
export function progressOf(row: readonly (string | null)[] | undefined): Progress | undefined {
  const [batches, rows, after, isDone] = row ?? [];
  const key = after ? keyIn(after) : undefined;
  const progress = { batches: Number(batches), rows: Number(rows), after: key, isDone: isDone === 't' };
  const isWhole = [progress.batches, progress.rows].every(
    (count) => Number.isSafeInteger(count) && count >= 0,
  );
  return row && isWhole && (after === null || key) ? progress : undefined;
}

function keyIn(json: string): Key | undefined {
  const values = parsed(json);
  return isTexts(values) ? values : undefined;
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

/** What JSON says; undefined for what is none. */
export function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
