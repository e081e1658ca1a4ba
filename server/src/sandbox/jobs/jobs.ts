import { randomBytes } from 'node:crypto';
import { askAlone, QueryError, type Row } from '../backend/ask.js';
import type { Link } from '../backend/link.js';
import { quoteName, quoteText } from '../system/catalog.js';

/** Work that a cluster does in the background. */
export interface Job {
  readonly id: string;
  readonly type: 'INDEX_BUILD' | 'VALIDATE_CONSTRAINT';
  readonly sql: string;
  /** The role that runs it: the owner of the table, whose rights the table's functions get. */
  readonly owner: string;
  /** The role of its session: the owner or, where the owner cannot log in, the role that asked. */
  readonly login: string;
  readonly searchPath: string;
  /** The table's oid. */
  readonly table: string;
  /** As in "public.orders_customer_idx". */
  readonly object: string;
  /** An index that its transaction creates. It is valid once the job has ended. */
  readonly index?: NewIndex | undefined;
}

export interface NewIndex {
  /** As SQL writes it, with its schema. */
  readonly name: string;
  /** Makes it where rows are in the way of a unique one. */
  readonly withoutUnique: string | undefined;
  /** `withoutUnique` has made it. */
  hasDuplicates: boolean;
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
  /** A session of the superuser, in which no code of a client may run. */
  readonly openOwn: () => Promise<Link>;
  /** Waits for the turn to change the catalog; answers the function that releases it. */
  readonly takeTurn: () => Promise<() => void>;
  /** Runs a statement of the sandbox's own. */
  readonly tell: (sql: string, values: string[]) => Promise<readonly Row[]>;
  /** Milliseconds until an index is valid. */
  readonly buildTime: number;
}

/** Runs jobs, the validations of one table after each other. */
export function createJobs({ openFor, openOwn, takeTurn, tell, buildTime }: Means): Jobs {
  const running = new Map<string, Promise<void>>();
  const tables = new Map<string, Promise<void>>();
  const links = new Set<Link>();
  let isClosed = false;

  async function validate({ id, sql, searchPath, type, object, owner, login }: Job): Promise<void> {
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
      await set(id, 'failed', detailsOf(error, type, object)).catch(() => undefined);
    } finally {
      if (link) links.delete(link);
      link?.close();
    }
  }

  /** The index is complete already. What is left is the time that a cluster needs, in which no query uses it. */
  async function build(id: string, oid: string | undefined, { hasDuplicates }: NewIndex): Promise<void> {
    await set(id, 'processing', '');
    await pause(buildTime);
    if (isClosed) return;
    if (hasDuplicates)
      return await set(id, 'failed', 'found duplicate key(s) while validating index uniqueness');
    const isThere = await mark(oid, 'indisvalid = true', takeTurn);
    await set(id, 'completed', isThere ? '' : 'Skipped job for nonexistent index.');
  }

  /** Answers whether the index still exists. Nobody else may change the catalog meanwhile. */
  async function mark(
    oid: string | undefined,
    change: string,
    turn: Means['takeTurn'] = async () => () => undefined,
  ): Promise<boolean> {
    const own = await openOwn();
    const giveBack = await turn();
    try {
      await askAlone(own, 'SET allow_system_table_mods = on');
      const marked = await askAlone(
        own,
        `UPDATE pg_catalog.pg_index SET ${change} WHERE indexrelid = $1::pg_catalog.oid RETURNING 1`,
        [oid ?? '0'],
      );
      return marked.length > 0;
    } finally {
      giveBack();
      own.close();
    }
  }

  /** `done` resolves when the background work has ended. */
  async function begin(job: Job): Promise<{ readonly done: Promise<void> }> {
    const { id, index, table } = job;
    if (!index) {
      const done = (tables.get(table) ?? Promise.resolve()).then(() => validate(job));
      tables.set(table, done);
      const forget = () => {
        if (tables.get(table) === done) tables.delete(table);
      };
      void done.then(forget, forget);
      return { done };
    }
    const [[oid] = []] = await tell('SELECT pg_catalog.to_regclass($1)::pg_catalog.oid', [index.name]);
    // A unique index whose build fails stays invalid, and refuses new duplicates until it is dropped.
    await mark(
      oid ?? undefined,
      index.hasDuplicates ? 'indisvalid = false, indisunique = true' : 'indisvalid = false',
    );
    return { done: build(id, oid ?? undefined, index) };
  }

  const set = async (id: string, status: string, details: string): Promise<void> => {
    await tell('UPDATE sys.jobs SET status = $2, details = $3, update_time = now() WHERE job_id = $1', [
      id,
      status,
      details,
    ]);
  };

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
      const { done } = await begin(job);
      running.set(job.id, done);
      const forget = () => running.delete(job.id);
      void done.then(forget, forget);
    },
    finished: async (id) => await running.get(id),
    close() {
      isClosed = true;
      for (const link of links) link.destroy();
    },
  };
}

function detailsOf(error: unknown, type: Job['type'], object: string): string {
  if (!(error instanceof QueryError)) return 'The sandbox was stopped.';
  if (error.sqlstate === '42P01') return 'Skipped job for nonexistent table.';
  if (type === 'VALIDATE_CONSTRAINT' && error.sqlstate === '23514')
    return `check constraint "${object.split('.').at(-1)}" is violated by some row`;
  return error.message;
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds).unref());

/** A search path as SET takes it, from the schemas as current_schemas answers them. */
export const searchPathOf = (schemas: readonly string[]): string =>
  schemas.length > 0 ? schemas.map((schema) => quoteText(schema)).join(', ') : "''";
