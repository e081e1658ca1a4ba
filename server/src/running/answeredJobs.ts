import type { Answers } from '../connection/answer.js';

/** CREATE INDEX ASYNC and ALTER TABLE ASYNC answer one column of that name. */
const jobColumn = 'job_id';

/** Passes on what a statement answers, and keeps the jobs that are in it. */
export function withJobs(answers: Pick<Answers, 'columns' | 'rows'>): JobAnswers {
  const jobs: string[] = [];
  let answersJobs = false;
  const { columns, rows } = answers;
  return {
    jobs,
    columns: (named: Parameters<typeof columns>[0]) => {
      answersJobs = named.length === 1 && named[0]?.name === jobColumn;
      columns(named);
    },
    rows: (some: Parameters<typeof rows>[0]) => {
      if (answersJobs) jobs.push(...some.flatMap(([id]) => (id ? [id] : [])));
      rows(some);
    },
  };
}

interface JobAnswers extends Pick<Answers, 'columns' | 'rows'> {
  /** Grows as rows come. */
  readonly jobs: readonly string[];
}
