import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { check, folderOf, run } from './dsql.js';
import { sandboxForCommands } from './sandboxed.js';

check('dsql apply', [
  {
    name: 'takes one folder',
    args: ['apply', '--sandbox', 'a', 'b'],
    stderr: 'dsql: Name one folder of migrations, or one file.\n',
    status: 2,
  },
  {
    name: 'says which folder is not there',
    args: ['apply', '--sandbox', 'a'],
    stderr: 'dsql: a does not exist.\n',
    status: 2,
  },
  {
    name: 'refuses two files of one version before it connects',
    args: ['apply', '--sandbox', '.'],
    files: { '0001_a.sql': 'SELECT 1;', '1_b.sql': 'SELECT 2;' },
    stderr: 'dsql: 0001_a.sql and 1_b.sql have the same version, 1.\n',
    status: 2,
  },
  {
    name: 'refuses a journal that names a file that is not there',
    args: ['apply', '--sandbox', '.'],
    files: {
      'meta/_journal.json':
        '{"entries":[{"idx":0,"when":1,"tag":"0000_a"},{"idx":1,"when":2,"tag":"0001_b"}]}',
      '0000_a.sql': 'SELECT 1;',
    },
    stderr: 'dsql: The journal names 0001_b.sql, which is not there.\n',
    status: 2,
  },
  {
    name: 'takes a name for the ledger that needs no quotes',
    args: ['apply', '--sandbox', '--ledger', 'My Table', '.'],
    stderr: 'dsql: --ledger takes a table such as ops.dsql_migrations in lower case, not "My Table".\n',
    status: 2,
  },
]);

const sandbox = sandboxForCommands();

/** One step of a story: files that are written, a call, and what it answers on both streams together. */
interface Step {
  readonly files?: Readonly<Record<string, string>>;
  readonly before?: readonly string[];
  readonly args?: readonly string[];
  readonly stdout?: string;
  readonly stderr?: string;
  readonly status?: number;
}

/** Each has tables and a ledger of its own, so that their order does not matter. */
const stories: Readonly<Record<string, readonly Step[]>> = {
  'applies files in order, and the next time what has come behind them': [
    {
      files: {
        '2_b.sql': 'INSERT INTO ap_one VALUES (1);',
        '1_a.sql': 'CREATE TABLE ap_one (id int PRIMARY KEY);',
      },
      args: ['--dry-run'],
      stdout: '1_a.sql: 1 statement\n2_b.sql: 1 statement\n2 files to apply, 0 applied.\n',
    },
    {
      stdout: '2 files applied now, 0 before.\n',
      stderr: `1_a.sql 1/1: CREATE TABLE ap_one (id int PRIMARY KEY);
1_a.sql: applied.
2_b.sql 1/1: INSERT INTO ap_one VALUES (1);
2_b.sql: applied.
`,
    },
    { stdout: '0 files applied now, 2 before.\n' },
    {
      files: {
        '10_c.sql': '-- +goose Up\nINSERT INTO ap_one VALUES (10);\n-- +goose Down\nDELETE FROM ap_one;',
      },
      args: ['--json'],
      stdout: `{"schemaVersion":1,"outcome":"done","dryRun":false,"layout":"goose","files":[{"file":"1_a.sql","state":"applied before"},{"file":"2_b.sql","state":"applied before"},{"file":"10_c.sql","state":"applied now","statements":1,"done":1}]}\n`,
    },
  ],
  'goes on behind the statement that has failed, once it is corrected': [
    {
      files: {
        'a.sql':
          'CREATE TABLE ap_two (id int PRIMARY KEY);\nINSERT INTO ap_two VALUES (1);\nINSERT INTO ap_two VALUES (1);\n',
      },
      status: 1,
      stdout: '0 files applied now, 0 before.\n',
      stderr: `a.sql 1/3: CREATE TABLE ap_two (id int PRIMARY KEY);
a.sql 2/3: INSERT INTO ap_two VALUES (1);
a.sql 3/3: INSERT INTO ap_two VALUES (1);
a.sql:3:1: Duplicate key value violates unique constraint "ap_two_pkey". Key (id)=(1) already exists. (23505)
`,
    },
    {
      files: {
        'a.sql':
          'CREATE TABLE ap_two (id bigint PRIMARY KEY);\nINSERT INTO ap_two VALUES (1);\nINSERT INTO ap_two VALUES (2);\n',
      },
      status: 1,
      stdout: 'Nothing was applied.\n',
      stderr: 'The first 2 statements of a.sql are done and were changed since: put the text back.\n',
    },
    {
      files: {
        'a.sql':
          'CREATE TABLE ap_two (id int PRIMARY KEY);\nINSERT INTO ap_two VALUES (1);\nINSERT INTO ap_two VALUES (2);\n',
      },
      stdout: '1 file applied now, 0 before.\n',
      stderr: 'a.sql 3/3: INSERT INTO ap_two VALUES (2);\na.sql: applied.\n',
    },
    {
      files: { 'a.sql': 'SELECT 1;' },
      status: 1,
      stdout: 'Nothing was applied.\n',
      stderr:
        'a.sql was changed after it was applied: put its text back and write another migration, or keep the change with --accept-changes.\n',
    },
    { args: ['--accept-changes'], stdout: '0 files applied now, 0 before.\n' },
    { stdout: '0 files applied now, 1 before.\n' },
  ],
  'applies nothing where a file has an error, in view of the files before it': [
    {
      files: {
        '1.sql': 'CREATE TABLE ap_three (id int PRIMARY KEY);',
        '2.sql': 'CREATE INDEX ap_three_i ON ap_three (id);\nSELEC 1;',
      },
      status: 1,
      stdout: 'Nothing was applied.\n',
      stderr: `2.sql:1:1: CREATE INDEX needs ASYNC in Aurora DSQL, also on an empty table. (index-without-async)
2.sql:2:1: Syntax error at or near "SELEC". (syntax-error)
`,
    },
  ],
  'applies no file that comes before one that is applied, unless it is told to': [
    {
      files: { '2.sql': 'SELECT 2;' },
      stdout: '1 file applied now, 0 before.\n',
      stderr: '2.sql 1/1: SELECT 2;\n2.sql: applied.\n',
    },
    {
      files: { '1.sql': 'SELECT 1;' },
      status: 1,
      stdout: 'Nothing was applied.\n',
      stderr:
        '1.sql comes before 2.sql, which is applied: give it a later name, or apply it late with --out-of-order.\n',
    },
    {
      args: ['--out-of-order'],
      stdout: '1 file applied now, 1 before.\n',
      stderr: '1.sql 1/1: SELECT 1;\n1.sql: applied.\n',
    },
  ],
  'says once which number no file has, and applies all the same': [
    {
      files: { '1.sql': 'SELECT 1;', '2.sql': 'SELECT 2;', '3.sql': 'SELECT 3;', '6.sql': 'SELECT 6;' },
      args: ['--json'],
      stdout:
        '{"schemaVersion":1,"outcome":"done","dryRun":false,"layout":"numbered","files":[{"file":"1.sql","state":"applied now","statements":1,"done":1},{"file":"2.sql","state":"applied now","statements":1,"done":1},{"file":"3.sql","state":"applied now","statements":1,"done":1},{"file":"6.sql","state":"applied now","statements":1,"done":1}]}\n',
      stderr:
        'No migration has the numbers 4 to 5: one that is added later comes before 6.sql, and is refused then.\n',
    },
    { stdout: '0 files applied now, 4 before.\n' },
    {
      files: { '5.sql': 'SELECT 5;' },
      status: 1,
      stdout: 'Nothing was applied.\n',
      stderr: `No migration has the number 4: one that is added later comes before 5.sql, and is refused then.
5.sql comes before 6.sql, which is applied: give it a later name, or apply it late with --out-of-order.
`,
    },
  ],
  'says how to clean up after an index that cannot be built, and goes on after that': [
    {
      files: {
        '1.sql':
          'CREATE TABLE ap_five (id int PRIMARY KEY, n int);\nINSERT INTO ap_five VALUES (1, 1), (2, 1);',
        '2.sql': 'CREATE UNIQUE INDEX ASYNC ap_five_n ON ap_five (n);\nINSERT INTO ap_five VALUES (3, 3);',
      },
      status: 1,
      stdout: '1 file applied now, 0 before.\n',
      stderr: `1.sql 1/2: CREATE TABLE ap_five (id int PRIMARY KEY, n int);
1.sql 2/2: INSERT INTO ap_five VALUES (1, 1), (2, 1);
1.sql: applied.
2.sql 1/2: CREATE UNIQUE INDEX ASYNC ap_five_n ON ap_five (n);
2.sql:1:1: The index "public.ap_five_n" could not be built: found duplicate key(s) while validating index uniqueness. No query uses it: DROP INDEX public.ap_five_n, correct the rows, and apply again.
`,
    },
    {
      status: 1,
      stdout: '0 files applied now, 1 before.\n',
      stderr: `2.sql 1/2: CREATE UNIQUE INDEX ASYNC ap_five_n ON ap_five (n);
2.sql:1:1: The index public.ap_five_n is not valid, and no job builds it: DROP INDEX public.ap_five_n, correct the rows, and apply again.
`,
    },
    {
      before: ['DROP INDEX ap_five_n', 'DELETE FROM ap_five WHERE id = 2'],
      stdout: '1 file applied now, 1 before.\n',
      stderr: `2.sql 1/2: CREATE UNIQUE INDEX ASYNC ap_five_n ON ap_five (n);
The index "public.ap_five_n" is built.
2.sql 2/2: INSERT INTO ap_five VALUES (3, 3);
2.sql: applied.
`,
    },
  ],
  'waits for the lock of another one, and says whose it is': [
    {
      files: { '1.sql': 'SELECT 1;' },
      stderr: '1.sql 1/1: SELECT 1;\n1.sql: applied.\n',
      stdout: '1 file applied now, 0 before.\n',
    },
    {
      before: ["UPDATE LEDGER SET holder = 'x', lease = now() + interval '1 hour' WHERE name = ''"],
      args: ['--lock-wait', '0'],
      status: 1,
      stdout: 'Nothing was applied.\n',
      stderr:
        'Another dsql apply is at work: its lock holds for 60 more minutes. If it has died, wait for that, or pass --take-over.\n',
    },
    { args: ['--take-over'], stdout: '0 files applied now, 1 before.\n' },
  ],
  'applies a repeatable file again once it has changed, behind all others': [
    {
      files: {
        'V1__a.sql': 'CREATE TABLE ap_seven (id int PRIMARY KEY);',
        'V1.10__c.sql': 'SELECT 10;',
        'V1.9__b.sql': 'SELECT 9;',
        'U1__a.sql': 'DROP TABLE ap_seven;',
        'R__view.sql': 'CREATE OR REPLACE VIEW ap_seven_v AS SELECT id FROM ap_seven;',
      },
      args: ['--dry-run'],
      stdout:
        'V1__a.sql: 1 statement\nV1.9__b.sql: 1 statement\nV1.10__c.sql: 1 statement\nR__view.sql: 1 statement\n4 files to apply, 0 applied.\n',
    },
    { args: ['--json'], stdout: 'any' },
    {
      files: { 'R__view.sql': 'CREATE OR REPLACE VIEW ap_seven_v AS SELECT id FROM ap_seven WHERE id > 0;' },
      stdout: '1 file applied now, 3 before.\n',
      stderr:
        'R__view.sql 1/1: CREATE OR REPLACE VIEW ap_seven_v AS SELECT id FROM ap_seven WHERE id…\nR__view.sql: applied.\n',
    },
  ],
  'begins a new database with the baseline, and leaves it out of one that has begun before': [
    {
      files: {
        'V1__a.sql': 'SELECT 1;',
        'V2__b.sql': 'SELECT 2;',
        'B2__base.sql': 'SELECT 12;',
        'V3__c.sql': 'SELECT 3;',
      },
      args: ['--dry-run'],
      stdout: 'B2__base.sql: 1 statement\nV3__c.sql: 1 statement\n2 files to apply, 0 applied.\n',
    },
    {
      args: ['--json'],
      stdout: `{"schemaVersion":1,"outcome":"done","dryRun":false,"layout":"flyway","files":[{"file":"V1__a.sql","state":"left out"},{"file":"V2__b.sql","state":"left out"},{"file":"B2__base.sql","state":"applied now","statements":1,"done":1},{"file":"V3__c.sql","state":"applied now","statements":1,"done":1}]}\n`,
    },
    {
      // Another baseline is not for a database that has begun with this one
      files: { 'B3__base.sql': 'SELECT 13;', 'V4__d.sql': 'SELECT 4;' },
      stdout: '1 file applied now, 2 before.\n',
      stderr: 'V4__d.sql 1/1: SELECT 4;\nV4__d.sql: applied.\n',
    },
    {
      before: [
        "DELETE FROM LEDGER WHERE name IN ('B2__base.sql', 'V3__c.sql', 'V4__d.sql')",
        `INSERT INTO LEDGER
        (name, checksum, done, units, begun, prefix, unit, trace, jobs, tool, holder) VALUES ('V1__a.sql', '', 1, 1, 1, '', '', '', '', 'flyway', 'x')`,
      ],
      args: ['--dry-run'],
      stdout:
        'V2__b.sql: 1 statement\nV3__c.sql: 1 statement\nV4__d.sql: 1 statement\n3 files to apply, 1 applied.\n',
    },
  ],
  'takes over what golang-migrate has applied': [
    {
      before: [
        'CREATE TABLE schema_migrations (version bigint PRIMARY KEY, dirty boolean NOT NULL)',
        'INSERT INTO schema_migrations VALUES (1, true)',
      ],
      files: { '1_a.up.sql': 'SELECT 1;', '1_a.down.sql': 'SELECT -1;', '2_b.up.sql': 'SELECT 2;' },
      args: ['--history', 'golang-migrate'],
      status: 1,
      stdout: 'Nothing was applied.\n',
      stderr: 'golang-migrate has left version 1 dirty: clean up after it and run "migrate force" first.\n',
    },
    {
      before: ['UPDATE schema_migrations SET dirty = false'],
      args: ['--history', 'golang-migrate'],
      stdout: '1 file applied now, 1 before.\n',
      stderr: '2_b.up.sql 1/1: SELECT 2;\n2_b.up.sql: applied.\n',
    },
    { stdout: '0 files applied now, 2 before.\n', before: ['DROP TABLE schema_migrations'] },
  ],
  'takes over what Flyway has applied': [
    {
      before: [
        `CREATE TABLE flyway_schema_history (installed_rank int PRIMARY KEY, version varchar(50), description varchar(200),
           type varchar(20), script varchar(1000), checksum int, success boolean NOT NULL)`,
        `INSERT INTO flyway_schema_history VALUES
           (1, NULL, 'schema', 'SCHEMA', '"app"', NULL, true),
           (2, '1', 'before', 'BASELINE', 'before', NULL, true),
           (3, '2.0', 'b', 'SQL', 'sub/V2.0__b.sql', 5, true),
           (4, '3', 'c', 'SQL', 'V3__c.sql', 5, true),
           (5, '3', 'c', 'UNDO_SQL', 'U3__c.sql', 5, true),
           (6, NULL, 'same', 'SQL', 'R__same.sql', 1215638650, true),
           (7, NULL, 'changed', 'SQL', 'R__changed.sql', 5, true),
           (8, '4', 'd', 'SQL', 'V4__d.sql', 5, false)`,
      ],
      files: {
        'V1__a.sql': 'SELECT 1;',
        'sub/V2__b.sql': 'SELECT 2;',
        'V3__c.sql': 'SELECT 3;',
        'U3__c.sql': 'SELECT -3;',
        'R__same.sql': 'SELECT 5;\r\nSELECT 6;\n',
        'R__changed.sql': 'SELECT 7;',
      },
      args: ['--history', 'flyway'],
      status: 1,
      stdout: 'Nothing was applied.\n',
      stderr:
        'Flyway has written down that V4__d.sql failed: clean up after it and run "flyway repair" first.\n',
    },
    {
      before: ['DELETE FROM flyway_schema_history WHERE NOT success'],
      args: ['--history', 'flyway'],
      stdout: '2 files applied now, 3 before.\n',
      stderr:
        'V3__c.sql 1/1: SELECT 3;\nV3__c.sql: applied.\nR__changed.sql 1/1: SELECT 7;\nR__changed.sql: applied.\n',
    },
    { stdout: '0 files applied now, 5 before.\n', before: ['DROP TABLE flyway_schema_history'] },
  ],
  'takes over what Prisma has applied, and begins again what it has rolled back': [
    {
      files: {
        'migration_lock.toml': 'provider = "postgresql"',
        '20260101000000_a/migration.sql': 'SELECT 1;',
      },
      args: ['--history', 'prisma'],
      status: 1,
      stdout: 'Nothing was applied.\n',
      stderr: 'There is no table of prisma in this database.\n',
    },
    {
      before: [
        `CREATE TABLE _prisma_migrations (id varchar(36) PRIMARY KEY, checksum varchar(64) NOT NULL, finished_at timestamptz,
           migration_name varchar(255) NOT NULL, logs text, rolled_back_at timestamptz,
           started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count int NOT NULL DEFAULT 0)`,
        `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES
           ('1', '', '20260101000000_a', now()), ('2', '', '20260102000000_b', NULL)`,
      ],
      files: {
        '20260102000000_b/migration.sql': 'SELECT 2;',
      },
      args: ['--history', 'prisma'],
      status: 1,
      stdout: 'Nothing was applied.\n',
      stderr:
        'Prisma has written down that 20260102000000_b was begun and not finished: resolve it with "prisma migrate resolve" first.\n',
    },
    {
      before: ["UPDATE _prisma_migrations SET rolled_back_at = now() WHERE id = '2'"],
      args: ['--history', 'prisma'],
      stdout: '1 file applied now, 1 before.\n',
      stderr: `Prisma has written down that 20260102000000_b was rolled back: it is applied from its beginning.
20260102000000_b/migration.sql 1/1: SELECT 2;
20260102000000_b/migration.sql: applied.
`,
    },
    {
      args: ['--history', 'prisma'],
      stdout: '0 files applied now, 2 before.\n',
    },
    { stdout: '0 files applied now, 2 before.\n', before: ['DROP TABLE _prisma_migrations'] },
  ],
  'takes over what Drizzle has applied': [
    {
      before: [
        'CREATE SCHEMA drizzle',
        'CREATE TABLE drizzle.__drizzle_migrations (id bigint PRIMARY KEY, hash text NOT NULL, created_at bigint)',
        "INSERT INTO drizzle.__drizzle_migrations VALUES (1, 'the hash of what the file was then', 1000)",
      ],
      files: {
        'meta/_journal.json':
          '{"entries":[{"idx":0,"when":1000,"tag":"0000_a"},{"idx":1,"when":2000,"tag":"0001_b"}]}',
        '0000_a.sql': 'SELECT 1;',
        '0001_b.sql': 'SELECT 2;--> statement-breakpoint\nSELECT 3;',
      },
      args: ['--history', 'drizzle'],
      stdout: '1 file applied now, 1 before.\n',
      stderr: '0001_b.sql 1/2: SELECT 2;\n0001_b.sql 2/2: SELECT 3;\n0001_b.sql: applied.\n',
    },
    {
      stdout: '0 files applied now, 2 before.\n',
      before: ['DROP TABLE drizzle.__drizzle_migrations', 'DROP SCHEMA drizzle'],
    },
  ],
};

describe('dsql apply on a sandbox', () => {
  for (const [at, [name, steps]] of Object.entries(stories).entries())
    test(name, async () => {
      const ledger = `ledger_${at}`;
      const folder = folderOf({});
      const session = sandbox.session();
      for (const { files = {}, before = [], args = [], stdout = '', stderr = '', status = 0 } of steps) {
        for (const sql of before) await session.query(sql.replace('LEDGER', ledger));
        for (const [file, text] of Object.entries(files)) {
          mkdirSync(join(folder, dirname(file)), { recursive: true });
          writeFileSync(join(folder, file), text);
        }
        const history = args.includes('--history') ? [] : ['--history', 'none'];
        const answer = await run(['apply', ...sandbox.args(), '--ledger', ledger, ...history, ...args, '.'], {
          folder,
        });
        if (stdout === 'any') assert.equal(answer.status, status);
        else assert.deepEqual(answer, { stdout, stderr, status });
      }
      rmSync(folder, { recursive: true });
    });

  test('says in one sentence that a cluster refuses', async () => {
    const folder = folderOf({ '1.sql': 'SELECT 1;' });
    const answer = await run(['apply', ...sandbox.args(), '--user', 'ap_nobody', '.'], { folder });
    assert.deepEqual(answer, {
      stdout: '',
      stderr:
        'dsql: Unable to accept connection, access denied. Check that the default AWS credentials may dsql:DbConnect on this cluster in us-east-1, and that AWS IAM GRANT has given them the role "ap_nobody".\n',
      status: 2,
    });
    rmSync(folder, { recursive: true });
  });

  test('is done once where several begin at a time', async () => {
    const folder = folderOf({
      '1.sql': 'CREATE TABLE ap_many (id int PRIMARY KEY, n int);\nINSERT INTO ap_many VALUES (1, 0);',
      '2.sql':
        'UPDATE ap_many SET n = n + 1;\nUPDATE ap_many SET n = n + 1;\nALTER TABLE ap_many ADD COLUMN b int;',
    });
    const args = ['apply', ...sandbox.args(), '--ledger', 'ledger_many', '--history', 'none', '.'];
    const answers = await Promise.all([1, 2, 3].map(() => run(args, { folder })));
    assert.deepEqual(
      answers.map(({ status, stderr }) => (status === 0 ? 0 : stderr)),
      [0, 0, 0],
    );
    assert.deepEqual(await sandbox.session().query('SELECT n FROM ap_many'), [['2']]);
    rmSync(folder, { recursive: true });
  });
});

const conflicting = sandboxForCommands(['--inject-conflicts', '0.4', '--stale-catalog']);

describe('dsql apply where commits conflict', () => {
  test('does each statement once', async () => {
    const folder = folderOf({
      '1.sql': 'CREATE TABLE ap_c (id int PRIMARY KEY, n int);\nINSERT INTO ap_c VALUES (1, 0);',
      '2.sql': 'UPDATE ap_c SET n = n + 1;\n'.repeat(10),
      '3.sql': 'ALTER TABLE ap_c ADD COLUMN b int;\nCREATE INDEX ASYNC ap_c_n ON ap_c (n);',
    });
    const args = ['apply', ...conflicting.args(), '--retries', '100', '.'];
    const answer = await run(args, { folder });
    assert.equal(answer.status, 0, answer.stderr);
    const answered = await run(['run', ...conflicting.args(), '--format', 'csv', '-'], {
      folder,
      stdin: 'SELECT n FROM ap_c',
    });
    assert.equal(answered.stdout, 'n\r\n10\r\n');
    rmSync(folder, { recursive: true });
  });
});
