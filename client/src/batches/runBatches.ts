import type { Cause, Cell, Failure } from '../../../server/src/connection/answer.js';
import { type Failed, failureOf, send } from '../../../server/src/connection/send.js';
import type { Session } from '../../../server/src/connection/session.js';
import { delayBefore } from '../../../server/src/running/retry.js';
import { countBatchSql, type Ledger, type Progress, progressOf, progressSql } from './ledger.js';
import { type BatchPlan, boundarySql, changeOf, changeSql, type Key } from './plan.js';

export interface BatchOptions {
  /** A session of its own: nobody else sends anything on it. */
  readonly session: Pick<Session, 'run' | 'transaction'>;
  readonly plan: BatchPlan;
  readonly ledger: Ledger;
  /** After each batch that was kept. */
  readonly onProgress: (progress: Progress, counts: Counts) => void;
  readonly signal: AbortSignal;
  readonly random: () => number;
  /** Resolves early when the signal says so. */
  readonly wait: (milliseconds: number) => Promise<void>;
  readonly limits?: Partial<BatchLimits>;
}

export interface BatchLimits {
  /** How often a batch may lose to other transactions before the run stops. */
  readonly conflicts: number;
  /** How often a connection is tried for again before the run stops, with growing pauses. */
  readonly connections: number;
}

export interface Counts {
  /** Batches that a conflict made run again. */
  readonly conflicts: number;
  /** Connections that were lost. */
  readonly losses: number;
  /** Rows of a batch, as it is now. */
  readonly size: number;
}

/** How a run in batches ended. */
export type BatchEnd = {
  /** What was kept; where that is not certain, a batch more may have been. Undefined: the ledger was never read. */
  readonly progress: Progress | undefined;
  readonly isCertain: boolean;
  readonly counts: Counts;
} & (
  | { readonly kind: 'done' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly cause: Cause }
);

const usualLimits: BatchLimits = { conflicts: 20, connections: 8 };

/**
 * Does what is left of a plan, batch by batch, each in a transaction of its own that also counts it in the ledger. After
 * anything that went wrong the ledger is read again, so that a batch whose commit was not answered is neither left out nor
 * done twice. Should such a commit still be under way, then it and the batch that is done again change the same row of
 * the ledger, and the later of the two is refused as a conflict.
 */
export async function runBatches(options: BatchOptions): Promise<BatchEnd> {
  const { plan, ledger, onProgress, signal, random, wait } = options;
  const limits = { ...usualLimits, ...options.limits };
  const counts = { conflicts: 0, losses: 0, size: plan.rows };
  let progress: Progress | undefined;
  let isCertain = false;
  /** How often in a row the same thing went wrong. */
  let conflicts = 0;
  let losses = 0;

  for (;;) {
    if (signal.aborted && isCertain) return { kind: 'stopped', progress, isCertain, counts };
    const step: Step =
      progress && isCertain ? await batch(options, progress, counts.size) : await reading(options);
    if (step.kind === 'failed') {
      const { failure, cause } = step;
      isCertain &&= step.isKnown;
      const stop: BatchEnd = { kind: 'failed', failure, cause, progress, isCertain, counts };
      if (signal.aborted) {
        if (isCertain || cause !== 'canceled') return { kind: 'stopped', progress, isCertain, counts };
        continue;
      }
      const reaction = reactions[cause] ?? (isPassing(failure) ? 'connect' : undefined);
      if (reaction === 'smaller' && counts.size > 1) {
        counts.size = Math.ceil(counts.size / 2);
      } else if (reaction === 'again' && conflicts < limits.conflicts) {
        counts.conflicts++;
        await wait(delayBefore(++conflicts, random));
      } else if (reaction === 'connect' && losses < limits.connections) {
        if (losses === 0) counts.losses++;
        await wait(pauseBefore(++losses, random));
      } else return stop;
    } else {
      progress = step.progress;
      isCertain = true;
      if (!progress) return { kind: 'failed', ...forgotten(ledger), progress, isCertain, counts };
      if (step.kind === 'kept') {
        conflicts = 0;
        losses = 0;
        onProgress(progress, { ...counts });
      }
      if (progress.isDone) return { kind: 'done', progress, isCertain, counts };
    }
  }
}

/** Milliseconds before a connection is tried for again: a server that is gone needs more time than a conflict. */
const pauseBefore = (attempt: number, random: () => number): number =>
  Math.round((0.5 + random() / 2) * Math.min(15_000, 125 * 2 ** attempt));

/** What to do about a failure; stop where nothing stands here. */
const reactions: Readonly<Partial<Record<Cause, 'again' | 'smaller' | 'connect'>>> = {
  conflict: 'again',
  schemaChanged: 'again',
  tooManyRows: 'smaller',
  tooOld: 'smaller',
  connectionLost: 'connect',
  unreachable: 'connect',
  unavailable: 'connect',
  wakingUp: 'connect',
  tooManyConnections: 'connect',
  tooFast: 'connect',
};

/** The server went down, or failed in itself: https://www.postgresql.org/docs/16/errcodes-appendix.html */
const isPassing = ({ sqlstate = '' }: Failure): boolean => /^(?:08|57P|58|XX)/.test(sqlstate);

type Step =
  | { readonly kind: 'read'; readonly progress: Progress | undefined }
  | { readonly kind: 'kept'; readonly progress: Progress }
  | {
      readonly kind: 'failed';
      readonly failure: Failure;
      readonly cause: Cause;
      /** Nothing of the batch can have been kept, and nobody else has done it. */
      readonly isKnown: boolean;
    };

async function reading({ session, ledger }: BatchOptions): Promise<Step> {
  const answer = await send(session, progressSql(ledger));
  if (answer.kind === 'failed') return { ...answer, isKnown: false };
  return { kind: 'read', progress: progressOf(answer.rows[0]) };
}

/** Must begin and end outside a transaction. */
async function batch({ session, plan, ledger }: BatchOptions, before: Progress, size: number): Promise<Step> {
  const begun = await send(session, 'BEGIN');
  if (begun.kind === 'failed') return { ...begun, isKnown: true };
  /** A connection made again in between would not be in the transaction. */
  const within = async (sql: string) => (session.transaction() === 'open' ? await send(session, sql) : lost);
  const failed = async (answer: Failed): Promise<Step> => {
    if (session.transaction() !== 'none') await send(session, 'ROLLBACK');
    return { ...answer, isKnown: true };
  };

  const boundary = await within(boundarySql(plan, before.after, size));
  if (boundary.kind === 'failed') return await failed(boundary);
  const [last, behind] = boundary.rows;
  const upTo = last && behind ? keyOf(last) : undefined;
  const change = await within(changeSql(plan, { after: before.after, upTo }));
  if (change.kind === 'failed') return await failed(change);
  const progress: Progress = {
    batches: before.batches + 1,
    rows: before.rows + change.count,
    after: upTo ?? before.after,
    isDone: upTo === undefined,
  };
  const counted = await within(countBatchSql(ledger, before, progress, plan));
  if (counted.kind === 'failed') return await failed(counted);
  if (counted.count !== 1) {
    await send(session, 'ROLLBACK');
    return await rereading();
  }
  const reason = changeOf(plan, counted.rows[0] ?? []);
  if (reason !== undefined)
    return await failed({ kind: 'failed', cause: 'unknown', failure: failureOf(reason) });
  const committed = await within('COMMIT');
  if (committed.kind === 'failed') return { ...committed, isKnown: isRefused(committed) };
  return committed.tag === 'COMMIT' ? { kind: 'kept', progress } : { ...lost, isKnown: false };

  /** Another window goes on with the same run. */
  async function rereading(): Promise<Step> {
    const answer = await send(session, progressSql(ledger));
    return answer.kind === 'failed'
      ? { ...answer, isKnown: false }
      : { kind: 'read', progress: progressOf(answer.rows[0]) };
  }
}

/** A COMMIT that the server answered with an error of the transaction has kept nothing. */
const isRefused = ({ cause }: Failed): boolean =>
  ['conflict', 'schemaChanged', 'tooManyRows', 'tooOld', 'aborted'].includes(cause);

const keyOf = (row: readonly Cell[]): Key => row.map((value) => value ?? '');

const lost: Failed = {
  kind: 'failed',
  cause: 'connectionLost',
  failure: failureOf('The connection was lost within a batch.'),
};

const forgotten = ({ id }: Ledger): Omit<Failed, 'kind'> => ({
  cause: 'unknown',
  failure: failureOf(`The run ${id} is no longer in the table that keeps its progress.`),
});
