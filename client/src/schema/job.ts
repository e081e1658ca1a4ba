import type { Ask, Cell } from '../connection/answer.js';

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
export const readJobs = async (ask: Ask, ids: readonly string[] = []): Promise<readonly Job[]> =>
  (await ask(jobsQuery, [arrayOf(ids)])).map(jobOf);

const jobsQuery = `
SELECT j.job_id, j.status, j.job_type, j.object_id, j.object_name, j.details,
  extract(epoch FROM j.start_time), extract(epoch FROM j.update_time)
FROM sys.jobs j
WHERE j.job_id = ANY ($1::text[]) OR j.status IN ('submitted', 'processing')
ORDER BY j.start_time DESC, j.job_id`;

export const isRunning = ({ status }: Pick<Job, 'status'>): boolean =>
  status === 'submitted' || status === 'processing';

/** Whether a job may be the build of an index: the server names the index or its table. */
export function buildsIndex(job: Job, index: BuiltIndex): boolean {
  if (job.type !== 'INDEX_BUILD') return false;
  if (job.objectId === index.oid || [index.name, `${index.schema}.${index.name}`].includes(job.object))
    return true;
  return [index.table, `${index.schema}.${index.table}`].includes(job.object);
}

export interface BuiltIndex {
  readonly oid: string;
  readonly schema: string;
  readonly name: string;
  readonly table: string;
}

/** Job ids hold letters and digits only; anything else is left out. */
const arrayOf = (ids: readonly string[]): string => `{${ids.filter((id) => /^\w+$/.test(id)).join(',')}}`;

function jobOf([id, status, type, objectId, object, details, startedAt, updatedAt]: readonly Cell[]): Job {
  return {
    id: id ?? '',
    status: status ?? '',
    type: type ?? '',
    objectId: objectId ?? '',
    object: object ?? '',
    details: details ?? '',
    startedAt: Number(startedAt) * 1_000,
    updatedAt: Number(updatedAt) * 1_000,
  };
}
