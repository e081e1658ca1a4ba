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
  { postgres, surely, others }: HostLanguage,
  manifest: string | undefined,
): Reason {
  const isNamed = postgres.test(text);
  const isSure = surely === undefined ? isNamed : surely.test(text);
  if (!isSure && (others.test(text) || isOfOther(path))) return 'other';
  // Most ORMs speak to several databases: the drivers of the project tell to which.
  if (manifest !== undefined && otherPackages.test(manifest) && !postgresPackages.test(manifest))
    return 'other';
  if (isNamed) return 'named';
  if (manifest === undefined) return 'possible';
  return postgresPackages.test(manifest) ? 'named' : 'possible';
}

/** Whether it is sure that the SQL of a file is for PostgreSQL. The same library may speak to another database. */
export const isSureIn = (text: string, { surely }: HostLanguage, { use, manifest }: Asked): boolean =>
  use === 'on' ||
  surely === undefined ||
  surely.test(text) ||
  (manifest !== undefined && postgresPackages.test(manifest) && !otherPackages.test(manifest));

/** Whether the name of a file, or of a folder near it, is that of another database: `mysql-core/dialect.js`. */
const isOfOther = (path: string): boolean => {
  const parts = path.split(/[\\/]/);
  // What is far above may be called in any way.
  return otherNames.test(parts.slice(-2).join('/')) || otherPrograms.test(parts.slice(-4).join('/'));
};

const otherNames =
  /(?<![a-z\d])(?:d1|oracle(?:db)?|tidb|bigquery|snowflake|spanner|cassandra|gel|edgedb)(?![a-z\d])/i;
const otherPrograms =
  /(?:mysql|myxql|mariadb|sqlite|libsql|mssql|sqlserver|duckdb|clickhouse|singlestore|firebird)(?!\w*[-_]?to[-_]?(?:pg|postgres|dsql))/i;

/** The files that tell what a project uses, of all languages: names, `*` for a part of one. */
export const manifestNames = [
  'package.json',
  'pyproject.toml',
  'requirements*.txt',
  'setup.py',
  'setup.cfg',
  'Pipfile',
  'pom.xml',
  'build.gradle',
  'build.gradle.kts',
  'go.mod',
  'Cargo.toml',
  'mix.exs',
  '*.csproj',
  'Directory.Packages.props',
  'Directory.Build.props',
  'packages.config',
] as const;

const manifests: readonly RegExp[] = manifestNames.map(
  (name) => new RegExp(`^${name.replaceAll('.', '\\.').replace('*', '.*')}$`),
);

/** Of which of these files a path or a URI is one, as a number; -1 for any other. */
export function manifestKind(path: string): number {
  const name = path.slice(1 + Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')));
  return manifests.findIndex((one) => one.test(name));
}

/** A package of any of these names, as manifests write them: `"pg": "8"`, `<artifactId>postgresql<`, `pg8000>=1`. */
const packages = (names: string): RegExp =>
  new RegExp(`(?:^|["'\\s/:>]|dependencies\\.)@?(?:${names})(?:$|["'\\s:=@[\\](</,;>~!])`, 'i');

const postgresPackages = packages(
  String.raw`pg|pg-promise|postgres|slonik|drizzle-orm|kysely|@prisma\/client|psycopg2?(?:-binary)?|asyncpg|pg8000|postgrex|tokio-postgres|postgresql|pgx(?:\/v\d)?|lib\/pq|(?:\w+\.){0,2}npgsql(?:\.\w+){0,2}|aurora[-_]dsql[\w-]*|dsql-signer`,
);
const otherPackages = packages(
  String.raw`mysql2?|mysqlclient|pymysql|mariadb|sqlite3?|better-sqlite3|mssql|tedious|oracledb|duckdb|clickhouse[\w-]*|mongodb|mongoose|myxql|rusqlite|snowflake[\w-]*|mysql-connector[\w-]*|mariadb-java-client|mssql-jdbc|ojdbc\d*|sqlite-jdbc|go-sqlite3|go-mssqldb|MySqlConnector|MySql\.[\w.]+|Pomelo\.[\w.]+|(?:Microsoft|System)\.Data\.(?:SqlClient|SQLite)[\w.]*|Microsoft\.EntityFrameworkCore\.(?:SqlServer|Sqlite)|Oracle\.[\w.]+`,
);
