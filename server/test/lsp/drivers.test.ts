import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type {
  CodeAction,
  CompletionItem,
  Hover,
  Location,
  Position,
  SemanticTokens,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import { openSession, vscode } from './session.js';

/** What takes SQL, in every language: the beginning of a file, and a call with `§` where its SQL stands. */
const drivers: readonly (readonly [title: string, file: string, head: string, call: string])[] = [
  ['a tag sql', 'a.ts', "import { sql } from './db';\n", 'export const q = () => sql`§`;\n'],
  ['Prisma.sql', 'a.ts', "import { Prisma } from '@prisma/client';\n", 'export const q = Prisma.sql`§`;\n'],
  ['db.sql', 'a.ts', "import { db } from './db';\n", 'export const q = () => db.sql`§`;\n'],
  [
    'a tag of postgres.js',
    'a.ts',
    "import postgres from 'postgres';\nconst sql = postgres();\n",
    'export const q = () => sql`§`;\n',
  ],
  [
    'unsafe of postgres.js',
    'a.ts',
    "import postgres from 'postgres';\nconst sql = postgres();\n",
    "export const q = () => sql.unsafe('§');\n",
  ],
  ['a marked template', 'a.ts', '', 'export const q = /* sql */ `§`;\n'],
  [
    'query of pg',
    'a.ts',
    "import { Pool } from 'pg';\nconst pool = new Pool();\n",
    "export const q = () => pool.query('§');\n",
  ],
  [
    'an object for pg',
    'a.ts',
    "import { Client } from 'pg';\n",
    'export const q = (client: Client) => client.query({ text: `§`, values: [1] });\n',
  ],
  [
    'pg in JavaScript',
    'a.js',
    "const { Pool } = require('pg');\nconst pool = new Pool();\n",
    'pool.query("§");\n',
  ],
  [
    'a tag in TSX',
    'a.tsx',
    "import { sql } from './db';\n",
    'export const Page = () => <b title={sql`§`} />;\n',
  ],
  [
    'Drizzle',
    'a.ts',
    "import { sql } from 'drizzle-orm';\n",
    'export const q = (db) => db.execute(sql`§`);\n',
  ],
  [
    'Kysely',
    'a.ts',
    "import { sql } from 'kysely';\n",
    'export const q = (db) => sql<{ a: string }>`§`.execute(db);\n',
  ],
  ['Knex', 'a.ts', "import knex from 'knex';\n", "export const q = knex({ client: 'pg' }).raw('§');\n"],
  [
    'Sequelize',
    'a.ts',
    "import { Sequelize } from 'sequelize';\nconst sequelize = new Sequelize('postgres://');\n",
    "export const q = () => sequelize.query('§');\n",
  ],
  [
    'TypeORM',
    'a.ts',
    "import { DataSource } from 'typeorm';\n",
    'export const q = (source: DataSource) => source.query(`§`);\n',
  ],
  [
    '$queryRaw of Prisma',
    'a.ts',
    "import { PrismaClient } from '@prisma/client';\nconst prisma = new PrismaClient();\n",
    'export const q = () => prisma.$queryRaw`§`;\n',
  ],
  [
    '$queryRawUnsafe of Prisma',
    'a.ts',
    "import { PrismaClient } from '@prisma/client';\nconst prisma = new PrismaClient();\n",
    "export const q = () => prisma.$queryRawUnsafe('§');\n",
  ],
  [
    "AWS's connector for pg",
    'a.ts',
    "import { AuroraDSQLPool } from '@aws/aurora-dsql-node-postgres-connector';\nconst pool = new AuroraDSQLPool({ host: process.env.HOST });\n",
    "export const q = () => pool.query('§');\n",
  ],
  [
    "AWS's connector for postgres.js",
    'a.ts',
    "import { auroraDSQLPostgres } from '@aws/aurora-dsql-postgresjs-connector';\nconst sql = auroraDSQLPostgres({ host });\n",
    'export const q = () => sql`§`;\n',
  ],
  ['psycopg', 'a.py', 'import psycopg\n', 'def f(conn):\n    conn.execute("§")\n'],
  ['psycopg2', 'a.py', 'import psycopg2\n', 'def f(cur):\n    cur.execute("""§""", (1,))\n'],
  ['asyncpg', 'a.py', 'import asyncpg\n', "async def f(conn):\n    return await conn.fetchrow('§')\n"],
  [
    'text of SQLAlchemy',
    'a.py',
    'from sqlalchemy import text\n',
    'def f(session):\n    session.execute(text("§"))\n',
  ],
  ['raw of Django', 'a.py', 'from django.db import models\n', 'def f():\n    return Book.objects.raw("§")\n'],
  ['RunSQL of Django', 'a.py', 'from django.db import migrations\n', 'x = migrations.RunSQL("§")\n'],
  [
    'a cursor of Django',
    'a.py',
    'from django.db import connection\n',
    'with connection.cursor() as cursor:\n    cursor.execute(r"§")\n',
  ],
  [
    "AWS's connector for Python",
    'a.py',
    'import aurora_dsql_psycopg as dsql\n',
    'def f(conn):\n    conn.cursor().execute(f"§")\n',
  ],
  ['database/sql', 'a.go', 'package a\n\nimport "database/sql"\n', 'func f(db *sql.DB) { db.Query("§") }\n'],
  [
    'pgx',
    'a.go',
    'package a\n\nimport "github.com/jackc/pgx/v5"\n',
    'func f(conn *pgx.Conn) { conn.QueryRow(ctx, `§`) }\n',
  ],
  [
    'sqlx of Go',
    'a.go',
    'package a\n\nimport "github.com/jmoiron/sqlx"\n',
    'func f(db *sqlx.DB) { db.NamedExec(`§`, row) }\n',
  ],
  [
    'JDBC',
    'A.java',
    'import java.sql.Connection;\n',
    'class A { void f(Connection c) throws Exception { c.prepareStatement("§"); } }\n',
  ],
  [
    'JdbcTemplate',
    'A.java',
    'import org.springframework.jdbc.core.JdbcTemplate;\n',
    'class A { void f(JdbcTemplate jdbcTemplate) { jdbcTemplate.update("""\n  §\n  """); } }\n',
  ],
  [
    'a native @Query',
    'A.java',
    'import org.springframework.data.jpa.repository.Query;\n',
    'interface A { @Query(value = "§", nativeQuery = true) void f(); }\n',
  ],
  [
    'jOOQ',
    'A.java',
    'import org.jooq.DSLContext;\n',
    'class A { void f(DSLContext ctx) { ctx.resultQuery("§"); } }\n',
  ],
  [
    'JDBC in Kotlin',
    'A.kt',
    'import java.sql.Connection\n',
    'fun f(c: Connection) { c.prepareStatement("§") }\n',
  ],
  [
    'Exposed',
    'A.kt',
    'import org.jetbrains.exposed.sql.transactions.transaction\n',
    'fun f() = transaction { exec("""§""".trimIndent()) }\n',
  ],
  [
    'Npgsql',
    'A.cs',
    'using Npgsql;\n',
    'class A { void F(NpgsqlConnection c) { new NpgsqlCommand("§", c); } }\n',
  ],
  [
    'Dapper',
    'A.cs',
    'using Dapper;\n',
    'class A { void F(IDbConnection connection) { connection.Query<int>(@"§"); } }\n',
  ],
  [
    'FromSqlRaw of Entity Framework',
    'A.cs',
    'using Microsoft.EntityFrameworkCore;\n',
    'class A { void F(Context context) { context.Books.FromSqlRaw("§"); } }\n',
  ],
  [
    'ExecuteSql of Entity Framework',
    'A.cs',
    'using Microsoft.EntityFrameworkCore;\n',
    'class A { void F(Context context) { context.Database.ExecuteSql($"§"); } }\n',
  ],
  [
    'CommandText',
    'A.cs',
    'using Npgsql;\n',
    'class A { void F(NpgsqlCommand command) { command.CommandText = """\n    §\n    """; } }\n',
  ],
  ['a macro of sqlx', 'a.rs', 'use sqlx::PgPool;\n', 'fn f() { sqlx::query!("§"); }\n'],
  ['a function of sqlx', 'a.rs', 'use sqlx::PgPool;\n', 'fn f() { sqlx::query_as::<_, Book>(r#"§"#); }\n'],
  [
    'tokio-postgres',
    'a.rs',
    'use tokio_postgres::Client;\n',
    'async fn f(client: &Client) { client.query("§", &[]).await; }\n',
  ],
  ['Postgrex', 'a.ex', '', 'defmodule A do\n  def f(conn), do: Postgrex.query!(conn, "§", [])\nend\n'],
  ['Ecto', 'a.ex', '', 'defmodule A do\n  def f, do: Repo.query!("§")\nend\n'],
  [
    'a heredoc of Elixir',
    'a.ex',
    '',
    'defmodule A do\n  def f do\n    Repo.query!("""\n    §\n    """)\n  end\nend\n',
  ],
  [
    'a sigil of Elixir',
    'a.ex',
    '',
    'defmodule A do\n  def f, do: Ecto.Adapters.SQL.query!(Repo, ~s|§|, [])\nend\n',
  ],
  [
    'execute of a migration of Ecto',
    'a.exs',
    '',
    'defmodule A do\n  use Ecto.Migration\n  def up, do: execute("§")\nend\n',
  ],
];

const languageIds: Readonly<Record<string, string>> = {
  ts: 'typescript',
  tsx: 'typescriptreact',
  js: 'javascript',
  py: 'python',
  go: 'go',
  java: 'java',
  kt: 'kotlin',
  cs: 'csharp',
  rs: 'rust',
  ex: 'elixir',
  exs: 'elixir',
};

const queries = [
  'TRUNCATE books',
  'SELECT b.title FROM books b',
  'SELECT titel FROM books',
  'CREATE INDEX books_title ON books (title)',
];

test('an editor answers about the SQL of every driver as about a file of SQL', async (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dsql-drivers-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const schema = 'CREATE TABLE books (id uuid PRIMARY KEY, title text NOT NULL);\n';
  writeFileSync(path.join(folder, 'schema.sql'), schema);
  const session = await openSession(t, { capabilities: vscode, folders: [pathToFileURL(folder).href] });
  for (const [number, [title, file, head, call]] of drivers.entries()) {
    await t.test(title, async () => {
      const ending = file.slice(file.lastIndexOf('.') + 1);
      const uri = pathToFileURL(path.join(folder, `${number}.${ending}`)).href;
      const text = head + queries.map((query) => call.replace('§', () => query)).join('');
      await session.open(uri, text, languageIds[ending] ?? '');
      const at = (words: string, offset = 0) => positionIn(text, text.indexOf(words) + offset);
      const span = (words: string) => ({ start: at(words), end: at(words, words.length) });
      const ask = <R>(method: string, more: object) =>
        session.request<R>(`textDocument/${method}`, { textDocument: { uri }, ...more });

      const problems = await session.diagnostics(uri);
      assert.deepEqual(
        problems.filter(({ severity }) => severity !== 3).map(({ code, range }) => [code, range]),
        [
          ['truncate', span('TRUNCATE')],
          ['unknown-column', span('titel')],
          ['index-without-async', span('CREATE INDEX')],
        ],
      );

      const column = { position: at('b.title', 4) };
      const items = await ask<CompletionItem[]>('completion', column);
      const offered = items.find(({ label }) => label === 'title');
      assert.deepEqual((offered?.textEdit as TextEdit | undefined)?.range.start, at('b.title', 2));
      const hover = await ask<Hover | null>('hover', column);
      assert.match(JSON.stringify(hover?.contents), /title.*text/);
      const found = await ask<Location[]>('definition', column);
      assert.deepEqual(
        found.map((one) => [one.uri, one.range.start]),
        [[pathToFileURL(path.join(folder, 'schema.sql')).href, positionIn(schema, schema.indexOf('title'))]],
      );

      const renamed = await ask<WorkspaceEdit>('rename', { position: at('b.title'), newName: 'other' });
      assert.deepEqual(
        changesOf(renamed).map(({ range }) => range.start),
        [at('b.title'), at('books b', 6)].toSorted((one, other) => one.line - other.line),
      );

      const range = span('CREATE INDEX');
      const actions = await ask<CodeAction[]>('codeAction', { range, context: { diagnostics: [] } });
      const preferred = actions.find(({ isPreferred }) => isPreferred);
      assert.deepEqual(preferred?.edit && changesOf(preferred.edit), [
        { range: { start: range.end, end: range.end }, newText: ' ASYNC' },
      ]);

      const { data } = await ask<SemanticTokens>('semanticTokens/full', {});
      const colored = placesOf(data);
      for (const words of ['TRUNCATE', 'title FROM', 'CREATE'])
        assert.ok(colored.has(placed(at(words))), words);
      await session.close(uri);
    });
  }
});

function positionIn(text: string, offset: number): Position {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

const changesOf = ({ documentChanges = [] }: WorkspaceEdit): readonly TextEdit[] =>
  documentChanges
    .flatMap((one) => ('edits' in one ? one.edits : []))
    .flatMap((edit) => ('newText' in edit ? edit : []))
    .toSorted((one, other) => one.range.start.character - other.range.start.character);

const placed = ({ line, character }: Position): string => `${line}:${character}`;

/** The places where the colors of a file begin, which the protocol tells each from the one before. */
function placesOf(data: readonly number[]): ReadonlySet<string> {
  const places = new Set<string>();
  let [line, character] = [0, 0];
  for (let at = 0; at < data.length; at += 5) {
    const [lines = 0, characters = 0] = data.slice(at, at + 2);
    character = lines > 0 ? characters : character + characters;
    line += lines;
    places.add(placed({ line, character }));
  }
  return places;
}
