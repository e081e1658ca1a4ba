import * as vscode from 'vscode';
import { failureText } from '../../../server/src/connection/failures.js';
import { send } from '../../../server/src/connection/send.js';
import type { Session } from '../../../server/src/connection/session.js';
import { differenceOf } from './keptRuns.js';
import type { Progress } from './ledger.js';
import { findLedgers, ownSchemas } from './ledgerTable.js';
import { type BatchPlan, countSql } from './plan.js';
import { type AskBatching, askOn, prepare } from './prepare.js';

/** Makes the plan of a statement; rejects with the reason why there is none. */
async function planOn(
  own: Session,
  wish: Parameters<typeof prepare>[1],
  askBatching: AskBatching,
): Promise<BatchPlan> {
  const made = await prepare(own, wish, askBatching);
  if ('reason' in made) throw new Error(`This statement cannot be run in batches. ${made.reason}`);
  return made;
}

/** Makes a plan again from its statement; rejects with a sentence where that is another one now. */
export async function planAgain(
  own: Session,
  before: BatchPlan,
  askBatching: AskBatching,
): Promise<BatchPlan> {
  const now = await planOn(own, before, askBatching);
  const difference = differenceOf(before, now);
  if (difference !== undefined) throw new Error(`${difference} Nothing was done.`);
  return now;
}

/** Everything that is to be shown before a statement is done. */
export async function lookAhead(own: Session, wish: Parameters<typeof prepare>[1], askBatching: AskBatching) {
  const ask = askOn(own);
  const planned = await planOn(own, wish, askBatching);
  const total = await rowsAhead(own, planned, undefined);
  return { planned, total, ledgers: await findLedgers(ask), schemas: await ownSchemas(ask) };
}

/** Rows ahead; undefined if counting them takes long. */
export async function rowsAhead(
  own: Session,
  plan: BatchPlan,
  after: Progress['after'],
): Promise<number | undefined> {
  const late = setTimeout(() => void own.cancel(), patience);
  const answer = await send(own, countSql(plan, after));
  clearTimeout(late);
  if (answer.kind === 'answered') return Number(answer.rows[0]?.[0]);
  if (answer.cause === 'canceled') return undefined;
  throw new Error(failureText(answer.failure));
}

/** Milliseconds: counting the rows ahead must not take longer than doing some of them. */
const patience = 5_000;

/** Says in the meantime that batches are planned. */
export const showPlanning = <Result>(work: () => Promise<Result>): Promise<Result> =>
  Promise.resolve(
    vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: 'Planning batches…' },
      work,
    ),
  );
