import { randomBytes } from 'node:crypto';
import { askAlone, QueryError } from '../backend/ask.js';
import type { Link } from '../backend/link.js';
import { quoteName, quoteText } from '../system/catalog.js';

/** Work that a cluster does behind the back of who asked for it. */
export interface Job {
  readonly id: string;
  readonly type: 'INDEX_BUILD' | 'VALIDATE_CONSTRAINT';
  readonly sql: string;
  /** Runs it: the table's owner, so that what the table calls has the owner's rights. */
  readonly owner: string;
  /** Whose session it is: the owner, or who asked, where the owner is a role that cannot log in. */
  readonly login: string;
  readonly searchPath: string;
  /** The table's oid. */
  readonly table: string;
  /** As in "public.orders_customer_idx". */
  readonly object: string;
  /** The name of a unique index as SQL writes it, if it has one. */
  readonly index?: string | undefined;
}

export interface Jobs {
  /** Begins a job whose transaction has committed. */
  readonly start: (job: Job) => Promise<void>;
  /** Answers when a job is over, at once for one that is not running. */
  readonly finished: (id: string) => Promise<void>;
  readonly close: () => void;
}

/** 26 characters as a cluster's job ids are. */
export const newJobId = (): string =>
  [...randomBytes(26)].map((byte) => 'abcdefghijklmnopqrstuvwxyz234567'.charAt(byte & 31)).join('');

interface Means {
  /** A session of a role. */
  readonly openFor: (role: string) => Promise<Link>;
  /** A session of the superuser, in which nothing that a client has made may run. */
  readonly openOwn: () => Promise<Link>;
  /** Runs a statement of the sandbox's own. */
  readonly tell: (sql: string, values: string[]) => Promise<unknown>;
}

/** Runs jobs, those of one table after each other. */
export function createJobs({ openFor, openOwn, tell }: Means): Jobs {
  const running = new Map<string, Promise<void>>();
  const tables = new Map<string, Promise<void>>();
  const links = new Set<Link>();

  async function work(job: Job): Promise<void> {
    const { id, sql, searchPath, type, object, owner, login } = job;
    await set(id, 'processing', '');
    let link: Link | undefined;
    try {
      link = await openFor(login);
      links.add(link);
      if (owner !== login) await askAlone(link, `SET ROLE ${quoteName(owner)}`);
      await askAlone(link, `SET search_path = ${searchPath}`);
      await askAlone(link, sql);
      await set(id, 'completed', '');
    } catch (error) {
      if (link && error instanceof QueryError && error.sqlstate === '23505')
        await keepEnforcing(link, openOwn, job);
      await set(id, 'failed', detailsOf(error, type, object)).catch(() => undefined);
    } finally {
      if (link) links.delete(link);
      link?.close();
    }
  }

  const set = (id: string, status: string, details: string) =>
    tell('UPDATE sys.jobs SET status = $2, details = $3, update_time = now() WHERE job_id = $1', [
      id,
      status,
      details,
    ]);

  return {
    async start(job) {
      // Finished jobs are kept for 30 minutes.
      await tell(
        "DELETE FROM sys.jobs WHERE status IN ('completed', 'failed') AND update_time < now() - interval '30 minutes'",
        [],
      );
      await tell(
        `INSERT INTO sys.jobs (job_id, status, details, job_type, class_id, object_id, object_name)
         VALUES ($1, 'submitted', '', $2, 1259, $3::oid, $4)`,
        [job.id, job.type, job.table, job.object],
      );
      const done = (tables.get(job.table) ?? Promise.resolve()).then(() => work(job));
      tables.set(job.table, done);
      running.set(job.id, done);
      void done.finally(() => {
        running.delete(job.id);
        if (tables.get(job.table) === done) tables.delete(job.table);
      });
    },
    finished: async (id) => await running.get(id),
    close() {
      for (const link of links) link.destroy();
    },
  };
}

/**
 * A unique index whose build has failed stays invalid, and still refuses new duplicates until it is dropped. PostgreSQL's
 * would not, so it is built again without UNIQUE and declared what it ought to be.
 */
async function keepEnforcing(
  link: Link,
  openOwn: Means['openOwn'],
  { sql, index, table }: Job,
): Promise<void> {
  if (index === undefined) return;
  await askAlone(link, `DROP INDEX ${index}`);
  await askAlone(link, sql.replace(/\bUNIQUE\b/i, ''));
  const own = await openOwn();
  try {
    await askAlone(own, 'SET allow_system_table_mods = on');
    await askAlone(
      own,
      `UPDATE pg_catalog.pg_index SET indisunique = true, indisvalid = false
       WHERE indexrelid = pg_catalog.to_regclass($1) AND indrelid = $2::pg_catalog.oid`,
      [index, table],
    );
  } finally {
    own.close();
  }
}

function detailsOf(error: unknown, type: Job['type'], object: string): string {
  if (!(error instanceof QueryError)) return 'The sandbox was stopped.';
  if (error.sqlstate === '23505') return 'found duplicate key(s) while validating index uniqueness';
  if (error.sqlstate === '42P01') return 'Skipped job for nonexistent table.';
  if (type === 'VALIDATE_CONSTRAINT' && error.sqlstate === '23514')
    return `check constraint "${object.split('.').at(-1)}" is violated by some row`;
  return error.message;
}

/** A search path as SET takes it, from the schemas as current_schemas answers them. */
export const searchPathOf = (schemas: readonly string[]): string =>
  schemas.length > 0 ? schemas.map((schema) => quoteText(schema)).join(', ') : "''";
