import { createHash } from 'node:crypto';
import type { Session } from '../../connection/session.js';
import { byVersion, entriesIn, type Migration, versionKey } from '../../core/project/migrations.js';
import type { ToolHistory } from './apply.js';

/** The tools whose tables are read. */
export const historyTools = ['flyway', 'prisma', 'drizzle', 'golang-migrate'] as const;
export type HistoryTool = (typeof historyTools)[number];

interface Means {
  readonly migrations: readonly Migration[];
  /** Drizzle's journal, where there is one. */
  readonly journal: string | undefined;
  /** What the ledger calls a file. */
  readonly nameOf: (migration: Migration) => string;
}

type Row = readonly (string | null)[];

interface Reader {
  /** Its table, and a column that tells it from tables of the same name. */
  readonly table: string;
  readonly column: string;
  readonly sql: (table: string) => string;
  readonly read: (rows: readonly Row[], means: Means) => Omit<ToolHistory, 'tool'>;
}

/** What another tool has written down of these migrations. `wanted`: which tool; undefined for whichever has a table. */
export async function historyOf(
  session: Pick<Session, 'query'>,
  wanted: HistoryTool | undefined,
  means: Means,
): Promise<ToolHistory> {
  for (const tool of wanted ? [wanted] : historyTools) {
    const { table, column, sql, read } = readers[tool];
    const [place] = await session.query(placeSql, [table, column]);
    const [found] = place ?? [];
    if (!found) continue;
    return { tool, ...read(await session.query(sql(found)), means) };
  }
  if (wanted) return { ...nothing, trouble: `There is no table of ${wanted} in this database.` };
  return nothing;
}

const nothing: ToolHistory = { tool: undefined, applied: new Set() };

const placeSql = `SELECT format('%I.%I', n.nspname, c.relname)
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid
WHERE c.relname = $1 AND c.relkind = 'r' AND a.attname = $2
ORDER BY n.nspname <> 'public', n.nspname`;

const readers: Readonly<Record<HistoryTool, Reader>> = {
  // https://documentation.red-gate.com/flyway: the schema history table
  flyway: {
    table: 'flyway_schema_history',
    column: 'installed_rank',
    sql: (table) => `SELECT version, type, script, checksum, success FROM ${table} ORDER BY installed_rank`,
    read: (rows, { migrations, nameOf }) => {
      const { baseline, versions, repeatables, failed } = flywayRows(rows);
      const isApplied = ({ path, text, version, isRepeatable }: Migration) =>
        isRepeatable
          ? repeatables.get(baseOf(path)) === flywayChecksum(text)
          : version !== undefined &&
            ((baseline !== undefined && byVersion(version, baseline) <= 0) ||
              versions.has(versionKey(version)));
      return {
        applied: named(migrations.filter(isApplied), nameOf),
        ...(failed !== undefined && {
          trouble: `Flyway has written down that ${failed} failed: clean up after it and run "flyway repair" first.`,
        }),
      };
    },
  },
  // https://www.prisma.io/docs/orm/prisma-migrate: the table _prisma_migrations
  prisma: {
    table: '_prisma_migrations',
    column: 'migration_name',
    sql: (table) =>
      `SELECT migration_name, finished_at IS NOT NULL, rolled_back_at IS NOT NULL FROM ${table} ORDER BY started_at`,
    read: (rows, { migrations, nameOf }) => {
      const kept = rows.filter(([, , isRolledBack]) => isRolledBack !== 't');
      const failed = kept.find(([, isFinished]) => isFinished !== 't');
      const names = new Set(kept.filter(([, isFinished]) => isFinished === 't').map(([name]) => name ?? ''));
      const rolledBack = new Set(
        rows.filter(([, , isRolledBack]) => isRolledBack === 't').map(([name]) => name ?? ''),
      );
      return {
        applied: named(
          migrations.filter(({ path }) => names.has(folderOf(path))),
          nameOf,
        ),
        notes: new Map(
          migrations
            .filter(({ path }) => rolledBack.has(folderOf(path)))
            .map((one) => [
              nameOf(one),
              `Prisma has written down that ${folderOf(one.path)} was rolled back: it is applied from its beginning.`,
            ]),
        ),
        ...(failed && {
          trouble: `Prisma has written down that ${failed[0]} was begun and not finished: resolve it with "prisma migrate resolve" first.`,
        }),
      };
    },
  },
  // https://orm.drizzle.team/docs/drizzle-kit-migrate: hash is SHA-256 of the file, created_at "when" of the journal
  drizzle: {
    table: '__drizzle_migrations',
    column: 'hash',
    sql: (table) => `SELECT hash, created_at FROM ${table}`,
    read: (rows, { migrations, journal, nameOf }) => {
      const hashes = new Set(rows.map(([hash]) => hash ?? ''));
      const last = rows.reduce((most, [, at]) => Math.max(most, Number(at ?? 0)), 0);
      const whens = new Map((entriesIn(journal ?? '') ?? []).map(({ tag, when }) => [tag, when]));
      const isApplied = ({ path, text }: Migration) => {
        const when = whens.get(baseOf(path).replace(/\.sql$/i, ''));
        return (
          hashes.has(createHash('sha256').update(text).digest('hex')) || (when !== undefined && when <= last)
        );
      };
      return { applied: named(migrations.filter(isApplied), nameOf) };
    },
  },
  // https://github.com/golang-migrate/migrate: one row, the last version
  'golang-migrate': {
    table: 'schema_migrations',
    column: 'dirty',
    sql: (table) => `SELECT version, dirty FROM ${table}`,
    read: (rows, { migrations, nameOf }) => {
      const [row] = rows;
      const [version, dirty] = row ?? [];
      if (!row || !/^\d+$/.test(version ?? '')) return nothing;
      const last = BigInt(version ?? 0);
      return {
        applied: named(
          migrations.filter((one) => /^\d+$/.test(one.version ?? '') && BigInt(one.version ?? 0) <= last),
          nameOf,
        ),
        ...(dirty === 't' && {
          trouble: `golang-migrate has left version ${version} dirty: clean up after it and run "migrate force" first.`,
        }),
      };
    },
  },
};

/** The tables in which tools count what they have done. */
export const ledgersOfTools: ReadonlySet<string> = new Set([
  ...historyTools.map((tool) => readers[tool].table),
  ...[
    'goose_db_version',
    'atlas_schema_revisions',
    '__diesel_schema_migrations',
    '_sqlx_migrations',
    'pgmigrations',
  ],
  ...[
    'databasechangelog',
    'databasechangeloglock',
    'django_migrations',
    'ar_internal_metadata',
    'dsql_batches',
  ],
]);

/**
 * What the rows of Flyway come to, the earliest first. An undo, and a deletion by its repair, take back what is before them.
 * `repeatables`: the checksum with which each file was last applied. Versions up to `baseline` were there before Flyway.
 */
function flywayRows(rows: readonly Row[]) {
  let baseline: string | undefined;
  let failed: string | undefined;
  const versions = new Set<string>();
  const repeatables = new Map<string, string | null>();
  for (const [version, type, script, checksum, success] of rows) {
    const file = baseOf(script ?? '');
    if (success !== 't') failed ??= script ?? '';
    else if (/BASELINE$/.test(type ?? '')) baseline = version ?? undefined;
    else if (/^(?:UNDO|DELETE)/.test(type ?? '')) {
      if (version) versions.delete(versionKey(version));
      else repeatables.delete(file);
    } else if (version) versions.add(versionKey(version));
    else repeatables.set(file, checksum ?? null);
  }
  return { baseline, versions, repeatables, failed };
}

/** As Flyway counts it: CRC-32 of the lines of a file without their ends, as a signed number of 32 bits. */
function flywayChecksum(text: string): string {
  let rest = -1;
  for (const byte of Buffer.from(text.replace(/^\uFEFF/, '').replace(/[\r\n]/g, ''))) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit++) rest = (rest >>> 1) ^ (rest & 1 ? 0xedb88320 : 0);
  }
  return String(~rest);
}

const named = (migrations: readonly Migration[], nameOf: Means['nameOf']): ReadonlySet<string> =>
  new Set(migrations.map(nameOf));

const baseOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const folderOf = (path: string): string => baseOf(path.slice(0, Math.max(0, path.lastIndexOf('/'))));
