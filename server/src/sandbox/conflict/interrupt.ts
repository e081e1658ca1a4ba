import type { Refusal } from '../wire/refusal.js';
import type { Contender } from './contest.js';

/** Who may be interrupted. */
export type Interruptible = Pick<Contender, 'contest' | 'pid' | 'upstream'>;

/**
 * Ends the client's running statement, which then answers `reason`. PL/pgSQL may catch that it is cancelled, and go on: then its
 * process ends, and the client's connection with it.
 */
export async function interrupt({ upstream, pid, contest }: Interruptible, reason: Refusal): Promise<void> {
  upstream.interruption = reason;
  const [[begun] = []] = await contest.ask(
    'SELECT query_start, pg_cancel_backend(pid) FROM pg_stat_activity WHERE pid = $1',
    [String(pid)],
  );
  const ifStill =
    "FROM pg_stat_activity WHERE pid = $1 AND state = 'active' AND query_start = $2::timestamptz";
  // Where PostgreSQL is slow to answer, its statements are slow to end.
  for (let looked = 0; looked < mostLooks; looked++) {
    await new Promise<void>((resolve) => setTimeout(resolve, untilLook).unref());
    if (upstream.link.isLost) return;
    const still = await contest.ask(`SELECT 1 ${ifStill}`, [String(pid), begun ?? null]);
    if (still.length === 0) return;
  }
  await contest.ask(`SELECT pg_terminate_backend(pid) ${ifStill}`, [String(pid), begun ?? null]);
}

/** Milliseconds, and how often: what a statement has to end when it is cancelled. */
const untilLook = 1_000;
const mostLooks = 5;
