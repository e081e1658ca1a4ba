import { quoteString } from '../../core/syntax/literals.js';
import { quoteName, quoteObject } from '../../core/syntax/names.js';

/** The table in which `dsql apply` counts what it has done. */
export interface LedgerName {
  readonly schema: string;
  readonly name: string;
}

export const usualLedger: LedgerName = { schema: 'public', name: 'dsql_migrations' };

/** What the ledger says of a migration. */
export interface LedgerEntry {
  readonly name: string;
  /** Of the whole file, as it was when its last unit was done; empty where another tool has applied it. */
  readonly checksum: string;
  /** Units that are done, of how many, and the one that was begun: `done` again where none is. */
  readonly done: number;
  readonly units: number;
  readonly begun: number;
  /** Of the units that are done; and of the unit that was begun. */
  readonly prefix: string;
  readonly unit: string;
  /** Of the traces in the catalog before the unit that was begun. */
  readonly trace: string;
  /** The jobs that the unit has begun. */
  readonly jobs: readonly string[];
  /** Who applied it: this tool, or the one that a history was read of. */
  readonly tool: string;
}

const columns = 'name, checksum, done, units, begun, prefix, unit, trace, jobs, tool';

/** The lock is a row of its own, whose name no file has. */
const lockName = '';

/** The statements for a ledger. `holder` is who applies: it only changes rows that are still its own. */
export function ledgerSql(ledger: LedgerName, holder: string) {
  const table = quoteObject(ledger);
  const mine = `holder = ${quoteString(holder)}`;
  const named = (name: string) => `name = ${quoteString(name)}`;
  return {
    make: [
      ...(ledger.schema === 'public' ? [] : [`CREATE SCHEMA IF NOT EXISTS ${quoteName(ledger.schema)}`]),
      `CREATE TABLE IF NOT EXISTS ${table} (
  name text PRIMARY KEY, checksum text NOT NULL, done integer NOT NULL, units integer NOT NULL, begun integer NOT NULL,
  prefix text NOT NULL, unit text NOT NULL, trace text NOT NULL, jobs text NOT NULL, tool text NOT NULL,
  holder text NOT NULL, lease timestamptz, changed_at timestamptz NOT NULL DEFAULT now())`,
    ],
    /** One row where there is a table of the name. */
    isThere: `SELECT 1 FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = ${quoteString(ledger.schema)} AND c.relname = ${quoteString(ledger.name)}`,
    entries: `SELECT ${columns} FROM ${table} WHERE name <> '' ORDER BY name`,
    entry: (name: string) => `SELECT ${columns} FROM ${table} WHERE ${named(name)} AND ${mine}`,
    /** Changes a row only where the lock was free, has run out, or is the holder's own already. */
    lock: (seconds: number, isForced: boolean) => `INSERT INTO ${table} AS l
  (name, checksum, done, units, begun, prefix, unit, trace, jobs, tool, holder, lease)
VALUES ('', '', 0, 0, 0, '', '', '', '', '', ${quoteString(holder)}, now() + interval '${seconds} seconds')
ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, lease = excluded.lease, changed_at = now()
WHERE l.lease < now() OR l.${mine}${isForced ? ' OR true' : ''}`,
    /** Seconds until the lock of somebody else runs out. */
    lockLeft: `SELECT ceil(extract(epoch FROM lease - now())) FROM ${table} WHERE ${named(lockName)} AND lease >= now()`,
    renew: (seconds: number) =>
      `UPDATE ${table} SET lease = now() + interval '${seconds} seconds' WHERE ${named(lockName)} AND ${mine} RETURNING 1`,
    unlock: `UPDATE ${table} SET lease = now() - interval '1 second' WHERE ${named(lockName)} AND ${mine}`,
    /** What an earlier holder has left: it can no longer change it. */
    takeOver: `UPDATE ${table} SET holder = ${quoteString(holder)} WHERE name <> '' AND done < units`,
    add: ({
      name,
      units,
      checksum,
      tool,
      done,
    }: Pick<LedgerEntry, 'name' | 'units' | 'checksum' | 'tool' | 'done'>) =>
      `INSERT INTO ${table} (name, checksum, done, units, begun, prefix, unit, trace, jobs, tool, holder)
VALUES (${quoteString(name)}, ${quoteString(checksum)}, ${done}, ${units}, ${done}, '', '', '', '', ${quoteString(tool)}, ${quoteString(holder)})`,
    /** A unit is begun, whose doing the catalog will tell. */
    begin: (name: string, done: number, unit: string, trace: string) =>
      `UPDATE ${table} SET begun = ${done + 1}, unit = ${quoteString(unit)}, trace = ${quoteString(trace)}, jobs = '',
changed_at = now() WHERE ${named(name)} AND done = ${done} AND ${mine}`,
    jobs: (name: string, done: number, jobs: readonly string[]) =>
      `UPDATE ${table} SET jobs = ${quoteString(jobs.join(' '))}, changed_at = now()
WHERE ${named(name)} AND done = ${done} AND ${mine}`,
    /** The server has refused the unit: nothing of it was kept. */
    forget: (name: string, done: number) =>
      `UPDATE ${table} SET begun = ${done}, unit = '', trace = '', jobs = '', changed_at = now()
WHERE ${named(name)} AND done = ${done} AND ${mine}`,
    count: (
      name: string,
      done: number,
      { checksum, prefix, units }: Pick<LedgerEntry, 'checksum' | 'prefix' | 'units'>,
    ) =>
      `UPDATE ${table} SET done = ${done + 1}, begun = ${done + 1}, units = ${units}, prefix = ${quoteString(prefix)},
checksum = ${quoteString(checksum)}, unit = '', trace = '', jobs = '', changed_at = now()
WHERE ${named(name)} AND done = ${done} AND ${mine}`,
    /** A repeatable migration that has changed, or a file whose change was accepted. */
    restart: (name: string, { checksum, units, done }: Pick<LedgerEntry, 'checksum' | 'units' | 'done'>) =>
      `UPDATE ${table} SET done = ${done}, begun = ${done}, units = ${units}, prefix = '', checksum = ${quoteString(checksum)},
holder = ${quoteString(holder)}, changed_at = now() WHERE ${named(name)}`,
  };
}

export type LedgerSql = ReturnType<typeof ledgerSql>;

/** Reads a row of the ledger. */
export function entryOf(row: readonly (string | null)[]): LedgerEntry {
  const [name, checksum, done, units, begun, prefix, unit, trace, jobs, tool] = row.map((cell) => cell ?? '');
  return {
    ...{
      name: name ?? '',
      checksum: checksum ?? '',
      prefix: prefix ?? '',
      unit: unit ?? '',
      trace: trace ?? '',
    },
    ...{ done: Number(done), units: Number(units), begun: Number(begun), tool: tool ?? '' },
    jobs: jobs ? jobs.split(' ') : [],
  };
}
