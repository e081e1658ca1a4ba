import type { HostLanguage } from '../languages.js';

/** How the calls of a client take parameters. */
export interface Driver {
  readonly languages: readonly HostLanguage['id'][];
  /** The callee, with what it is called on. */
  readonly call: RegExp;
  /** What a file names so that this is sure, and what it must not. */
  readonly named: RegExp;
  readonly others: RegExp;
  readonly style: Style;
  readonly place: Place;
  /** Arguments that may stand before the SQL. */
  readonly before?: number;
}

/** How a parameter is written: `$1`, `?`, `%s`, `:name`, `@name`. */
export type Style = 'number' | 'question' | 'percent' | 'colon' | 'at';

/** Where the values go. */
export type Place =
  /** Into one argument behind the SQL, of these nodes; `none` where there must be no such argument yet. */
  | { readonly kind: 'one'; readonly nodes: RegExp; readonly written: Written }
  /** Each is an argument of its own, behind as many others. */
  | { readonly kind: 'each'; readonly behind: number }
  /** Behind the call, or behind the call as the only argument of another one of these names. */
  | { readonly kind: 'after'; readonly of?: RegExp; readonly written: Written };

export interface Value {
  /** For a parameter that has one. */
  readonly name: string;
  readonly text: string;
}

type Written = (values: readonly Value[]) => string;

const texts = (values: readonly Value[]): string => values.map(({ text }) => text).join(', ');
const never = /(?!)/;
const array: Place = { kind: 'one', nodes: /^(?:array|list)$/, written: (values) => `[${texts(values)}]` };
const script = ['typescript', 'javascript'] as const;
const scriptClients =
  'pg|@aws/aurora-dsql-node-postgres-connector|postgres|slonik|knex|kysely|sequelize|typeorm|drizzle-orm|pg-promise|@prisma/client|@mikro-orm/postgresql';

/** Imports of a script, all of the known clients but these. */
const allBut = (...own: readonly string[]): RegExp =>
  new RegExp(
    `['"](?:${scriptClients
      .split('|')
      .filter((one) => !own.includes(one))
      .join('|')})\\b`,
  );

const jvm: Pick<Driver, 'languages' | 'named' | 'others' | 'style'> = {
  languages: ['java', 'kotlin'],
  named: /\borg\.springframework\.jdbc\b/,
  others: /\bNamedParameterJdbc\w+|\bJdbcClient\b/,
  style: 'question',
};

const python = ['psycopg2?', 'sqlalchemy', 'django', 'asyncpg', 'aiopg', 'pg8000', 'peewee'] as const;
const importOf = (names: readonly string[]) =>
  new RegExp(`^\\s*(?:import|from)\\s+(?:${names.join('|')})\\b`, 'm');
const pythonBut = (own: string) => importOf(python.filter((one) => one !== own));

export const drivers: readonly Driver[] = [
  {
    languages: script,
    call: /(?:^|\.)query$/,
    named: /['"](?:pg|@aws\/aurora-dsql-node-postgres-connector)['"]/,
    others: allBut('pg', '@aws/aurora-dsql-node-postgres-connector'),
    style: 'number',
    place: array,
  },
  {
    languages: script,
    call: /\.query$/,
    named: /['"]typeorm['"]/,
    others: allBut('typeorm', 'pg'),
    style: 'number',
    place: array,
  },
  {
    languages: script,
    call: /\bsequelize\.query$/i,
    named: /['"]sequelize['"]/,
    others: allBut('sequelize', 'pg'),
    style: 'number',
    place: { kind: 'one', nodes: never, written: (values) => `{ bind: [${texts(values)}] }` },
  },
  {
    languages: script,
    call: /\.raw$/,
    named: /['"]knex['"]/,
    others: allBut('knex', 'pg'),
    style: 'question',
    place: array,
  },
  {
    languages: script,
    call: /\.unsafe$/,
    named: /['"]postgres['"]/,
    others: allBut('postgres'),
    style: 'number',
    place: array,
  },
  {
    languages: ['python'],
    call: /\.execute$/,
    named: importOf(['psycopg2?']),
    others: pythonBut('psycopg2?'),
    style: 'percent',
    place: {
      kind: 'one',
      nodes: /^(?:tuple|list)$/,
      written: (values) => (values.length === 1 ? `(${texts(values)},)` : `(${texts(values)})`),
    },
  },
  {
    languages: ['python'],
    call: /^(?:sqlalchemy\.|sa\.)?text$/,
    named: importOf(['sqlalchemy']),
    others: pythonBut('sqlalchemy'),
    style: 'colon',
    place: {
      kind: 'after',
      of: /\.(?:execute|scalar|scalars)$/,
      written: (values) => `, {${values.map(({ name, text }) => `"${name}": ${text}`).join(', ')}}`,
    },
  },
  {
    languages: ['python'],
    call: /\.(?:execute|fetch|fetchrow|fetchval)$/,
    named: importOf(['asyncpg']),
    others: pythonBut('asyncpg'),
    style: 'number',
    place: { kind: 'each', behind: 0 },
  },
  {
    languages: ['go'],
    call: /\.(?:Query|QueryRow|Exec)(?:Context)?$/,
    named: /"(?:database\/sql|github\.com\/(?:jackc\/pgx|lib\/pq)[^"]*)"/,
    others: /"(?:gorm\.io|github\.com\/uptrace|xorm\.io)/,
    style: 'number',
    place: { kind: 'each', behind: 0 },
    before: 1,
  },
  {
    ...jvm,
    call: /\bjdbc\w*\.(?:update|queryForList|queryForMap|queryForRowSet)$/i,
    place: { kind: 'each', behind: 0 },
  },
  { ...jvm, call: /\bjdbc\w*\.(?:queryForObject|query)$/i, place: { kind: 'each', behind: 1 } },
  {
    languages: ['rust'],
    call: /^sqlx::query(?:_as|_scalar)?(?:::<.*>)?$/s,
    named: /\bsqlx\b/,
    others: never,
    style: 'number',
    place: {
      kind: 'after',
      written: (values) => values.map(({ text }) => `.bind(&${text.replace(/^&/, '')})`).join(''),
    },
  },
  {
    languages: ['csharp'],
    call: /\.(?:Query|Execute)\w*(?:<[^()]*>)?$/,
    named: /\busing\s+Dapper\b/,
    others: /\busing\s+Microsoft\.EntityFrameworkCore\b/,
    style: 'at',
    place: { kind: 'one', nodes: never, written: (values) => `new { ${texts(values)} }` },
  },
  {
    languages: ['csharp'],
    call: /^(?:Npgsql\.)?NpgsqlCommand$/,
    named: /\busing\s+Npgsql\b/,
    others: never,
    style: 'number',
    place: {
      kind: 'after',
      written: (values) =>
        ` { Parameters = { ${values.map(({ text }) => `new() { Value = ${text} }`).join(', ')} } }`,
    },
  },
  {
    languages: ['elixir'],
    call: /\bRepo\.query!?$/,
    named: /\bRepo\b/,
    others: never,
    style: 'number',
    place: array,
  },
  {
    languages: ['elixir'],
    call: /\b(?:Postgrex|Ecto\.Adapters\.SQL)\.query!?$/,
    named: /\b(?:Postgrex|Ecto\.Adapters\.SQL)\b/,
    others: never,
    style: 'number',
    place: array,
    before: 1,
  },
];

/** How a style counts and writes parameters. */
export const styles: Readonly<
  Record<
    Style,
    {
      /** The parameters of a text; undefined where they are not sure. */
      readonly count: (sql: string) => number | undefined;
      readonly written: (number: number, name: string) => string;
      /** By their places: a new one must be behind all others. */
      readonly sign?: string;
    }
  >
> = {
  number: {
    count: (sql) => Math.max(0, ...[...sql.matchAll(/\$(\d+)/g)].map(([, number]) => Number(number))),
    written: (number) => `$${number}`,
  },
  question: {
    count: (sql) => (/\?[?|&]|[@-]\?|(?<!:):[a-z_]/i.test(sql) ? undefined : (sql.match(/\?/g)?.length ?? 0)),
    written: () => '?',
    sign: '?',
  },
  percent: {
    count: (sql) =>
      sql.replace(/%s|%%/g, '').includes('%') ? undefined : (sql.match(/(?<!%)(?:%%)*%s/g)?.length ?? 0),
    written: () => '%s',
    sign: '%s',
  },
  colon: {
    count: (sql) => (/(?<!:):[a-z_]/i.test(sql) ? undefined : 0),
    written: (_, name) => `:${name}`,
  },
  at: { count: (sql) => (sql.includes('@') ? undefined : 0), written: (_, name) => `@${name}` },
};
