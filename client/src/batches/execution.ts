import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { Session } from '../../../server/src/connection/session.js';
import type { ResultsSink } from '../results/sink.js';
import { progressText, summaryText, titleOf } from './batchText.js';
import type { Ledger, Progress } from './ledger.js';
import type { BatchPlan } from './plan.js';
import { type BatchEnd, runBatches } from './runBatches.js';

/** A run that is to be done, or what is left of it. */
export interface Execution {
  readonly plan: BatchPlan;
  readonly ledger: Ledger;
  /** What was done before. */
  readonly before: Progress;
  /** Rows in all, where they could be counted. */
  readonly total: number | undefined;
  /** What the results are called. */
  readonly title: string;
}

/** Does a run on a session of its own, with a progress that can be canceled, and shows in the results how it went. */
export async function execute(
  { plan, ledger, before, total, title }: Execution,
  own: Session,
  results: ResultsSink,
  abort: AbortController,
): Promise<{ readonly end: BatchEnd; readonly summary: string }> {
  const sink = results.run({ title, document: undefined });
  const statement = sink.statement({ sql: plan.statement, at: undefined, isInBatches: true });
  const begun = Date.now();
  const paceOf = ({ rows }: Progress) => ({ rows: rows - before.rows, time: Date.now() - begun });
  try {
    const end = await withProgress(`${titleOf(plan)} in batches`, abort, (report) => {
      const { signal } = abort;
      signal.addEventListener('abort', () => void own.cancel());
      return runBatches({
        session: own,
        plan,
        ledger,
        signal,
        random: Math.random,
        wait: (time) => delay(time, undefined, { signal }).catch(() => undefined),
        onProgress: (progress, counts) =>
          report(progressText(progress, counts, total, paceOf(progress)), progress.rows, total),
      });
    });
    const pace = paceOf(end.progress ?? before);
    const summary = summaryText(plan, end, pace);
    if (end.kind === 'done') {
      const { rows } = end.progress ?? before;
      statement.notice(summary);
      statement.done({
        tag: `${plan.verb} ${rows}`,
        rows,
        time: pace.time,
        retries: end.counts.conflicts,
      });
    } else {
      const advice = `${summary} Go on with "Resume batches…".`;
      statement.fail(end.kind === 'failed' ? { ...end.failure, advice } : { ...stopped, advice });
    }
    return { end, summary };
  } finally {
    sink.end();
  }
}

type Report = (text: string, rows: number, total: number | undefined) => void;

function withProgress<Result>(
  title: string,
  abort: AbortController,
  work: (report: Report) => Promise<Result>,
): Promise<Result> {
  const location = vscode.ProgressLocation.Notification;
  let shown = 0;
  return Promise.resolve(
    vscode.window.withProgress({ location, title, cancellable: true }, (progress, token) => {
      token.onCancellationRequested(() => abort.abort());
      return work((message, rows, total) => {
        const percent = total ? Math.min((rows / total) * 100, 100) : 0;
        progress.report({ message, increment: percent - shown });
        shown = percent;
      });
    }),
  );
}

const stopped = {
  message: 'Canceled.',
  sqlstate: undefined,
  detail: undefined,
  hint: undefined,
  span: undefined,
  isCanceled: true,
} as const;
