import { isRunning, type Job } from './job.js';

/** A job that was begun from here. */
export interface Tracked {
  readonly id: string;
  /** The name of the connection that began it. */
  readonly connection: string;
  /** The statement that answered it. */
  readonly sql: string;
  /** Milliseconds since 1970, by the clock of this computer. */
  readonly begunAt: number;
  readonly state: 'waiting' | 'running' | 'completed' | 'failed' | 'lost';
  /** What the server said last; it forgets a job 30 minutes after its end. */
  readonly job: Job | undefined;
}

export const hasEnded = ({ state }: Pick<Tracked, 'state'>): boolean =>
  state !== 'waiting' && state !== 'running';

/** A job begins when its transaction commits, which that must do within 5 minutes. */
const longestWait = 330_000;

/** What is known after the server has told of its jobs, and which jobs have ended since. */
export function afterAnswer(
  tracked: readonly Tracked[],
  {
    connection,
    jobs,
    now,
  }: { readonly connection: string; readonly jobs: readonly Job[]; readonly now: number },
): { readonly tracked: readonly Tracked[]; readonly ended: readonly Tracked[] } {
  const next = tracked.map((one) => {
    if (one.connection !== connection || hasEnded(one)) return one;
    const job = jobs.find(({ id }) => id === one.id);
    if (job) return { ...one, job, state: stateOf(job) };
    const isLost = one.state === 'running' || now - one.begunAt > longestWait;
    return isLost ? { ...one, state: 'lost' as const } : one;
  });
  return { tracked: next, ended: next.filter((one, at) => hasEnded(one) && one !== tracked[at]) };
}

function stateOf(job: Job): Tracked['state'] {
  if (isRunning(job)) return 'running';
  return job.status === 'completed' ? 'completed' : 'failed';
}

/** Milliseconds until the server is asked again, when nothing has changed in so many answers. */
export const delayAfter = (unchanged: number): number => Math.min(10_000, Math.round(500 * 1.5 ** unchanged));

/** Reads what was kept from an earlier window; what is none is left out. */
export const parseTracked = (kept: unknown): readonly Tracked[] =>
  Array.isArray(kept) ? kept.filter(isTracked) : [];

function isTracked(value: unknown): value is Tracked {
  if (typeof value !== 'object' || value === null) return false;
  const { id, connection, sql, begunAt, state }: Readonly<Record<string, unknown>> = { ...value };
  return (
    typeof id === 'string' &&
    typeof connection === 'string' &&
    typeof sql === 'string' &&
    typeof begunAt === 'number' &&
    typeof state === 'string' &&
    ['waiting', 'running', 'completed', 'failed', 'lost'].includes(state)
  );
}
