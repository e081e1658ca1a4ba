import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits } from '../../src/core/text/edit.js';
import { problemsIn, tokensIn } from './embedded.js';

const hole = (name: string) => `\u0024{${name}}`;

/** A call, and what it becomes; undefined where there is no fix. */
const pg: readonly (readonly [call: string, becomes: string | undefined])[] = [
  [`c.query(\`SELECT 1 FROM b WHERE t = '${hole('x')}'\`)`, 'c.query(`SELECT 1 FROM b WHERE t = $1`, [x])'],
  [`c.query("SELECT 1 FROM b WHERE t = '" + u.x + "'")`, 'c.query("SELECT 1 FROM b WHERE t = $1", [u.x])'],
  [
    `c.query("SELECT 1 FROM b WHERE t = '" + x + "' AND u = '" + y + "' LIMIT 1")`,
    'c.query("SELECT 1 FROM b WHERE t = $1 AND u = $2 LIMIT 1", [x, y])',
  ],
  [
    `c.query(\`SELECT 1 FROM b WHERE t = '${hole('x')}' AND id = $1\`, [id])`,
    'c.query(`SELECT 1 FROM b WHERE t = $2 AND id = $1`, [id, x])',
  ],
  [
    `c.query(\`SELECT 1 FROM b WHERE t = '${hole('x')}'\`, [], done)`,
    'c.query(`SELECT 1 FROM b WHERE t = $1`, [x], done)',
  ],
  [
    `c.query(\n\`SELECT 1 FROM b WHERE t = '${hole('x')}'\`,\n)`,
    'c.query(\n`SELECT 1 FROM b WHERE t = $1`, [x],\n)',
  ],
  // A list that is not of the text, or that is not known
  [`c.query(\`SELECT 1 FROM b WHERE t = '${hole('x')}' AND id = $2\`, [id])`, undefined],
  [`c.query(\`SELECT 1 FROM b WHERE t = '${hole('x')}' AND id = $1\`, [...ids])`, undefined],
  [`c.query(\`SELECT 1 FROM b WHERE t = '${hole('x')}'\`, values)`, undefined],
  [`c.query(\`SELECT 1 FROM b WHERE t = '${hole('x')}'\`, (error) => 1)`, undefined],
  // More than the value is put in
  [`c.query(\`SELECT 1 FROM b WHERE t LIKE '%${hole('x')}%'\`)`, undefined],
  [`c.query(\`SELECT 1 FROM ${hole('b')} WHERE t = '${hole('x')}'\`)`, undefined],
  [`c.query(\`SELECT 1 FROM b WHERE t = '${hole('x')}'; SELECT 2\`)`, undefined],
  [`c.query(\`SELECT 1 FROM b -- it's\n WHERE t = '${hole('x')}'\`)`, undefined],
  [`c.query("SELECT 1 FROM b WHERE t = '" + x + \`' LIMIT 1\`)`, undefined],
  [`c.execute(\`SELECT 1 FROM b WHERE t = '${hole('x')}'\`)`, undefined],
  [`const q = \`SELECT 1 FROM b WHERE t = '${hole('x')}'\`; c.query(q)`, undefined],
  [`c.query({ text: \`SELECT 1 FROM b WHERE t = '${hole('x')}'\` })`, undefined],
];

const psycopg: typeof pg = [
  [`cur.execute(f"SELECT 1 FROM b WHERE t = '{x}'")`, 'cur.execute(f"SELECT 1 FROM b WHERE t = %s", (x,))'],
  [
    `cur.execute("SELECT 1 FROM b WHERE t = '" + x + "'")`,
    'cur.execute("SELECT 1 FROM b WHERE t = %s", (x,))',
  ],
  [
    `cur.execute(f"SELECT 1 FROM b WHERE id = %s AND t = '{x}' AND u = '{y.z}'", (id,))`,
    'cur.execute(f"SELECT 1 FROM b WHERE id = %s AND t = %s AND u = %s", (id, x, y.z,))',
  ],
  [
    `cur.execute(f"SELECT 1 FROM b WHERE t = '{x}'", [])`,
    'cur.execute(f"SELECT 1 FROM b WHERE t = %s", (x,))',
  ],
  [`cur.execute(f"SELECT 1 FROM b WHERE t = '{x}' AND id = %s", (id,))`, undefined],
  [`cur.execute(f"SELECT 1 FROM b WHERE t = '{x}' AND id % 2 = 0")`, undefined],
  [`cur.execute(f"SELECT 1 FROM b WHERE t = '{x}'", (*ids,))`, undefined],
  [`cur.execute(f"SELECT 1 FROM b WHERE t = '{x}'", params=[])`, undefined],
  [`cur.execute(f"SELECT 1 FROM b WHERE id = %(id)s AND t = '{x}'", {"id": 1})`, undefined],
  [`cur.execute(f"SELECT 1 FROM b WHERE t = '{x!r}'")`, undefined],
  [`cur.execute(f"SELECT 1 FROM b WHERE t = '" + x + "' AND u = '{y}'")`, undefined],
];

const asyncpg: typeof pg = [
  [`c.fetch(f"SELECT 1 FROM b WHERE t = '{x}'")`, 'c.fetch(f"SELECT 1 FROM b WHERE t = $1", x)'],
  [
    `await c.execute(f"DELETE FROM b WHERE id = $1 AND t = '{x.y}'", id)`,
    'await c.execute(f"DELETE FROM b WHERE id = $1 AND t = $2", id, x.y)',
  ],
  [`c.fetchval("SELECT 1 FROM b WHERE t = '%s'" % x)`, 'c.fetchval("SELECT 1 FROM b WHERE t = $1", x)'],
  [`c.fetch(f"SELECT 1 FROM b WHERE t = '{x}'", timeout=3)`, undefined],
  [`c.fetch(f"SELECT 1 FROM b WHERE t = '{x}' AND id = $1", *ids)`, undefined],
];

const sqlalchemy: typeof pg = [
  [
    `s.execute(text(f"SELECT 1 FROM b WHERE t = '{x}' AND u = '{y.z}'"))`,
    's.execute(text(f"SELECT 1 FROM b WHERE t = :x AND u = :z"), {"x": x, "z": y.z})',
  ],
  [
    `s.scalar(text("SELECT 1 FROM b WHERE t = '{}'".format(x)))`,
    's.scalar(text("SELECT 1 FROM b WHERE t = :x"), {"x": x})',
  ],
  [`s.execute(text(f"SELECT 1 FROM b WHERE t = '{x.a}' AND u = '{y.a}'"))`, undefined],
  [`s.execute(text(f"SELECT 1 FROM b WHERE t = '{x}' AND id = :id"), {"id": 1})`, undefined],
  [`q = text(f"SELECT 1 FROM b WHERE t = '{x}'")`, undefined],
  [`s.execute(text(f"SELECT 1 FROM b WHERE t = '{x}'").columns(a))`, undefined],
];

const formats: typeof pg = [
  [`cur.execute("SELECT 1 FROM b WHERE t = '%s'" % x)`, 'cur.execute("SELECT 1 FROM b WHERE t = %s", (x,))'],
  [
    `cur.execute("SELECT 1 FROM b WHERE t = '%s' AND u = '%s'" % (x, y.z))`,
    'cur.execute("SELECT 1 FROM b WHERE t = %s AND u = %s", (x, y.z))',
  ],
  [
    `cur.execute("SELECT 1 FROM b WHERE t = '{}'".format(x))`,
    'cur.execute("SELECT 1 FROM b WHERE t = %s", (x,))',
  ],
  [
    `cur.execute("SELECT 1 FROM b WHERE t = '{t}'".format(t=x.y))`,
    'cur.execute("SELECT 1 FROM b WHERE t = %s", (x.y,))',
  ],
  [`cur.execute("SELECT 1 FROM b WHERE t = '%s' AND i %% 2 = 0" % x)`, undefined],
  [`cur.execute("SELECT 1 FROM b WHERE t = '{}' AND i = {}".format(x, y))`, undefined],
  [`cur.execute("SELECT 1 FROM %s WHERE t = '%s'" % (b, x))`, undefined],
];

const typeorm: typeof pg = [
  [`m.query(\`SELECT 1 FROM b WHERE t = '${hole('x')}'\`)`, 'm.query(`SELECT 1 FROM b WHERE t = $1`, [x])'],
];
const sequelize: typeof pg = [
  [
    `sequelize.query(\`SELECT 1 FROM b WHERE t = '${hole('x')}'\`)`,
    'sequelize.query(`SELECT 1 FROM b WHERE t = $1`, { bind: [x] })',
  ],
  [`sequelize.query(\`SELECT 1 FROM b WHERE t = '${hole('x')}'\`, { raw: true })`, undefined],
];
const knex: typeof pg = [
  [`knex.raw(\`SELECT 1 FROM b WHERE t = '${hole('x')}'\`)`, 'knex.raw(`SELECT 1 FROM b WHERE t = ?`, [x])'],
  [
    `knex.raw("SELECT 1 FROM b WHERE id = ? AND t = '" + x + "'", [id])`,
    'knex.raw("SELECT 1 FROM b WHERE id = ? AND t = ?", [id, x])',
  ],
  [`knex.raw(\`SELECT 1 FROM b WHERE t = '${hole('x')}' AND id = ?\`, [id])`, undefined],
  [`knex.raw(\`SELECT 1 FROM b WHERE t = '${hole('x')}' AND id = :id\`, { id })`, undefined],
];
const postgresJs: typeof pg = [
  [
    `sql.unsafe(\`SELECT 1 FROM b WHERE t = '${hole('x')}'\`)`,
    'sql.unsafe(`SELECT 1 FROM b WHERE t = $1`, [x])',
  ],
  [`sql\`SELECT 1 FROM b WHERE t = ${hole('x')}\``, undefined],
];

const go: typeof pg = [
  [`c.Query(ctx, "SELECT 1 FROM b WHERE t = '"+x+"'")`, 'c.Query(ctx, "SELECT 1 FROM b WHERE t = $1", x)'],
  [
    `c.QueryRow("SELECT 1 FROM b WHERE id = $1 AND t = '" + u.x + "'", id)`,
    'c.QueryRow("SELECT 1 FROM b WHERE id = $1 AND t = $2", id, u.x)',
  ],
  [
    `c.Exec(ctx, fmt.Sprintf("DELETE FROM b WHERE t = '%s' AND u = '%s'", x, y))`,
    'c.Exec(ctx, "DELETE FROM b WHERE t = $1 AND u = $2", x, y)',
  ],
  [`c.Exec(ctx, fmt.Sprintf("DELETE FROM b WHERE t = '%s' AND i = %d", x, i))`, undefined],
  [`c.Query(ctx, "SELECT 1 FROM b WHERE id = $1 AND t = '"+x+"'", ids...)`, undefined],
  [`c.Prepare(ctx, "SELECT 1 FROM b WHERE t = '"+x+"'")`, undefined],
];

const java: typeof pg = [
  [
    `class A { void f() { jdbcTemplate.update("DELETE FROM b WHERE t = '" + x + "'"); } }`,
    'class A { void f() { jdbcTemplate.update("DELETE FROM b WHERE t = ?", x); } }',
  ],
  [
    `class A { void f() { jdbc.queryForObject(String.format("SELECT 1 FROM b WHERE t = '%s'", u.x), Integer.class); } }`,
    'class A { void f() { jdbc.queryForObject("SELECT 1 FROM b WHERE t = ?", Integer.class, u.x); } }',
  ],
  [
    `class A { void f() { jdbc.queryForList("SELECT 1 FROM b WHERE i = ? AND t = '" + x + "'", ids); } }`,
    undefined,
  ],
  [
    `class A { void f() { jdbc.query("SELECT 1 FROM b WHERE t = '" + x + "'", new Object[] {}, m); } }`,
    undefined,
  ],
  [`class A { void f() { statement.executeQuery("SELECT 1 FROM b WHERE t = '" + x + "'"); } }`, undefined],
];

const kotlin: typeof pg = [
  [
    `fun f() { jdbcTemplate.update("DELETE FROM b WHERE t = '$x'") }`,
    'fun f() { jdbcTemplate.update("DELETE FROM b WHERE t = ?", x) }',
  ],
  [
    `fun f() { jdbcTemplate.update("DELETE FROM b WHERE t = '${hole('u.x')}' AND u = '$y'") }`,
    'fun f() { jdbcTemplate.update("DELETE FROM b WHERE t = ? AND u = ?", u.x, y) }',
  ],
  [`fun f() { jdbcTemplate.query("SELECT 1 FROM b WHERE t = '$x'") { r -> r } }`, undefined],
];

const rust: typeof pg = [
  [
    `fn f() { sqlx::query(&format!("SELECT 1 FROM b WHERE t = '{}'", x)).fetch_all(p); }`,
    'fn f() { sqlx::query("SELECT 1 FROM b WHERE t = $1").bind(&x).fetch_all(p); }',
  ],
  [
    `fn f() { sqlx::query_as::<_, B>(&format!("SELECT 1 FROM b WHERE t = '{x}' AND u = '{}'", y)).fetch_all(p); }`,
    undefined,
  ],
  [`fn f() { sqlx::query(&format!("SELECT 1 FROM b WHERE i = $1 AND t = '{}'", x)).bind(i); }`, undefined],
];

const dapper: typeof pg = [
  [
    `class A { void F() { c.QueryAsync<B>($"SELECT 1 FROM b WHERE t = '{x}' AND u = '{y.Name}'"); } }`,
    'class A { void F() { c.QueryAsync<B>($"SELECT 1 FROM b WHERE t = @x AND u = @Name", new { x, y.Name }); } }',
  ],
  [
    `class A { void F() { c.Execute(string.Format("DELETE FROM b WHERE t = '{0}'", x)); } }`,
    'class A { void F() { c.Execute("DELETE FROM b WHERE t = @x", new { x }); } }',
  ],
  [
    `class A { void F() { c.Query<B>($"SELECT 1 FROM b WHERE t = '{x}' AND i = @i", new { i }); } }`,
    undefined,
  ],
  [`class A { void F() { c.Query<B>($"SELECT 1 FROM b WHERE t = '{x}'", transaction: t); } }`, undefined],
];
const npgsql: typeof pg = [
  [
    `class A { void F() { var k = new NpgsqlCommand($"SELECT 1 FROM b WHERE t = '{x}'", c); } }`,
    'class A { void F() { var k = new NpgsqlCommand($"SELECT 1 FROM b WHERE t = $1", c) { Parameters = { new() { Value = x } } }; } }',
  ],
  [
    `class A { void F() { var k = new NpgsqlCommand("SELECT 1 FROM b WHERE t = '" + x + "'", c) { CommandTimeout = 3 }; } }`,
    undefined,
  ],
];

const elixir: typeof pg = [
  [`Repo.query!("SELECT 1 FROM b WHERE t = '#{x}'")`, 'Repo.query!("SELECT 1 FROM b WHERE t = $1", [x])'],
  [
    `Repo.query("SELECT 1 FROM b WHERE i = $1 AND t = '" <> u.x <> "'", [i])`,
    'Repo.query("SELECT 1 FROM b WHERE i = $1 AND t = $2", [i, u.x])',
  ],
  [
    `Postgrex.query!(pid, "SELECT 1 FROM b WHERE t = '#{x}'", [])`,
    'Postgrex.query!(pid, "SELECT 1 FROM b WHERE t = $1", [x])',
  ],
  [`Repo.query!("SELECT 1 FROM b WHERE t = '#{x}' AND i = $1", ids)`, undefined],
];

interface Table {
  readonly name: string;
  readonly cases: typeof pg;
  readonly head: string;
  /** With which it is not sure any more. */
  readonly other?: string;
}

const tables: readonly Table[] = [
  {
    name: 'a.ts',
    cases: pg,
    head: "import { Pool } from 'pg';\n",
    other: "import postgres from 'postgres';\n",
  },
  { name: 'a.py', cases: psycopg, head: 'import psycopg\n', other: 'import asyncpg\n' },
  { name: 'a.py', cases: formats, head: 'import psycopg\n', other: 'import asyncpg\n' },
  { name: 'a.py', cases: asyncpg, head: 'import asyncpg\n', other: 'import psycopg\n' },
  { name: 'a.py', cases: sqlalchemy, head: 'from sqlalchemy import text\n' },
  {
    name: 'a.ts',
    cases: typeorm,
    head: "import { DataSource } from 'typeorm';\n",
    other: "import 'knex';\n",
  },
  {
    name: 'a.ts',
    cases: sequelize,
    head: "import { Sequelize } from 'sequelize';\n",
    other: "import 'knex';\n",
  },
  { name: 'a.ts', cases: knex, head: "import knex from 'knex';\n", other: "import 'drizzle-orm';\n" },
  {
    name: 'a.ts',
    cases: postgresJs,
    head: "import postgres from 'postgres';\n",
    other: "import 'pg-promise';\n",
  },
  { name: 'a.go', cases: go, head: 'package a\nimport "github.com/jackc/pgx/v5"\nfunc f() {\n' },
  { name: 'A.java', cases: java, head: 'import org.springframework.jdbc.core.JdbcTemplate;\n' },
  { name: 'A.kt', cases: kotlin, head: 'import org.springframework.jdbc.core.JdbcTemplate\n' },
  { name: 'a.rs', cases: rust, head: 'use sqlx::PgPool;\n' },
  { name: 'A.cs', cases: dapper, head: 'using Dapper;\n' },
  { name: 'A.cs', cases: npgsql, head: 'using Npgsql;\n' },
  { name: 'a.ex', cases: elixir, head: 'alias MyApp.Repo\n' },
];

for (const { name, cases, head, other } of tables) {
  const tail = name === 'a.go' ? '\n}\n' : '\n';
  for (const [call, becomes] of cases)
    test(`a value in a query becomes a parameter where that is sure: ${call}`, async () => {
      const problems = await problemsIn(name);
      const all = (text: string) => problems(text).filter(({ rule }) => rule === 'value-in-query');
      const fixed = (text: string) =>
        all(text).flatMap(({ fixes }) => fixes.map(({ edits }) => applyEdits(text, edits)));
      const code = `${head}${call}${tail}`;
      assert.deepEqual(fixed(code), becomes === undefined ? [] : [`${head}${becomes}${tail}`]);
      if (becomes === undefined) return;
      assert.deepEqual(all(`${head}${becomes}${tail}`), []);
      const tokens = (await tokensIn(name))(`${head}${becomes}${tail}`, { start: 0, end: 0 });
      assert.deepEqual(
        tokens.filter((token) => token.startsWith('ERROR')),
        [],
      );
      // Another client may take parameters in another way
      if (other !== undefined) assert.deepEqual(fixed(`${head}${other}${call}${tail}`), []);
    });
}
