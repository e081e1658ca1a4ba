import { type Job, jobTypes } from './job.js';
import { hasEnded, type Tracked } from './tracking.js';

/** What is said when a job ends; undefined where nobody needs to know. */
export function endText(tracked: Tracked): { readonly text: string; readonly isBad: boolean } | undefined {
  const { state, job } = tracked;
  if (!job || !hasEnded(tracked)) return undefined;
  const { details } = job;
  if (state === 'lost') return { text: lossText(tracked), isBad: true };
  const name = `"${job.object}"`;
  const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);
  if (state === 'completed') {
    const good: Readonly<Record<string, string>> = {
      INDEX_BUILD: `The index ${name} is built.`,
      VALIDATE_CONSTRAINT: `The constraint ${name} holds for all rows.`,
    };
    const text = good[job.type] ?? `The job "${typeText(job)}" of ${name} has finished.`;
    // A job can complete without having done anything, as for a table that is gone.
    return { text: details ? `${text} The server says: ${sentence(details)}` : text, isBad: false };
  }
  const bad: Readonly<Record<string, string>> = {
    INDEX_BUILD: `The index ${name} could not be built`,
    VALIDATE_CONSTRAINT: `The constraint ${name} stays NOT VALID`,
  };
  const text = bad[job.type] ?? `The job "${typeText(job)}" of ${name} has failed`;
  return { text: details ? `${text}: ${sentence(details)}` : `${text}.`, isBad: true };
}

export const lossText = ({ job }: Pick<Tracked, 'job'>): string =>
  job
    ? `The server has forgotten the job of "${job.object}", which it does 30 minutes after its end. The tree shows the result.`
    : 'The server does not know this job: its transaction was rolled back, or the job ended more than 30 minutes ago.';

export const typeText = ({ type }: Pick<Job, 'type'>): string =>
  jobTypes[type] ?? type.toLowerCase().replaceAll('_', ' ');
