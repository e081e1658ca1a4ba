import type { hostLanguages } from '../core/project/config.js';

/** The languages whose files may hold SQL, as editors call them, by the name that a configuration has for them. */
export const codeLanguages: Readonly<Record<(typeof hostLanguages)[number], readonly string[]>> = {
  typescript: ['typescript'],
  javascript: ['javascript', 'javascriptreact', 'typescriptreact'],
  python: ['python'],
  go: ['go'],
  java: ['java'],
  kotlin: ['kotlin'],
  csharp: ['csharp'],
  rust: ['rust'],
  elixir: ['elixir'],
};

/** As editors call them, all of them. */
export const codeLanguageIds: readonly string[] = Object.values(codeLanguages).flat();

/** Whether a text may hold SQL at all: without one of these words nothing is loaded for it. What is longer is not written by hand. */
export const mayHoldSql = (text: string): boolean => text.length <= longest && sqlWord.test(text);

/** UTF-16 units. */
const longest = 2 ** 20;

const sqlWord =
  /\b(?:select|insert\s+into|update|delete\s+from|merge\s+into|create|alter|drop|truncate|begin|commit|rollback|savepoint|vacuum|analyze|explain|listen|notify|lock|grant|revoke|copy|call|with|set|show|declare|fetch|prepare|reindex|cluster)\b|\bpgTable|\bpgEnum|@Entity\b|AutoField\b|dsql/i;

/** Whether a text names what speaks to PostgreSQL, or marks its SQL: for others no server is started. */
export const mayReachPostgres = (text: string): boolean => mayHoldSql(text) && postgresWord.test(text);

const postgresWord =
  /\bsql\b|postgres|psycopg|asyncpg|pg8000|sqlalchemy|django|alembic|\bpgx?\b|\bdsql|npgsql|dapper|prisma|drizzle|kysely|knex|sequelize|typeorm|slonik|jdbc|hibernate|persistence|jooq|jdbi|exposed|sqlx|diesel|ecto|Repo\b|\.execute\b|prepareStatement|database\/sql|gorm/i;
