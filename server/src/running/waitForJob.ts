import type { Ask } from '../connection/answer.js';
import { readJobs } from './job.js';
import { afterAnswer, delayAfter, hasEnded, type Tracked } from './tracking.js';

interface Waiting {
  readonly ask: Ask;
  /** The statement that answered the job. */
  readonly sql: string;
  readonly isCanceled: () => boolean;
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
}

/** Asks for a job until it has ended, or the wait is canceled: then its state is that of the last answer. Rejects with a sentence. */
export async function waitForJob(id: string, { ask, sql, isCanceled, now, wait }: Waiting): Promise<Tracked> {
  let job: Tracked = { id, connection: '', sql, begunAt: now(), state: 'waiting', job: undefined };
  for (let unchanged = 0; !isCanceled(); unchanged++) {
    const jobs = await readJobs(ask, [id]);
    const [next = job] = afterAnswer([job], { connection: '', jobs, now: now() }).tracked;
    if (next.state !== job.state) unchanged = 0;
    job = next;
    if (hasEnded(job)) break;
    await wait(delayAfter(unchanged));
  }
  return job;
}
