import type { Ask } from '../connection/answer.js';
import { lookUp } from '../connection/lookUp.js';
import type { ServerIndex } from '../core/catalog/fromServer/model.js';
import { arrayOf, catalogQuery } from '../core/catalog/fromServer/question.js';

/** Work that the cluster does on its own: the build of an index, the check of a constraint and the like. */
export interface Job {
  readonly id: string;
  /** "submitted", "processing", "completed" or "failed"; another word of the server counts as an end. */
  readonly status: string;
  /** "INDEX_BUILD", "VALIDATE_CONSTRAINT", "DROP" or "ANALYZE". */
  readonly type: string;
  /** The oid of an index, a constraint, or its table. */
  readonly objectId: string;
  /** As in "public.orders_status_idx". */
  readonly object: string;
  /** What the server says about the end, mostly nothing. */
  readonly details: string;
  /** Milliseconds since 1970, by the server's clock. */
  readonly startedAt: number;
  readonly updatedAt: number;
}

/** What a job does, in words. */
export const jobTypes: Readonly<Record<string, string>> = {
  INDEX_BUILD: 'index build',
  VALIDATE_CONSTRAINT: 'constraint check',
  DROP: 'drop',
  ANALYZE: 'analyze',
};

/**
 * The jobs of these ids that the server still knows, and all that run now, also those that others have begun. It forgets
 * a job 30 minutes after its end.
 */
export const readJobs = (ask: Ask, ids: readonly string[] = []): Promise<readonly Job[]> =>
  lookUp(
    ask,
    jobs(
      `WHERE j.job_id = ANY ($1::text[]) OR j.status IN ('submitted', 'processing')
ORDER BY j.start_time DESC, j.job_id`,
      arrayOf(ids),
    ),
  );

const jobs = catalogQuery(
  {
    id: 'j.job_id',
    status: 'j.status',
    type: 'j.job_type',
    objectId: 'j.object_id',
    object: 'j.object_name',
    details: 'j.details',
    startedAt: 'extract(epoch FROM j.start_time)',
    updatedAt: 'extract(epoch FROM j.update_time)',
  },
  'FROM sys.jobs j',
  (row): Job => ({
    id: row.text('id'),
    status: row.text('status'),
    type: row.text('type'),
    objectId: row.text('objectId'),
    object: row.text('object'),
    details: row.text('details'),
    startedAt: Number(row.text('startedAt')) * 1_000,
    updatedAt: Number(row.text('updatedAt')) * 1_000,
  }),
);

export const isRunning = ({ status }: Pick<Job, 'status'>): boolean =>
  status === 'submitted' || status === 'processing';

/** Whether a job may be the build of an index: the server names the index or its table. */
export function buildsIndex(
  job: Job,
  index: Pick<ServerIndex, 'oid' | 'schema' | 'name' | 'table'>,
): boolean {
  if (job.type !== 'INDEX_BUILD') return false;
  if (job.objectId === index.oid || [index.name, `${index.schema}.${index.name}`].includes(job.object))
    return true;
  return [index.table, `${index.schema}.${index.table}`].includes(job.object);
}
