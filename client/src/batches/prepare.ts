import { setTimeout as delay } from 'node:timers/promises';
import type { Ask, Cause } from '../../../server/src/connection/answer.js';
import { failureText } from '../../../server/src/connection/failures.js';
import { send } from '../../../server/src/connection/send.js';
import type { Session } from '../../../server/src/connection/session.js';
import type { BatchFacts, Batching, Unbatchable } from '../../../server/src/core/semantics/batching.js';
import { delayBefore } from '../../../server/src/running/retry.js';
import { readCatalog, schemasOf } from './catalog.js';
import { type BatchPlan, parameters, planOf, type Settings } from './plan.js';
import { literal } from './table.js';

/** What the language server makes of a statement. */
export type AskBatching = (sql: string, facts: BatchFacts) => Promise<Batching>;

/**
 * Questions on the session that the batches run in, with its search path; they reject with a sentence. Each can be asked
 * again without harm, and is, if another transaction or the connection was in its way.
 */
export const askOn =
  (session: Pick<Session, 'run'>): Ask =>
  async (sql, values = []) => {
    // A statement of a person's session has no parameters
    const text = sql.replace(/\$(\d+)/g, (parameter, number) => {
      const value = values[Number(number) - 1];
      return value === undefined ? parameter : value === null ? 'NULL' : literal(value);
    });
    for (let attempt = 1; ; attempt++) {
      const answer = await send(session, text);
      if (answer.kind === 'answered') return answer.rows;
      if (!passing.has(answer.cause) || attempt === attempts) throw new Error(failureText(answer.failure));
      await delay(delayBefore(attempt, Math.random));
    }
  };

const attempts = 5;

const passing: ReadonlySet<Cause> = new Set(['conflict', 'schemaChanged', 'connectionLost', 'unavailable']);

/**
 * Plans a statement on a session that reads names as the person's own does, or says why it cannot be done in batches.
 * `at`: the time that its clocks tell; the server's own if it is missing.
 */
export async function prepare(
  session: Pick<Session, 'run'>,
  { statement, wanted, at }: { readonly statement: string; readonly wanted: number; readonly at?: string },
  askBatching: AskBatching,
): Promise<BatchPlan | Unbatchable> {
  const ask = askOn(session);
  const time = at ?? (await timeOf(ask));
  const named = await askBatching(statement, { now: time });
  if (named.kind === 'unbatchable') return named;
  const catalog = await readCatalog(ask, named);
  // Each table is looked up once: a name means the same in every batch, whatever the search path finds later
  const batching = await askBatching(statement, { now: time, schemas: schemasOf(named, catalog) });
  if (batching.kind === 'unbatchable') return batching;
  return planOf(statement, batching, catalog, { at: time, wanted, settings: await settingsOf(ask) });
}

/** The server's time in the form of ISO 8601, whatever its settings say about dates. */
async function timeOf(ask: Ask): Promise<string> {
  const [[epoch] = []] = await ask('SELECT extract(epoch FROM now())');
  const [, seconds = '', fraction = ''] = /^(\d+)(\.\d{1,6})?$/.exec(epoch ?? '') ?? [];
  if (seconds === '') throw new Error('The server did not return the time.');
  return `${new Date(Number(seconds) * 1_000).toISOString().slice(0, 19)}${fraction}Z`;
}

async function settingsOf(ask: Ask): Promise<Settings> {
  const list = parameters.map((name) => `pg_catalog.current_setting(${literal(name)})`).join(', ');
  const [values = []] = await ask(`SELECT ${list}`);
  const [search_path, TimeZone, DateStyle, IntervalStyle, extra_float_digits] = values.map(
    (one) => one ?? null,
  );
  return {
    search_path: search_path ?? null,
    TimeZone: TimeZone ?? null,
    DateStyle: DateStyle ?? null,
    IntervalStyle: IntervalStyle ?? null,
    extra_float_digits: extra_float_digits ?? null,
  };
}
