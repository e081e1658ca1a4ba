import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { type Local, startLocal } from './local.js';

// A COPY is a statement like others where transactions meet: who loses answers until its COMMIT, and nobody waits. So it runs again
// with the data that its client has sent.

let local: Local;
let sessions: readonly [pg.Client, pg.Client];
before(async () => {
  local = await startLocal();
  sessions = [await local.connect(), await local.connect()];
  await sessions[0].query('CREATE TABLE t (id int PRIMARY KEY, n int, u int UNIQUE)');
  await sessions[0].query('CREATE TABLE large (id int PRIMARY KEY, note text)');
});
after(() => local.close());

/** What a statement answers: its SQLSTATE, its command, or the rows as `id:n`. */
const told = (client: pg.Client, sql: string): Promise<string> =>
  client.query(sql).then(
    ({ command, rows }) => (command === 'SELECT' ? rows.map(({ id, n }) => `${id}:${n}`).join(' ') : command),
    ({ code }) => code,
  );

/** The same of a COPY of rows, each sent in a message of its own. */
const copied = (client: pg.Client, sql: string, rows: readonly (string | Buffer)[]): Promise<string> =>
  new Promise((resolve) => {
    const sink = client.query(copyFrom(sql));
    sink.on('error', (error) => resolve(error instanceof pg.DatabaseError ? `${error.code}` : error.message));
    sink.on('finish', () => resolve('COPY'));
    for (const row of rows) sink.write(row);
    sink.end();
  });

type Step = readonly [session: 0 | 1, sql: string, ...answers: unknown[]];

const look = 'SELECT id, n FROM t ORDER BY id';

/** A step with rows is a COPY of them. */
const cases: readonly (readonly [title: string, ...steps: Step[]])[] = [
  [
    'who loses a row behind a COPY answers until its COMMIT',
    [0, 'BEGIN', 'BEGIN'],
    [0, 'COPY t FROM STDIN', ['5\t5\t50\n', '6\t6\t60\n'], 'COPY'],
    [0, 'UPDATE t SET n = 1 WHERE id = 1', 'UPDATE'],
    [1, 'UPDATE t SET n = 9 WHERE id = 1', 'UPDATE'],
    [0, look, '1:1 2:0 5:5 6:6'],
    [0, 'UPDATE t SET n = n + 1 WHERE id > 2', 'UPDATE'],
    [0, look, '1:1 2:0 5:6 6:7'],
    [0, 'COMMIT', '40001'],
    [0, look, '1:9 2:0'],
  ],
  [
    'who has a COPY behind it wins, and its rows are there',
    [0, 'BEGIN', 'BEGIN'],
    [0, 'COPY t (id, n) FROM STDIN (FORMAT csv)', ['5,5\n', '6,6\n'], 'COPY'],
    [0, 'UPDATE t SET n = 1 WHERE id = 1', 'UPDATE'],
    [1, 'BEGIN', 'BEGIN'],
    [1, 'UPDATE t SET n = 9 WHERE id = 1', 'UPDATE'],
    [0, look, '1:1 2:0 5:5 6:6'],
    [0, 'COMMIT', 'COMMIT'],
    [1, look, '1:9 2:0'],
    [1, 'COMMIT', '40001'],
    [1, look, '1:1 2:0 5:5 6:6'],
  ],
  [
    'a statement that fails has no COPY lost',
    [0, 'BEGIN', 'BEGIN'],
    [0, 'COPY t FROM STDIN', ['5\t5\t50\n'], 'COPY'],
    [0, 'UPDATE t SET n = 1 WHERE id IN (1)', 'UPDATE'],
    [1, 'UPDATE t SET n = 10 / (2 - id)', '22012'],
    [0, look, '1:1 2:0 5:5'],
    [0, 'COMMIT', 'COMMIT'],
    [0, look, '1:1 2:0 5:5'],
  ],
  [
    'a key that was committed since the snapshot is taken, and the COMMIT answers',
    [0, 'BEGIN', 'BEGIN'],
    [0, look, '1:0 2:0'],
    [1, 'INSERT INTO t VALUES (7, 7, 70)', 'INSERT'],
    [0, 'COPY t FROM STDIN', ['6\t6\t60\n', '7\t5\t50\n'], 'COPY'],
    [0, look, '1:0 2:0 6:6 7:5'],
    [0, 'COMMIT', '40001'],
    [0, look, '1:0 2:0 7:7'],
  ],
  [
    'a key that was deleted since the snapshot is still there',
    [0, 'BEGIN', 'BEGIN'],
    [0, look, '1:0 2:0'],
    [1, 'DELETE FROM t WHERE id = 1', 'DELETE'],
    [0, 'COPY t FROM STDIN', ['1\t5\t50\n'], '23505'],
    [0, 'COMMIT', 'ROLLBACK'],
  ],
  [
    'two that copy one key and one unique value do not wait, and the first to commit wins',
    [0, 'BEGIN', 'BEGIN'],
    [0, 'COPY t FROM STDIN', ['30\t1\t300\n'], 'COPY'],
    [1, 'BEGIN', 'BEGIN'],
    [1, 'COPY t FROM STDIN', ['29\t2\t290\n', '30\t2\t301\n', '31\t2\t300\n'], 'COPY'],
    [1, look, '1:0 2:0 29:2 30:2 31:2'],
    [1, 'COMMIT', 'COMMIT'],
    [0, look, '1:0 2:0 30:1'],
    [0, 'COMMIT', '40001'],
  ],
  [
    'a COPY of its own wins against a transaction',
    [0, 'BEGIN', 'BEGIN'],
    [0, 'INSERT INTO t VALUES (31, 1, 1)', 'INSERT'],
    [1, 'COPY t FROM STDIN', ['30\t1\t3\n', '31\t2\t301\n'], 'COPY'],
    [0, look, '1:0 2:0 31:1'],
    [0, 'COMMIT', '40001'],
    [1, look, '1:0 2:0 30:1 31:2'],
  ],
  [
    'a COPY on a copy of its table, behind another',
    [0, 'BEGIN', 'BEGIN'],
    [0, 'UPDATE t SET n = 1 WHERE id IN (1)', 'UPDATE'],
    [1, 'BEGIN', 'BEGIN'],
    [1, 'UPDATE t SET n = 2 WHERE id = 1', 'UPDATE'],
    [1, 'COPY public.t FROM STDIN', ['8\t8\t80\n'], 'COPY'],
    [1, 'COPY t FROM STDIN', ['8\t8\t81\n'], '23505'],
    [1, 'ROLLBACK', 'ROLLBACK'],
    [0, 'COMMIT', 'COMMIT'],
    [0, look, '1:1 2:0'],
  ],
];

for (const [title, ...steps] of cases)
  test(title, async () => {
    const [one] = sessions;
    await one.query('DELETE FROM t');
    await one.query('INSERT INTO t VALUES (1, 0, 10), (2, 0, 20)');
    const answers: unknown[] = [];
    for (const [session, sql, rows] of steps)
      answers.push(
        Array.isArray(rows) ? await copied(sessions[session], sql, rows) : await told(sessions[session], sql),
      );
    for (const session of sessions) await session.query('ROLLBACK');
    assert.deepEqual(
      answers,
      steps.map((step) => step.at(-1)),
    );
  });

test('a few long rows of a COPY are measured, alone and in a transaction', async () => {
  const [one] = sessions;
  const rows = [1, 2, 3, 4].map((id) => `${id}\t${'x'.repeat(3 * 2 ** 20)}\n`);
  // A value that compresses well is stored as few bytes.
  await one.query('ALTER TABLE large ALTER COLUMN note SET STORAGE EXTERNAL');
  assert.equal(await copied(one, 'COPY large FROM STDIN', rows), '54000');
  await one.query('BEGIN');
  assert.equal(await copied(one, 'COPY large FROM STDIN', rows), 'COPY');
  assert.equal(await told(one, 'COMMIT'), '54000');
});

test('a client that breaks off a COPY which has met another is told so, and goes on', async () => {
  const [one, other] = sessions;
  await one.query('DELETE FROM t');
  await one.query('BEGIN');
  await one.query('INSERT INTO t VALUES (1, 0, 10)');
  await other.query('BEGIN');
  const sink = other.query(copyFrom('COPY t FROM STDIN'));
  const failed = new Promise((resolve) => sink.on('error', resolve));
  sink.write('1\t2\t20\n');
  sink.destroy(new Error('no more'));
  await failed;
  assert.equal(await told(other, 'ROLLBACK'), 'ROLLBACK');
  assert.equal(await told(one, 'COMMIT'), 'COMMIT');
  assert.equal(await told(other, look), '1:0');
});
