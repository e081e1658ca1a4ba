import { interrupt } from '../conflict/interrupt.js';
import type { SessionState } from './sessionState.js';
import { tooOld } from './transactionRules.js';

/** Ends the statement of `work` once its transaction has lasted as long as allowed. */
export async function whileYoung<Result>(
  session: SessionState,
  log: (error: unknown) => void,
  work: () => Promise<Result>,
): Promise<Result> {
  const { cluster, contest, pid } = session;
  const limit = cluster.limits.transactionAge;
  let isOver = false;
  let timer: NodeJS.Timeout | undefined;
  const look = async () => {
    // A transaction that stored code has begun is younger than its statement.
    const [[age] = []] = await contest.ask(
      `SELECT 1000 * extract(epoch FROM clock_timestamp() - xact_start) FROM pg_stat_activity
       WHERE pid = $1 AND state = 'active'`,
      [String(pid)],
    );
    if (isOver) return;
    const lasted = Math.max(Number(age ?? 0), lastedSoFar());
    if (age != null && lasted >= limit) await interrupt(session, tooOld(limit));
    else wait(limit - lasted);
  };
  const wait = (milliseconds: number) => {
    timer = setTimeout(() => void look().catch(log), Math.max(milliseconds, shortestWait));
  };
  const lastedSoFar = () => (session.transaction ? session.now() - session.transaction.begunAt : 0);
  wait(limit - lastedSoFar());
  try {
    return await work();
  } finally {
    isOver = true;
    clearTimeout(timer);
  }
}

/** Milliseconds. */
const shortestWait = 100;
