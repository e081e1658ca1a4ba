import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { check, folderOf, run } from './dsql.js';
import { sandboxForCommands } from './sandboxed.js';

check('dsql diff', [
  {
    name: 'needs something to compare with',
    args: ['diff', 'a'],
    stderr:
      'dsql: Say what to compare with: --to FOLDER, or the cluster with --endpoint HOST, or use --sandbox.\n',
    status: 2,
  },
  {
    name: 'compares with one of them',
    args: ['diff', 'a', '--to', 'b', '--sandbox'],
    stderr: 'dsql: --to and a cluster cannot be used together.\n',
    status: 2,
  },
  {
    name: 'writes no migration the other way round',
    args: ['diff', 'a', '--to', 'b', '--reverse', '--migration', 'x'],
    stderr: 'dsql: --migration and --reverse cannot be used together.\n',
    status: 2,
  },
  {
    name: 'says which side is not there before it applies the other one',
    args: ['diff', 'a.sql', '--to', 'missing'],
    files: { 'a.sql': 'CREATE TABLE t (id int PRIMARY KEY);\nCREATE TABLE t (id int PRIMARY KEY);' },
    stderr: 'dsql: missing does not exist.\n',
    status: 2,
  },
  {
    name: 'says of both sides at once which order is in doubt',
    args: ['diff', 'a', '--to', 'b'],
    files: { 'a/V1__a.sql': '', 'a/V1.0__b.sql': '', 'b/V2__a.sql': '', 'b/V2.0__b.sql': '' },
    stderr:
      'dsql: V1.0__b.sql and V1__a.sql have the same version, 1.\ndsql: V2.0__b.sql and V2__a.sql have the same version, 2.\n',
    status: 2,
  },
  {
    name: 'says what cannot be applied',
    args: ['diff', 'a.sql', '--to', 'a.sql'],
    files: { 'a.sql': 'CREATE TABLE t (id int PRIMARY KEY);\nCREATE TABLE t (id int PRIMARY KEY);' },
    stderr: 'dsql: a.sql:2:1: Relation "t" already exists. (42P07)\n',
    status: 2,
  },
]);

const sandbox = sandboxForCommands();

describe('dsql diff', () => {
  const files = {
    'migrations/1.sql': 'CREATE TABLE t (id int PRIMARY KEY, a int);',
    'schema.sql': 'CREATE TABLE t (id int PRIMARY KEY, b text);\nCREATE INDEX ASYNC t_b ON t (b);',
  };

  test('prints what brings one folder to another: what loses data is a comment', async () => {
    const folder = folderOf(files);
    assert.deepEqual(await run(['diff', 'migrations', '--to', 'schema.sql'], { folder }), {
      stdout: `missing    column public.t.b: text
extra      column public.t.a: loses data
missing    index public.t_b: (b)
3 differences.

ALTER TABLE public.t ADD COLUMN b text;

-- A job builds it.
CREATE INDEX ASYNC t_b ON public.t (b);

-- This loses data: extra column public.t.a.
-- -- Its values are gone.
-- ALTER TABLE public.t DROP COLUMN a;
`,
      stderr: '',
      status: 1,
    });
    rmSync(folder, { recursive: true });
  });

  test('writes the next migration of a folder, as its tool wants it, and then nothing differs', async () => {
    const folder = folderOf({
      'm/00001_t.sql': '-- +goose Up\nCREATE TABLE t (id int PRIMARY KEY);\n',
      'schema.sql': 'CREATE TABLE t (id int PRIMARY KEY, b text);\nCREATE INDEX ASYNC t_b ON t (b);',
    });
    const args = ['--to', 'schema.sql', '--format', 'sql'];
    const written = await run(['diff', 'm', ...args, '--migration', 'Notes of t'], { folder });
    assert.equal(written.stderr, 'm/00002_notes_of_t.sql: written\n');
    assert.equal(
      readFileSync(join(folder, 'm/00002_notes_of_t.sql'), 'utf8'),
      `-- +goose NO TRANSACTION
-- +goose Up
ALTER TABLE public.t ADD COLUMN b text;

-- A job builds it.
CREATE INDEX ASYNC t_b ON public.t (b);

-- +goose Down
DROP INDEX public.t_b;

-- Its values are gone.
ALTER TABLE public.t DROP COLUMN b;
`,
    );
    assert.deepEqual(await run(['diff', 'm', ...args, '--migration', 'x'], { folder }), {
      stdout: '',
      stderr: 'No migration is needed.\n',
      status: 0,
    });
    rmSync(folder, { recursive: true });
  });

  test('compares with a cluster, whatever tool counts what is applied there, and the other way round', async () => {
    const folder = folderOf(files);
    const applied = await run(['apply', ...sandbox.args(), 'migrations'], { folder });
    assert.equal(applied.status, 0, applied.stderr);
    assert.deepEqual(await run(['diff', 'migrations', ...sandbox.args()], { folder }), {
      stdout: 'Nothing differs.\n',
      stderr: '',
      status: 0,
    });
    const args = ['--reverse', '--allow-loss', '--format', 'sql'];
    assert.deepEqual(await run(['diff', 'schema.sql', ...sandbox.args(), ...args], { folder }), {
      stdout: `ALTER TABLE public.t ADD COLUMN b text;

-- A job builds it.
CREATE INDEX ASYNC t_b ON public.t (b);

-- Its values are gone.
ALTER TABLE public.t DROP COLUMN a;
`,
      stderr: '',
      status: 1,
    });
    assert.deepEqual(await run(['diff', 'schema.sql', ...sandbox.args(), '--format', 'json'], { folder }), {
      stdout: `{"schemaVersion":1,"differences":[{"kind":"missing","object":"column public.t.a","detail":"integer","losesData":false,"statements":["ALTER TABLE public.t ADD COLUMN a integer"],"byHand":null},{"kind":"extra","object":"column public.t.b","detail":"","losesData":true,"statements":["ALTER TABLE public.t DROP COLUMN b"],"byHand":null},{"kind":"extra","object":"index public.t_b","detail":"(b)","losesData":false,"statements":["DROP INDEX public.t_b"],"byHand":null}],"statements":[{"sql":"DROP INDEX public.t_b","note":null},{"sql":"ALTER TABLE public.t ADD COLUMN a integer","note":null}]}\n`,
      stderr: '',
      status: 1,
    });
    rmSync(folder, { recursive: true });
  });
});
