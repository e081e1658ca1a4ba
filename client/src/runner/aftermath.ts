import type * as vscode from 'vscode';
import type { Failure } from '../../../server/src/connection/answer.js';
import { failureText } from '../../../server/src/connection/failures.js';
import type { Session } from '../../../server/src/connection/session.js';
import type { RunEnd } from '../../../server/src/running/runScript.js';
import { ask, offer } from '../asking/ask.js';
import { allOf, always, sameConnection, sameTransaction } from '../asking/standing.js';
import type { Connections } from '../connection/connections.js';
import { mayBatch } from '../statements/mayBatch.js';

interface Options {
  readonly connections: Connections;
  readonly rollBack: () => Promise<void>;
  readonly runInBatches: (sql: string) => Promise<void>;
  readonly log: vscode.LogOutputChannel;
}

/** What must not be missed at the end of a run; the rest is in the results. May reject where an offer is taken. */
export async function tellEnd(end: RunEnd, session: Session, options: Options): Promise<void> {
  const { connections, rollBack, log } = options;
  if (end.kind === 'failed') log.info(`A statement failed: ${end.failure.sqlstate ?? 'no SQLSTATE'}.`);
  if (end.kind === 'rolledBack')
    await offer({
      severity: 'warning',
      message:
        'COMMIT was answered with ROLLBACK: the transaction had failed, and none of its changes were kept.',
      answers: [],
      standing: always,
    });
  if (end.kind === 'failed' && session.transaction() === 'none') await offerInBatches(end, session, options);
  if (session.transaction() !== 'failed') return;
  // The status bar offers it too, for as long as it holds
  const answer = await offer({
    severity: 'warning',
    message: 'The transaction has failed and accepts no more statements.',
    answers: ['Roll back'],
    standing: allOf(sameConnection(connections, session), sameTransaction(session)),
  });
  if (answer) await rollBack();
}

/** A change that is too large for a transaction. The editor's menu offers batches too. */
async function offerInBatches(
  { step, failure }: Extract<RunEnd, { kind: 'failed' }>,
  session: Session,
  { connections, runInBatches }: Options,
): Promise<void> {
  const isTooLarge = failure.sqlstate === '54000' && /row limit|size limit/.test(failure.message);
  if (!isTooLarge || !mayBatch(step)) return;
  const answer = await offer({
    severity: 'warning',
    message: 'A transaction changes up to 3,000 rows and 10 MiB: nothing was changed.',
    answers: ['Run in batches…'],
    standing: sameConnection(connections, session),
  });
  if (answer) await runInBatches(step.sql);
}

/** A transaction was written for the state it met: only its person knows whether it still fits. */
export async function mayRepeat(
  failure: Failure,
  session: Session,
  connections: Connections,
): Promise<boolean> {
  const answer = await ask({
    message: 'The transaction failed at COMMIT, and nothing of it was kept. Run all of it again, from BEGIN?',
    detail: failureText(failure),
    answers: ['Run the whole transaction again'],
    standing: allOf(sameConnection(connections, session), sameTransaction(session)),
  });
  return answer !== undefined;
}
