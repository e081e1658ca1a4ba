import type { Ask } from '../../../server/src/connection/answer.js';
import { type Job, readJobs } from '../../../server/src/running/job.js';
import { afterAnswer, delayAfter, hasEnded, type Tracked } from '../../../server/src/running/tracking.js';

/** Follows jobs to their end, on connections beside that no transaction is on. */
export interface JobFollower {
  /** Those begun from here, the newest first; they stay until they are dismissed. */
  readonly tracked: () => readonly Tracked[];
  /** What others, or the server itself, have running now. */
  readonly others: () => readonly OtherJob[];
  /** Follows a job that a statement has answered. */
  readonly track: (job: Pick<Tracked, 'id' | 'connection' | 'sql'>) => void;
  readonly dismiss: (id: string) => void;
  readonly dismissEnded: () => void;
  /** Asks now: the connection is another one, or someone looks. */
  readonly look: () => void;
  readonly dispose: () => void;
}

/** A job that was not begun from here, and its connection. */
export interface OtherJob {
  readonly connection: string;
  readonly job: Job;
}

export interface FollowOptions {
  /** What was followed in an earlier window. */
  readonly kept: readonly Tracked[];
  readonly keep: (tracked: readonly Tracked[]) => void;
  /** The connections to ask, while they are open. */
  readonly connections: () => readonly { readonly name: string; readonly ask: Ask }[];
  /** Whether jobs of others are worth asking for. */
  readonly isWatched: () => boolean;
  readonly changed: () => void;
  readonly ended: (job: Tracked) => void;
  readonly log: (text: string) => void;
  readonly now: () => number;
  /** Calls back once, after so many milliseconds, unless disposed of before. */
  readonly later: (callback: () => void, delay: number) => { readonly dispose: () => void };
}

/** Nobody dismisses more than these: the oldest that have ended go by themselves. */
const most = 100;

export function followJobs(options: FollowOptions): JobFollower {
  let tracked = options.kept;
  let others: readonly OtherJob[] = [];
  let unchanged = 0;
  let timer: { readonly dispose: () => void } | undefined;
  let isAsking = false;
  let isDisposed = false;

  const become = (next: readonly Tracked[]) => {
    tracked = next;
    options.keep(tracked);
    options.changed();
  };

  const isPending = (name: string) =>
    tracked.some((one) => one.connection === name && !hasEnded(one)) ||
    (others.some(({ connection }) => connection === name) && options.isWatched());
  const isOpen = (name: string) => options.connections().some((one) => one.name === name);

  function schedule(delay: number): void {
    timer?.dispose();
    timer = isDisposed ? undefined : options.later(() => void ask(), delay);
  }

  async function ask(): Promise<void> {
    const connections = options.connections();
    if (connections.length === 0 || isAsking || isDisposed) return;
    isAsking = true;
    try {
      await Promise.all(connections.map(askOne));
    } finally {
      isAsking = false;
    }
    if (connections.some(({ name }) => isOpen(name) && isPending(name))) schedule(delayAfter(unchanged));
  }

  async function askOne({ name, ask }: { readonly name: string; readonly ask: Ask }): Promise<void> {
    try {
      const ids = tracked.filter((one) => one.connection === name && !hasEnded(one)).map(({ id }) => id);
      answered(name, ids, await readJobs(ask, ids));
    } catch (error) {
      unchanged++;
      options.log(`The jobs could not be read: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  function answered(name: string, ids: readonly string[], jobs: readonly Job[]): void {
    if (!isOpen(name)) return;
    // A job that was answered in the meantime is none that the server did not know.
    const asked = tracked.filter(({ id }) => ids.includes(id));
    const next = afterAnswer(asked, { connection: name, jobs, now: options.now() });
    const isChanged = JSON.stringify(next.tracked) !== JSON.stringify(asked);
    unchanged = isChanged ? 0 : unchanged + 1;
    const elsewhere = others.filter(({ connection }) => connection !== name && isOpen(connection));
    // Two connections to one cluster see the same jobs
    const known = new Set([...tracked.map(({ id }) => id), ...elsewhere.map(({ job }) => job.id)]);
    others = [
      ...elsewhere,
      ...jobs.filter(({ id }) => !known.has(id)).map((job) => ({ connection: name, job })),
    ];
    become(tracked.map((one) => next.tracked.find(({ id }) => id === one.id) ?? one));
    for (const job of next.ended) options.ended(job);
  }

  const look = () => {
    unchanged = 0;
    schedule(0);
  };

  return {
    tracked: () => tracked,
    others: () => others,
    track: (job) => {
      const begun: Tracked = { ...job, begunAt: options.now(), state: 'waiting', job: undefined };
      become([begun, ...tracked.filter((one, at) => !hasEnded(one) || at < most)]);
      look();
    },
    dismiss: (id) => become(tracked.filter((one) => one.id !== id)),
    dismissEnded: () => become(tracked.filter((one) => !hasEnded(one))),
    look,
    dispose: () => {
      isDisposed = true;
      timer?.dispose();
    },
  };
}
