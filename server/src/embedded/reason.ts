import type { Reason } from './embeddedSql.js';
import type { HostLanguage } from './languages.js';

/** How sure it is that a file speaks to PostgreSQL, under a configuration. `path` is a path or a URI. */
export const reasonIn = (
  path: string,
  text: string,
  language: HostLanguage,
  { use, manifest }: Asked,
): Reason => (use === 'on' ? 'named' : reasonOf(path, text, language, manifest));

interface Asked {
  readonly use: 'auto' | 'on' | 'off';
  readonly manifest: string | undefined;
}

/** What a file, its path and the manifest of its project say of the database that it speaks to. */
export function reasonOf(
  path: string,
  text: string,
  { postgres, others }: HostLanguage,
  manifest: string | undefined,
): Reason {
  const isNamed = postgres.test(text);
  if (!isNamed && (others.test(text) || isOfOther.test(endOf(path)))) return 'other';
  // Most ORMs speak to several databases: the drivers of the project tell to which.
  if (manifest !== undefined && otherPackages.test(manifest) && !postgresPackages.test(manifest))
    return 'other';
  if (isNamed) return 'named';
  if (manifest === undefined) return 'possible';
  return postgresPackages.test(manifest) ? 'named' : 'possible';
}

/** The name of a file and of its folder: what is above them may be called in any way. */
const endOf = (path: string): string => path.split(/[\\/]/).slice(-2).join('/');

/** A file or a folder that is called by another database, as where a program speaks to several: `mysql-core/dialect.js`. */
const isOfOther =
  /(?<![a-z\d])(?:mysql\d*|mariadb|(?:better-?)?sqlite\d*|libsql|d1|mssql|sqlserver|oracle(?:db)?|duckdb|clickhouse|singlestore|tidb|bigquery|snowflake|spanner|cassandra|gel|edgedb)(?![a-z\d])/i;

/** The files that tell what a project uses, of all languages. */
export const manifestNames = [
  'package.json',
  'pyproject.toml',
  'requirements.txt',
  'Pipfile',
  'pom.xml',
  'build.gradle',
  'build.gradle.kts',
  'go.mod',
  'Cargo.toml',
  'mix.exs',
] as const;

const postgresPackages =
  /["'\s/:]@?(?:pg|pg-promise|postgres|slonik|drizzle-orm|kysely|@prisma\/client|psycopg2?(?:-binary)?|asyncpg|pg8000|postgrex|tokio-postgres|postgresql|pgx(?:\/v\d)?|lib\/pq|npgsql|aurora-dsql[\w-]*|dsql-signer)["'\s:=@[(</]/i;
const otherPackages =
  /["'\s/:](?:mysql2?|mysqlclient|pymysql|mariadb|sqlite3?|better-sqlite3|mssql|tedious|oracledb|duckdb|clickhouse[\w-]*|mongodb|mongoose|myxql|rusqlite|snowflake[\w-]*)["'\s:=@[(<]/i;
