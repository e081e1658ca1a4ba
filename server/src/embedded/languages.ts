import { codeLanguages } from '../protocol/codeLanguages.js';
import type { Write } from './mappedText.js';
import type { LiteralForm, Writing } from './writing.js';

/** A language whose files hold SQL: where, and how its strings are written. Queries are tree-sitter's. */
export interface HostLanguage {
  /** As `dsql.config.json` calls it. */
  readonly id: keyof typeof codeLanguages;
  /** The endings of its files. */
  readonly endings: readonly string[];
  /** The file of its grammar, without `tree-sitter-` and `.wasm`. */
  readonly grammar: string;
  readonly writing: Writing;
  /** Captures `@callee` with `@arguments`, `@tag` with `@template`, `@name` with `@value`, `@property` with `@assigned`, and `@comment`. */
  readonly query: string;
  /** The last word of a callee whose argument is SQL. */
  readonly calls: RegExp;
  /** The last word of a callee whose argument is SQL only where a PostgreSQL client is named. */
  readonly looseCalls: RegExp;
  /** The last word of a callee whose argument is an expression of SQL. */
  readonly expressions: RegExp;
  /** The tags and the properties whose text is SQL. */
  readonly tags: RegExp;
  readonly properties: RegExp;
  /** Names of parameters or keys that hold the SQL of a call. */
  readonly keys: RegExp;
  /** What a file says that uses PostgreSQL, and one that uses another database. */
  readonly postgres: RegExp;
  /** What names PostgreSQL itself, where `postgres` has libraries that speak to any database, too. */
  readonly surely?: RegExp;
  readonly others: RegExp;
  /** A parameter that SQL does not know, behind a sign; undefined where drivers use what SQL knows. */
  readonly parameters?: RegExp;
  /** Whether a call takes a query language that is no SQL. */
  readonly isOther?: (name: string, args: string, file: string) => boolean;
}

const common = String.raw`\\(?:x[\da-fA-F]{2}|u\{[\da-fA-F]+\}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|[0-7]{1,3}|\r?\n|[\s\S])`;
const backslash = new RegExp(common, 'g');
const inBraces = new RegExp(`${common}|\\{\\{|\\}\\}`, 'g');

const sameAsOpening = (opening: string): string => opening.replace(/^[^"'\u0060]*/, '');

/** With backslashes; a line break is written as an escape where the literal ends with its line. */
const escaping =
  (more: { readonly braces?: boolean; readonly dollar?: RegExp; readonly isOneLine?: boolean } = {}) =>
  (_: string, closing: string): Write =>
  (text) => {
    const quote = closing.charAt(0);
    let written = text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`);
    if (more.braces) written = written.replaceAll('{', '{{').replaceAll('}', '}}');
    if (more.dollar) written = written.replace(more.dollar, '\\$&');
    return more.isOneLine ? written.replace(/\r?\n/g, '\\n') : written;
  };

/** As it is; nothing that would end the literal or put something in, nor begin or end with a part of what would. */
const asItIs =
  (isOneLine = false, refused = /\\$/) =>
  (_: string, closing: string): Write =>
  (text) => {
    const isApart =
      closing.length === 1 || !(closing.includes(text.charAt(0)) || closing.includes(text.slice(-1)));
    const isHeld = text === '' || (isApart && !text.includes(closing) && !refused.test(text));
    return isHeld && !(isOneLine && /[\r\n]/.test(text)) ? text : undefined;
  };

/** With braces twice, each of which would put something in. */
const doubling =
  (write: LiteralForm['write']): LiteralForm['write'] =>
  (opening, closing) => {
    const held = write(opening, closing);
    return (text) => held(text.replace(/[{}]/g, '$&$&'));
  };

const form = (
  open: RegExp,
  escapes: RegExp | undefined,
  write: LiteralForm['write'],
  holes: readonly string[] = [],
  closing: (opening: string) => string = sameAsOpening,
): LiteralForm => ({ open, closing, holes, escapes, write });

/** Its last line is only what it ends with. */
const block = (of: LiteralForm): LiteralForm => ({ ...of, isBlock: true });

const oneLine = escaping({ isOneLine: true });

const otherDatabases =
  'mysql2?|mariadb|sqlite3?|better-sqlite3|libsql|d1-|mssql|tedious|oracledb|duckdb|clickhouse|snowflake|bigquery|cassandra|planetscale|singlestore|spanner';

const script: Omit<HostLanguage, 'id' | 'endings' | 'grammar'> = {
  writing: {
    literals: {
      string: [form(/^["']/, backslash, oneLine)],
      template_string: [
        form(/^`/, backslash, escaping({ dollar: /\$(?=\{|$)/g }), ['template_substitution']),
      ],
    },
    joins: { binary_expression: ['+'] },
    sequences: [],
    wrappers: ['parenthesized_expression', 'as_expression', 'satisfies_expression'],
  },
  query: `
    (call_expression function: (_) @tag arguments: (template_string) @template)
    (call_expression function: (_) @callee arguments: (arguments) @arguments)
    (new_expression constructor: (_) @callee arguments: (arguments) @arguments)
    (binary_expression
      left: (binary_expression left: (_) @tag operator: "<") operator: ">" right: (template_string) @template)
    (variable_declarator name: (identifier) @name value: (_) @value)
    (pair key: (property_identifier) @name value: (_) @value)
    (public_field_definition name: (property_identifier) @name value: (_) @value)
    (comment) @comment`,
  calls:
    /^(?:query|\$queryRawUnsafe|\$executeRawUnsafe|queryRaw|executeRaw|unsafe|addSql|executeSql|querySingle|queryOne|queryMany)$/,
  looseCalls:
    /^(?:sql|raw|execute|executeQuery|one|oneOrNone|many|manyOrNone|any|none|result|multi|Query|QueryStream|Cursor|PreparedStatement|prepare|run|all|get|stream)$/,
  expressions: /^(?:literal)$/,
  tags: /^(?:sql|SQL|pgsql|\$queryRaw|\$executeRaw|queryRaw|executeRaw)$/,
  properties: /^$/,
  keys: /^(?:text|sql|query|statement)$/,
  postgres:
    /(?:from|require\(|import\(?)\s*['"](?:pg|pg-[\w-]+|postgres|slonik|@databases\/pg|@prisma\/[\w-]+|drizzle-orm(?:\/[\w/-]+)?|kysely|knex|sequelize|typeorm|pg-promise|@mikro-orm\/postgresql|@aws\/aurora-dsql[\w-]*|@aws-sdk\/dsql-signer|@vercel\/postgres|@neondatabase\/serverless|node-pg-migrate)['"]/,
  others: new RegExp(
    `(?:from|require\\(|import\\(?)\\s*['"](?:node:)?[@\\w./-]*(?:${otherDatabases}|tidb|cloudflare|react-native|expo-)[\\w./-]*['"]`,
  ),
};

const jvmCalls =
  /^(?:prepareStatement|prepareCall|executeQuery|executeUpdate|executeLargeUpdate|addBatch|queryForObject|queryForList|queryForMap|queryForStream|queryForRowSet|batchUpdate|createNativeQuery|nativeSQL|SqlQuery|SqlUpdate|SqlBatch|sqlQuery)$/;
const jvmLoose =
  /^(?:query|update|execute|sql|exec|createQuery|createUpdate|createScript|fetch|fetchOne|resultQuery|queryAsync|Select|Insert|Update|Delete|Query|NamedNativeQuery|preparedQuery|createStatement)$/;
const jvmOthers =
  /\b(?:com\.mysql|org\.mariadb|org\.sqlite|oracle\.jdbc|com\.microsoft\.sqlserver|org\.h2|org\.hsqldb|com\.clickhouse|android\.database|androidx\.room)\b/;
const jvmPostgres =
  /\b(?:java\.sql|javax\.sql|org\.postgresql|org\.springframework\.(?:jdbc|data|r2dbc)|org\.jooq|org\.jdbi|jakarta\.persistence|javax\.persistence|org\.hibernate|org\.jetbrains\.exposed|software\.amazon\.dsql|io\.r2dbc|org\.apache\.ibatis|io\.vertx\.\w*pgclient)\b/;

/** JPQL and HQL, which look like SQL: an entity's queries that are not native. */
const isJpql = (name: string, args: string, file: string): boolean => {
  if (name !== 'createQuery' && name !== 'Query') return false;
  if (/\bnativeQuery\s*=\s*true\b/.test(args)) return false;
  return name === 'createQuery'
    ? !/\borg\.jdbi\b/.test(file)
    : !/\borg\.springframework\.data\.(?:jdbc|r2dbc)\b/.test(file);
};

const jvmSurely =
  /\b(?:org\.postgresql|aurora_?dsql|dsql|pgclient|PostgreSQL|PGobject)\b|jdbc:(?:aws-dsql:)?postgresql/;

export const languages: readonly HostLanguage[] = [
  {
    id: 'typescript',
    endings: ['.ts', '.mts', '.cts'],
    grammar: 'typescript',
    ...script,
  },
  {
    id: 'javascript',
    endings: ['.js', '.mjs', '.cjs', '.jsx', '.tsx'],
    grammar: 'tsx',
    ...script,
  },
  {
    id: 'python',
    endings: ['.py'],
    grammar: 'python',
    writing: {
      literals: {
        string: [
          form(/^(?:[bu]?)"""|^(?:[bu]?)'''/i, backslash, escaping()),
          form(/^(?:fr|rf)(?:"""|''')/i, /\{\{|\}\}/g, doubling(asItIs()), ['interpolation']),
          form(/^f(?:"""|''')/i, inBraces, escaping({ braces: true }), ['interpolation']),
          form(/^(?:r|br|rb)(?:"""|''')/i, undefined, asItIs()),
          form(/^(?:fr|rf)["']/i, /\{\{|\}\}/g, doubling(asItIs(true)), ['interpolation']),
          form(/^f["']/i, inBraces, escaping({ braces: true, isOneLine: true }), ['interpolation']),
          form(/^(?:r|br|rb)["']/i, undefined, asItIs(true)),
          form(/^[bu]?["']/i, backslash, oneLine),
        ],
      },
      joins: { binary_operator: ['+'] },
      sequences: ['concatenated_string'],
      wrappers: ['parenthesized_expression'],
    },
    query: `
      (call function: (_) @callee arguments: (argument_list) @arguments)
      (assignment left: (identifier) @name right: (_) @value)
      (comment) @comment`,
    calls:
      /^(?:executemany|execute_values|execute_batch|fetchrow|fetchval|exec_driver_sql|RunSQL|RawSQL|mogrify|read_sql|read_sql_query|execute_query)$/,
    looseCalls: /^(?:execute|fetch|text|raw|DDL|prepare|cursor|copy_expert|stream|executescript)$/,
    expressions: /^$/,
    tags: /^$/,
    properties: /^$/,
    keys: /^(?:query|sql|statement|operation)$/,
    postgres:
      /\b(?:psycopg2?|asyncpg|pg8000|sqlalchemy|django|aurora_dsql\w*|aiopg|alembic|records|databases|sqlmodel|tortoise|peewee)\b/,
    surely:
      /^\s*(?:import|from)\s+(?:psycopg2?|asyncpg|pg8000|aiopg|aurora_dsql\w*)\b|postgresql(?:\+\w+)?:\/\/|dialects\.postgresql|\bdsql\b/m,
    others: new RegExp(
      `^\\s*(?:import|from)\\s+(?:pymysql|MySQLdb|aiomysql|aiosqlite|pyodbc|cx_Oracle|pyhive|pyspark|google|${otherDatabases})\\b`,
      'm',
    ),
  },
  {
    id: 'go',
    endings: ['.go'],
    grammar: 'go',
    writing: {
      literals: {
        raw_string_literal: [form(/^`/, undefined, asItIs())],
        interpreted_string_literal: [form(/^"/, backslash, oneLine)],
      },
      joins: { binary_expression: ['+'] },
      sequences: [],
      wrappers: ['parenthesized_expression'],
    },
    query: `
      (call_expression function: (_) @callee arguments: (argument_list) @arguments)
      (const_spec name: (identifier) @name value: (expression_list (_) @value))
      (var_spec name: (identifier) @name value: (expression_list (_) @value))
      (short_var_declaration left: (expression_list (identifier) @name) right: (expression_list (_) @value))
      (comment) @comment`,
    calls:
      /^(?:QueryContext|QueryRowContext|ExecContext|PrepareContext|QueryRow|Queryx|QueryRowx|NamedExec|NamedQuery|MustExec|QueryxContext|QueryRowxContext|NamedExecContext|SelectContext|GetContext)$/,
    looseCalls: /^(?:Query|Exec|Prepare|Preparex|Get|Select|Queue|Raw|Preparenamed|SimpleQuery)$/,
    expressions: /^$/,
    tags: /^$/,
    properties: /^$/,
    keys: /^$/,
    postgres:
      /"(?:database\/sql|github\.com\/(?:jackc\/pgx|lib\/pq|jmoiron\/sqlx|awslabs\/aurora-dsql)[^"]*|gorm\.io\/[^"]+)"/,
    surely:
      /"(?:github\.com\/(?:jackc\/|lib\/pq|awslabs\/aurora-dsql)[^"]*|gorm\.io\/driver\/postgres)"|\bdsql\b/,
    others:
      /"(?:github\.com\/(?:go-sql-driver\/mysql|mattn\/go-sqlite3|denisenkom\/[^"]+|microsoft\/go-mssqldb|ClickHouse\/[^"]+|sijms\/go-ora)[^"]*|modernc\.org\/sqlite|gorm\.io\/driver\/(?:mysql|sqlite|sqlserver)|cloud\.google\.com\/go\/(?:spanner|bigquery))"/,
    parameters: /(?<![\w@'"$])@[A-Za-z_]\w*/g,
  },
  {
    id: 'java',
    endings: ['.java'],
    grammar: 'java',
    writing: {
      literals: {
        string_literal: [form(/^"""/, backslash, escaping()), form(/^"/, backslash, oneLine)],
      },
      joins: { binary_expression: ['+'] },
      sequences: [],
      wrappers: ['parenthesized_expression'],
    },
    query: `
      (method_invocation name: (_) @callee arguments: (argument_list) @arguments)
      (annotation name: (_) @callee arguments: (annotation_argument_list) @arguments)
      (variable_declarator name: (identifier) @name value: (_) @value)
      [(line_comment) (block_comment)] @comment`,
    calls: jvmCalls,
    looseCalls: jvmLoose,
    expressions: /^$/,
    tags: /^$/,
    properties: /^$/,
    keys: /^(?:value|query|nativeQuery|sql)$/,
    postgres: jvmPostgres,
    surely: jvmSurely,
    isOther: isJpql,
    others: jvmOthers,
  },
  {
    id: 'kotlin',
    endings: ['.kt', '.kts'],
    grammar: 'kotlin',
    writing: {
      literals: {
        string_literal: [
          form(/^"""/, undefined, asItIs(false, /[$\\]/), [
            'interpolated_identifier',
            'interpolated_expression',
          ]),
          form(/^"/, backslash, escaping({ isOneLine: true, dollar: /\$/g }), [
            'interpolated_identifier',
            'interpolated_expression',
          ]),
        ],
      },
      joins: { additive_expression: ['+'] },
      sequences: [],
      wrappers: ['parenthesized_expression', 'value_argument'],
    },
    query: `
      (call_expression . (_) @callee (call_suffix (value_arguments) @arguments))
      (constructor_invocation (user_type) @callee (value_arguments) @arguments)
      (property_declaration (variable_declaration (simple_identifier) @name) (_) @value)
      [(line_comment) (multiline_comment)] @comment`,
    calls: jvmCalls,
    looseCalls: jvmLoose,
    expressions: /^$/,
    tags: /^$/,
    properties: /^$/,
    keys: /^(?:value|query|nativeQuery|sql)$/,
    postgres: jvmPostgres,
    surely: jvmSurely,
    isOther: isJpql,
    others: jvmOthers,
  },
  {
    id: 'csharp',
    endings: ['.cs'],
    grammar: 'c-sharp',
    writing: {
      literals: {
        string_literal: [form(/^"/, backslash, oneLine)],
        verbatim_string_literal: [form(/^@"/, /""/g, () => (text) => text.replaceAll('"', '""'))],
        raw_string_literal: [block(form(/^"""+/, undefined, asItIs()))],
        interpolated_string_expression: [
          block(form(/^\$+"""+/, undefined, asItIs(false, /[{}\\]/), ['interpolation'])),
          form(/^(?:\$@|@\$)"/, /""|\{\{|\}\}/g, () => (text) => text.replace(/["{}]/g, '$&$&'), [
            'interpolation',
          ]),
          form(/^\$"/, inBraces, escaping({ braces: true, isOneLine: true }), ['interpolation']),
        ],
      },
      joins: { binary_expression: ['+'] },
      sequences: [],
      wrappers: ['parenthesized_expression', 'argument'],
    },
    query: `
      (invocation_expression function: (_) @callee arguments: (argument_list) @arguments)
      (object_creation_expression type: (_) @callee arguments: (argument_list) @arguments)
      (assignment_expression left: (_) @property right: (_) @assigned)
      (variable_declarator name: (identifier) @name (_) @value)
      (comment) @comment`,
    calls:
      /^(?:NpgsqlCommand|NpgsqlBatchCommand|FromSqlRaw|FromSqlInterpolated|FromSql|SqlQuery|SqlQueryRaw|ExecuteSqlRaw|ExecuteSqlRawAsync|ExecuteSql|ExecuteSqlAsync|ExecuteSqlInterpolated|ExecuteSqlInterpolatedAsync|QueryAsync|QueryFirstAsync|QueryFirstOrDefaultAsync|QuerySingleAsync|QuerySingleOrDefaultAsync|QueryMultipleAsync|ExecuteScalarAsync|QueryFirstOrDefault|QuerySingleOrDefault|QueryMultiple)$/,
    looseCalls:
      /^(?:Query|QueryFirst|QuerySingle|Execute|ExecuteAsync|ExecuteScalar|ExecuteReader|Sql|CreateCommand)$/,
    expressions: /^$/,
    tags: /^$/,
    properties: /^CommandText$/,
    keys: /^(?:sql|cmdText|commandText|CommandText)$/,
    surely: /\busing\s+(?:static\s+)?Npgsql\b|\bNpgsql\w+|\bUseNpgsql\b|\bDsql\b/i,
    postgres: /\busing\s+(?:static\s+)?(?:Npgsql|Dapper|Microsoft\.EntityFrameworkCore)\b/,
    others:
      /\busing\s+(?:Microsoft\.Data\.(?:SqlClient|Sqlite)|System\.Data\.(?:SqlClient|SQLite)|MySql[\w.]*|MySqlConnector|Oracle[\w.]*)\s*;/,
    parameters: /(?<![\w@'"$])@[A-Za-z_]\w*/g,
  },
  {
    id: 'rust',
    endings: ['.rs'],
    grammar: 'rust',
    writing: {
      literals: {
        string_literal: [
          form(/^b?"/, /\\(?:\r?\n\s*|x[\da-fA-F]{2}|u\{[\da-fA-F]+\}|[\s\S])/g, escaping(), [], () => '"'),
        ],
        raw_string_literal: [
          form(/^r#*"/, undefined, asItIs(), [], (opening) => `"${opening.replace(/[^#]/g, '')}`),
        ],
      },
      joins: {},
      sequences: [],
      wrappers: ['reference_expression', 'parenthesized_expression'],
    },
    query: `
      (call_expression function: (_) @callee arguments: (arguments) @arguments)
      (macro_invocation macro: (_) @callee (token_tree) @arguments)
      (const_item name: (identifier) @name value: (_) @value)
      (static_item name: (identifier) @name value: (_) @value)
      (let_declaration pattern: (identifier) @name value: (_) @value)
      [(line_comment) (block_comment)] @comment`,
    calls:
      /^(?:query_as|query_scalar|query_unchecked|query_as_unchecked|query_one|query_opt|query_raw|batch_execute|simple_query|prepare_cached|prepare_typed|raw_sql|sql_query)$/,
    looseCalls: /^(?:query|execute|prepare|fetch|fetch_one|fetch_all)$/,
    expressions: /^$/,
    tags: /^$/,
    properties: /^$/,
    keys: /^$/,
    postgres: /\b(?:sqlx|tokio_postgres|postgres|deadpool_postgres|diesel|sea_orm|aurora_dsql\w*)\b/,
    others: /\b(?:rusqlite|mysql|mysql_async|tiberius|duckdb|MySqlPool|SqlitePool|libsql)\b/,
  },
  {
    id: 'elixir',
    endings: ['.ex', '.exs'],
    grammar: 'elixir',
    writing: {
      literals: {
        string: [
          block(form(/^"""/, backslash, escaping({ dollar: /#(?=\{|$)/g }), ['interpolation'])),
          form(/^"/, backslash, escaping({ dollar: /#(?=\{|$)/g }), ['interpolation']),
        ],
        sigil: [
          block(form(/^~[A-Z]+(?:"""|'''|[^\w\s])/, undefined, asItIs(), [], closingOfSigil)),
          block(
            form(
              /^~[a-z](?:"""|'''|[^\w\s])/,
              backslash,
              asItIs(false, /[\\#]/),
              ['interpolation'],
              closingOfSigil,
            ),
          ),
        ],
      },
      joins: { binary_operator: ['<>'] },
      sequences: [],
      wrappers: [],
    },
    query: `
      (call target: (_) @callee (arguments) @arguments)
      (unary_operator operand: (call target: (identifier) @name (arguments (_) @value)))
      (binary_operator left: (identifier) @name operator: "=" right: (_) @value)
      (comment) @comment`,
    calls: /^(?:query!|query_many|query_many!)$/,
    looseCalls: /^(?:query|execute|execute!|prepare|prepare!|stream|explain)$/,
    expressions: /^(?:fragment|unsafe_fragment)$/,
    tags: /^$/,
    properties: /^$/,
    keys: /^$/,
    postgres: /\b(?:Ecto|Postgrex|Repo)\b/,
    others: /\b(?:MyXQL|Exqlite|Tds|Ch)\b/,
  },
];

function closingOfSigil(opening: string): string {
  const quote = opening.replace(/^~[A-Za-z]+/, '');
  return { '(': ')', '[': ']', '{': '}', '<': '>' }[quote] ?? quote;
}

/** Whether a file is code that tells of SQL: of one of the languages, or a schema of Prisma. */
export const isCode = (path: string): boolean =>
  languageOfPath(path) !== undefined || path.endsWith('.prisma');

/** The language of a path; undefined where it is none of those that hold SQL. */
export const languageOfPath = (path: string): HostLanguage | undefined =>
  languages.find(({ endings }) => endings.some((ending) => path.endsWith(ending)));

export const languageOfId = (languageId: string): HostLanguage | undefined =>
  languages.find(({ id }) => codeLanguages[id].some((one) => one === languageId));
