import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { check, folderOf, run } from './dsql.js';
import { sandboxForCommands } from './sandboxed.js';

check('dsql run', [
  {
    name: 'needs a place to run on',
    args: ['run', 'a.sql'],
    files: { 'a.sql': 'SELECT 1;' },
    stderr: 'dsql: Name the cluster with --endpoint HOST, or use --sandbox.\n',
    status: 2,
  },
  {
    name: 'needs a file',
    args: ['run', '--sandbox'],
    stderr: 'dsql: No file given: name files, or - for standard input.\n',
    status: 2,
  },
  {
    name: 'takes one place',
    args: ['run', '--sandbox', '--endpoint', 'x', '-'],
    stderr: 'dsql: --sandbox and --endpoint cannot be used together.\n',
    status: 2,
  },
  {
    name: 'says what is no endpoint',
    args: ['run', '--endpoint', 'db.example.com', '-'],
    stderr:
      'dsql: "db.example.com" is not an endpoint of Aurora DSQL: an endpoint looks like <cluster id>.dsql.<region>.on.aws.\n',
    status: 2,
  },
  {
    name: 'says which folder is no sandbox',
    args: ['run', '--sandbox', '--dir', 'here', '--port', '5432', '-'],
    stderr: 'dsql: here is not a sandbox.\n',
    status: 2,
  },
  {
    name: 'refuses what only psql knows before it runs anything',
    args: ['run', '--sandbox', 'a.sql'],
    files: { 'a.sql': 'SELECT 1;\n\\i other.sql\n' },
    stderr: 'dsql: a.sql:2:1: \\i other.sql is a command of psql, which no server knows: remove it.\n',
    status: 2,
  },
  {
    name: 'says which file cannot be read',
    args: ['run', '--sandbox', 'a.sql'],
    stderr: 'dsql: a.sql does not exist.\n',
    status: 2,
  },
]);

const sandbox = sandboxForCommands();

interface Case {
  /** A sentence that would be news if it failed. */
  readonly name: string;
  readonly sql: string;
  readonly args?: readonly string[];
  readonly stdout?: string;
  readonly stderr?: string;
  readonly status?: number;
}

const cases: readonly Case[] = [
  {
    name: 'prints a table: numbers to the right, NULL as nothing, a line break as a sign',
    sql: "SELECT 7 AS n, 'a' AS t, NULL AS nothing UNION ALL SELECT 1234, E'b\\nc', NULL ORDER BY n;",
    stdout: '   n | t   | nothing\n-----+-----+--------\n   7 | a   |\n1234 | b␊c |\nSELECT 2\n\n',
  },
  {
    name: 'prints the columns of a table without rows',
    sql: 'SELECT 1 AS n WHERE false',
    stdout: 'n\n-\nSELECT 0\n\n',
  },
  {
    name: 'prints CSV, of which only answers with columns are a part',
    args: ['--format', 'csv'],
    sql: "SET search_path = public; SELECT 'a,b' AS t, '' AS e, NULL AS n; SELECT 1 AS n;",
    stdout: 't,e,n\r\n"a,b","",\r\n\r\nn\r\n1\r\n',
  },
  {
    name: 'prints JSON with each digit of a number',
    args: ['--format', 'json'],
    sql: 'SELECT 12345678901234567890.10 AS n, true AS b, \'{"a":1}\'::jsonb AS j;\nSET search_path = public;',
    stdout: `{ "schemaVersion": 1, "statements": [
{ "line": 1, "columns": [{"name":"n","type":"numeric"},{"name":"b","type":"boolean"},{"name":"j","type":"jsonb"}], "rows": [
  {"n": 12345678901234567890.10, "b": true, "j": {"a": 1}}
], "tag": "SELECT 1" },
{ "line": 2, "tag": "SET" }
] }
`,
  },
  {
    name: 'ends with the first failure, and says where it is',
    sql: 'SELECT 1 AS n;\nSELECT\n  nothing;\nSELECT 2 AS n;',
    stdout: 'n\n-\n1\nSELECT 1\n\n',
    stderr: '<stdin>:3:3: Column "nothing" does not exist. (42703)\n',
    status: 1,
  },
  {
    name: 'sends each statement by itself, and a written transaction together',
    sql: `CREATE TABLE run_a (id int PRIMARY KEY);
CREATE TABLE run_b (id int PRIMARY KEY);
BEGIN; INSERT INTO run_a VALUES (1); INSERT INTO run_b VALUES (2); COMMIT;
SELECT count(*) AS n FROM run_a;`,
    stdout: 'CREATE TABLE\nCREATE TABLE\nBEGIN\nINSERT 0 1\nINSERT 0 1\nCOMMIT\nn\n-\n1\nSELECT 1\n\n',
  },
  {
    name: 'says what a transaction that is not ended leaves',
    sql: 'BEGIN; INSERT INTO run_a VALUES (5);',
    stdout: 'BEGIN\nINSERT 0 1\n',
    stderr: '<stdin>: BEGIN was not followed by COMMIT, so nothing of it is kept.\n',
    status: 1,
  },
];

describe('dsql run on a sandbox', () => {
  for (const { name, sql, args = [], ...expected } of cases)
    test(name, async () => {
      const folder = folderOf({});
      const answer = await run(['run', ...sandbox.args(), ...args, '-'], { folder, stdin: sql });
      assert.deepEqual(answer, { stdout: '', stderr: '', status: 0, ...expected });
      rmSync(folder, { recursive: true });
    });

  test('waits for each job, and says how to clean up after one that fails', async () => {
    const folder = folderOf({
      'a.sql': `CREATE TABLE run_u (id int PRIMARY KEY, n int);
INSERT INTO run_u VALUES (1, 7), (2, 7);
CREATE INDEX ASYNC run_n ON run_u (n);
SELECT indisvalid FROM pg_index WHERE indexrelid = 'run_n'::regclass;
CREATE UNIQUE INDEX ASYNC run_nu ON run_u (n);
SELECT 'not run';
`,
    });
    const answer = await run(['run', ...sandbox.args(), '--format', 'csv', 'a.sql'], { folder });
    assert.match(answer.stdout, /^job_id\r\n\w{26}\r\n\r\nindisvalid\r\nt\r\n\r\njob_id\r\n\w{26}\r\n$/);
    assert.deepEqual(
      { stderr: answer.stderr, status: answer.status },
      {
        stderr: `The index "public.run_n" is built.
a.sql:5:1: The index "public.run_nu" could not be built: found duplicate key(s) while validating index uniqueness. It stays behind and no query uses it: DROP INDEX public.run_nu, then run the statement again.
`,
        status: 1,
      },
    );
    rmSync(folder, { recursive: true });
  });
});

const conflicting = sandboxForCommands(['--inject-conflicts', '0.5']);

describe('dsql run where commits conflict', () => {
  test('runs a statement again until it is kept, and never twice', async () => {
    const folder = folderOf({});
    const inserts = Array.from({ length: 20 }, (_, id) => `INSERT INTO c VALUES (${id});`).join('\n');
    const stdin = `CREATE TABLE c (id int PRIMARY KEY);\n${inserts}\nSELECT count(*) AS n FROM c;`;
    const args = ['run', ...conflicting.args(), '--retries', '100', '--format', 'csv', '-'];
    const { stdout, status } = await run(args, { folder, stdin });
    assert.deepEqual({ stdout, status }, { stdout: 'n\r\n20\r\n', status: 0 });
    rmSync(folder, { recursive: true });
  });
});

describe('dsql run where cluster and rules differ', () => {
  test('tells it once, without names, and learns it when asked', async () => {
    const overlay = {
      ...{ schemaVersion: 1, day: '2026-11-28', dialect: '2026-11-28' },
      entries: [
        { kind: 'feature', name: 'for-key-share', verdict: 'refused', evidence: { statement: 'SELECT' } },
      ],
    };
    const folder = folderOf({ 'dsql.overlay.json': JSON.stringify(overlay) });
    const stdin = 'SELECT 1 AS secret FROM sys.jobs FOR KEY SHARE;\n'
      .replace('sys.jobs', 'noticed')
      .repeat(2);
    const session = sandbox.session();
    await session.query('CREATE TABLE noticed (id int PRIMARY KEY)');
    const args = ['run', ...sandbox.args(), '--format', 'csv'];
    const first = await run([...args, '-'], { folder, stdin });
    const second = await run([...args, '--learn', '-'], { folder, stdin });
    const third = await run([...args, '-'], { folder, stdin });
    const told = (text: string) => [...text.matchAll(/The cluster accepted what the rule/g)].length;
    assert.deepEqual(
      [first, second, third].map(({ stderr }) => told(stderr)),
      [1, 1, 0],
      first.stderr,
    );
    assert.doesNotMatch(first.stderr, /secret|noticed/);
    assert.match(first.stderr, /With --learn the rules go by the cluster/);
    assert.match(second.stderr, /Written into dsql\.overlay\.json/);
    rmSync(folder, { recursive: true });
  });
});

describe('dsql run on a cluster that refuses what the rules accept', () => {
  const older = sandboxForCommands(['--as-of', '2026-08-01']);

  test('learns the one fact that the refusal contradicts, by which lint then goes', async () => {
    const sql = 'CREATE TABLE parts (id uuid PRIMARY KEY, whole uuid REFERENCES parts (id));\n';
    const folder = folderOf({ 'parts.sql': sql });
    const before = await run(['lint', 'parts.sql'], { folder });
    const learned = await run(['run', ...older.args(), '--learn', 'parts.sql'], { folder });
    const after = await run(['lint', 'parts.sql'], { folder });
    assert.deepEqual([before.status, learned.status, after.status], [0, 1, 1]);
    assert.match(learned.stderr, /The cluster refused with 0A000 what the rules accept/);
    const { entries } = JSON.parse(readFileSync(join(folder, 'dsql.overlay.json'), 'utf8'));
    assert.deepEqual(
      entries.map(({ kind, name, verdict }: Record<string, string>) => [kind, name, verdict]),
      [['feature', 'foreign-keys', 'refused']],
    );
    assert.match(after.stdout, /foreign-key/);
    rmSync(folder, { recursive: true });
  });
});
