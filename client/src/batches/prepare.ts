import { setTimeout as delay } from 'node:timers/promises';
import type { Batching, Unbatchable } from '../../../server/src/core/semantics/batching.js';
import { type Cause, failureText } from '../connection/failures.js';
import { send } from '../connection/send.js';
import type { Session } from '../connection/session.js';
import { delayBefore } from '../runner/retry.js';
import { type Ask, readCatalog } from './catalog.js';
import { createSql, enterSql, type Ledger, ledgerName } from './ledger.js';
import { type BatchPlan, literal, planOf } from './plan.js';

/** What the language server makes of a statement. `now`: the time that its clocks shall tell. */
export type AskBatching = (sql: string, now: string) => Promise<Batching>;

/**
 * Questions on the session that the batches run in, with its search path; they reject with a sentence. Each can be asked
 * again without harm, and is, if another transaction or the connection was in its way.
 */
export const askOn =
  (session: Pick<Session, 'run'>): Ask =>
  async (sql) => {
    for (let attempt = 1; ; attempt++) {
      const answer = await send(session, sql);
      if (answer.kind === 'answered') return answer.rows;
      if (!passing.has(answer.cause) || attempt === attempts) throw new Error(failureText(answer.failure));
      await delay(delayBefore(attempt, Math.random));
    }
  };

const attempts = 5;

const passing: ReadonlySet<Cause> = new Set(['conflict', 'schemaChanged', 'connectionLost', 'unavailable']);

/** Plans a statement on a session that reads names as the person's own does, or says why it cannot be done in batches. */
export async function prepare(
  session: Pick<Session, 'run'>,
  statement: string,
  askBatching: AskBatching,
  rows: number,
): Promise<BatchPlan | Unbatchable> {
  const ask = askOn(session);
  const [[now] = []] = await ask('SELECT now()');
  const batching = await askBatching(statement, now ?? '');
  if (batching.kind === 'unbatchable') return batching;
  const catalog = await readCatalog(ask, batching);
  return planOf(statement, batching, catalog, { rows, settings: await settingsOf(ask) });
}

/** The parameters that decide how names are found, and how values are read and written. */
const parameters = ['search_path', 'TimeZone', 'DateStyle', 'IntervalStyle', 'extra_float_digits'] as const;

async function settingsOf(ask: Ask): Promise<readonly string[]> {
  const list = parameters.map((name) => `current_setting('${name}')`).join(', ');
  const [[role, user, ...values] = []] = await ask(`SELECT current_user, session_user, ${list}`);
  return [
    ...parameters.map((name, at) => {
      const value = values[at] ?? '';
      // The path is a list of names already; in quotes it would be a single one
      return `SET ${name} = ${name === 'search_path' && value !== '' ? value : literal(value)}`;
    }),
    ...(role && role !== user ? [`SET ROLE ${literal(role)}`] : []),
  ];
}

/** Whether the table that keeps the progress is there. */
export async function hasLedger(ask: Ask, { table }: Pick<Ledger, 'table'>): Promise<boolean> {
  const rows = await ask(
    `SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = ${literal(table.schema)} AND c.relname = ${literal(ledgerName)}`,
  );
  return rows.length > 0;
}

/** Writes a run down before its first batch. */
export async function enter(ask: Ask, ledger: Ledger, plan: BatchPlan): Promise<void> {
  await ask(createSql(ledger.table));
  await ask(enterSql(ledger, plan));
}
