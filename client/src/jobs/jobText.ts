import { isRunning, type Job } from '../../../server/src/running/job.js';
import { lossText, typeText } from '../../../server/src/running/jobEnd.js';
import { hasEnded, type Tracked } from '../../../server/src/running/tracking.js';

/** A line of the Jobs view. */
export interface JobLine {
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  readonly icon: { readonly name: string; readonly color?: string };
}

const states: Readonly<Record<Tracked['state'], { readonly text: string; readonly icon: JobLine['icon'] }>> =
  {
    waiting: { text: 'waiting', icon: { name: 'clock' } },
    running: { text: 'running', icon: { name: 'sync~spin' } },
    completed: { text: 'completed', icon: { name: 'pass', color: 'testing.iconPassed' } },
    failed: { text: 'failed', icon: { name: 'error', color: 'testing.iconFailed' } },
    lost: { text: 'unknown', icon: { name: 'question' } },
  };

/** `now`: milliseconds since 1970. */
export function trackedLine(tracked: Tracked, now: number): JobLine {
  const { state, job, connection, sql, begunAt } = tracked;
  const end = hasEnded(tracked) ? job?.updatedAt : now;
  // The clocks of server and editor differ: a duration is told by one of them.
  const begun = hasEnded(tracked) ? (job?.startedAt ?? begunAt) : begunAt;
  return {
    label: job?.object || firstWords(sql),
    // What matters first: the view is narrow.
    description: [
      job?.details ? `${states[state].text}: ${job.details}` : states[state].text,
      job ? typeText(job) : 'job',
      ...(end === undefined ? [] : [durationText(end - begun)]),
    ].join(' · '),
    tooltip: [
      sql,
      `${connection}, begun ${timeText(begunAt)}`,
      ...(state === 'waiting' ? ['It starts when its transaction commits.'] : []),
      ...(state === 'lost' ? [lossText(tracked)] : []),
      ...(job?.details ? [job.details] : []),
      `Job ${tracked.id}`,
    ].join('\n\n'),
    icon: states[state].icon,
  };
}

/** A job that was not begun from here. */
export const otherLine = (job: Job, now: number): JobLine => ({
  label: job.object || job.id,
  description: [job.status, typeText(job), durationText(now - job.startedAt), 'begun elsewhere'].join(' · '),
  tooltip: [`${typeText(job)} of ${job.object}`, ...(job.details ? [job.details] : []), `Job ${job.id}`].join(
    '\n\n',
  ),
  icon: states.running.icon,
});

/** Whether a build has failed and left an index behind, or is under way: dropping its index ends either. */
export const leavesIndex = ({ state, job }: Pick<Tracked, 'state' | 'job'>): boolean =>
  job?.type === 'INDEX_BUILD' && (state === 'failed' || (state === 'running' && isRunning(job)));

const firstWords = (sql: string): string => {
  const line = sql.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
};

/** Milliseconds in the two largest units that matter. */
export function durationText(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1_000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

const timeText = (time: number): string => new Date(time).toLocaleTimeString();
