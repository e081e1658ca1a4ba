import { failureText } from '../../connection/failures.js';
import { send } from '../../connection/send.js';
import type { Session } from '../../connection/session.js';
import { delayBefore } from '../retry.js';
import type { LedgerSql } from './ledger.js';

interface LockOptions {
  readonly session: Session;
  readonly sql: LedgerSql;
  /** Seconds that the lock holds by itself. */
  readonly lease: number;
  /** Seconds to wait for somebody else's lock, before which it may have run out. */
  readonly patience: number;
  readonly isForced: boolean;
  readonly isCanceled: () => boolean;
  readonly random: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Somebody else's lock runs out in so many seconds. */
  readonly waiting: (seconds: number) => void;
}

/**
 * Takes the lock: a row of the ledger, which only one transaction can change. It runs out by itself, so that a process that was
 * killed locks nobody out. Answers a sentence where it cannot be had.
 */
export async function takeLock(options: LockOptions): Promise<string | undefined> {
  const { session, sql, lease, patience, isForced, isCanceled, random, wait, waiting } = options;
  let waited = 0;
  let isTold = false;
  for (let conflicts = 0; !isCanceled(); ) {
    const answer = await send(session, sql.lock(lease, isForced));
    if (answer.kind === 'failed') {
      if (!/^(?:conflict|schemaChanged)$/.test(answer.cause) || conflicts >= mostConflicts)
        return `The lock of the ledger cannot be taken. ${failureText(answer.failure)}`;
      await wait(delayBefore(++conflicts, random));
      continue;
    }
    if (answer.count === 1) return undefined;
    const left = await send(session, sql.lockLeft);
    const seconds = left.kind === 'answered' ? Number(left.rows[0]?.[0] ?? 0) : lease;
    if (waited >= patience)
      return `Another dsql apply is at work: its lock holds for ${timeText(seconds)}. If it has died, wait for that, or pass --take-over.`;
    if (!isTold) waiting(seconds);
    isTold = true;
    const pause = Math.min(1, Math.max(0.1, seconds));
    waited += pause;
    await wait(pause * 1_000);
  }
  return 'Canceled.';
}

const timeText = (seconds: number): string =>
  seconds > 120 ? `${Math.ceil(seconds / 60)} more minutes` : `${seconds} more seconds`;

const mostConflicts = 30;
