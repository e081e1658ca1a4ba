import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { type Local, startLocal } from './local.js';

// The second writer of a row works on copies where the first does not name the row by its key: of a table of many rows on those
// that it looks at, so that a conflict costs what its rows cost.

let local: Local;
let sessions: readonly [pg.Client, pg.Client];
let superuser: pg.Client;
before(async () => {
  local = await startLocal();
  sessions = [await local.connect(), await local.connect()];
  superuser = new pg.Client(local.engine.connection);
  await superuser.connect();
  const [first] = sessions;
  await first.query('CREATE TABLE t (id int PRIMARY KEY, n int NOT NULL, mark int UNIQUE, note text)');
  for (let from = 0; from < rows; from += 2_000)
    await first.query(
      `INSERT INTO t SELECT g, 0, g, 'a note of the row ' || g FROM generate_series($1::int, $1::int + 1999) g`,
      [from],
    );
});
after(async () => {
  await superuser.end();
  await local.close();
});

const rows = 4_000;

/** Pages of the copies, their indexes included, of which the two unique ones and that of TOAST have a page before any row. */
async function copied(): Promise<number> {
  const { rows } = await superuser.query(
    `SELECT coalesce(sum((pg_stat_file(file, true)).size) / 8192, 0)::int AS pages
     FROM (SELECT 'base/' || oid AS folder FROM pg_database WHERE datname = current_database()) AS found,
       pg_ls_dir(folder) AS name, concat(folder, '/', name) AS file WHERE name ~ '^t[0-9]+_'`,
  );
  return rows[0].pages;
}

/** A page of rows, and one more of each unique index. */
const few = 6;

type Query = readonly [sql: string, ...values: unknown[]];

/** What the second writer of row 7 does, with parameters and without, and what it sees of the row then. */
const second: readonly (readonly [...queries: Query[], seen: unknown])[] = [
  [['UPDATE t SET n = n + 5 WHERE id = 7'], 5],
  [['UPDATE t SET n = $1 WHERE id = $2', 5, 7], 5],
  [['UPDATE t SET n = $1, mark = $2 WHERE id = $3', 5, 100_000, 7], 5],
  [['UPDATE t AS one SET note = $1 WHERE (one.id, one.n) = ($2, 0)', 'other', 7], 0],
  [['INSERT INTO t VALUES (7, 5) ON CONFLICT (id) DO UPDATE SET n = t.n + excluded.n'], 5],
  [['INSERT INTO t VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET n = t.n + excluded.n', 7, 5], 5],
  [['INSERT INTO t VALUES (100000, 5, 7) ON CONFLICT (mark) DO UPDATE SET n = excluded.n'], 5],
  [['DELETE FROM t WHERE id = 7'], undefined],
  [['DELETE FROM t WHERE id = $1 RETURNING note', 7], undefined],
  [['SELECT n FROM t WHERE id = $1 FOR UPDATE', 7], 0],
  [['UPDATE t SET id = 100000 WHERE id = 7'], ['INSERT INTO t VALUES (7, 6)'], 6],
  [['UPDATE t SET n = 1 WHERE id IN (7, 8, 9)'], ['UPDATE t SET n = n + 1 WHERE id = ANY ($1)', [7, 9]], 2],
];

for (const [index, form] of second.entries()) {
  const queries = form.slice(0, -1) as readonly Query[];
  const seen = form.at(-1);
  test(`${index + 1}: of ${queries.map(([sql]) => sql).join('; ')} a few pages are copied`, async () => {
    const [one, other] = sessions;
    const run = ([sql, ...values]: Query) => other.query(sql, values);
    const answers: unknown[] = [];
    // The first commits, the second commits first, the first fails.
    for (const ends of ['first', 'second', 'none'] as const) {
      await one.query('BEGIN');
      await one.query('UPDATE t SET n = n WHERE id IN (7)');
      await other.query('BEGIN');
      for (const query of queries) await run(query);
      const { rows: found } = await other.query('SELECT n FROM t WHERE id = $1', [7]);
      answers.push(found[0]?.n, await copied());
      if (ends === 'first') await one.query('COMMIT');
      if (ends === 'second') {
        await other.query('COMMIT');
        await one.query('UPDATE t SET n = n + 1 WHERE id = 7');
        answers.push(await copied());
      }
      await one.query('ROLLBACK');
      const committed = await other.query('COMMIT').catch(({ code }) => code);
      answers.push(committed.command ?? committed);
      await other.query('DELETE FROM t WHERE id IN (7, 100000)');
      await other.query("INSERT INTO t VALUES (7, 0, 7, 'a note')");
    }
    assert.deepEqual(answers, [seen, few, '40001', seen, few, few, 'COMMIT', seen, few, 'COMMIT']);
  });
}

/** What the second writer has done to the rows 8 and 100000 when it meets the first at row 7, and what it sees of them. */
const earlier: readonly (readonly [...queries: Query[], seen: readonly unknown[]])[] = [
  [['UPDATE t SET n = n + 1 WHERE id = 8'], [1, undefined]],
  [['UPDATE t SET n = n + $1 WHERE id = $2', 1, 8], ['UPDATE t SET n = n * 3 WHERE id = 8'], [3, undefined]],
  [['DELETE FROM t WHERE id = 8'], ['INSERT INTO t VALUES (100000, $1)', 3], [undefined, 3]],
  [['SELECT n FROM t WHERE id = 8 FOR UPDATE'], ['UPDATE t SET n = 2 WHERE id = 8'], [2, undefined]],
  [['UPDATE made SET n = 2'], ['INSERT INTO t VALUES (100000, 3)'], [0, 3]],
  // Not the same each time
  [['INSERT INTO made (n) VALUES (1)'], ['UPDATE t SET n = 4 WHERE id = 8'], [4, undefined]],
];

for (const form of earlier) {
  const queries = form.slice(0, -1) as readonly Query[];
  test(`a change that meets another's row keeps what ${queries.map(([sql]) => sql).join('; ')} did`, async () => {
    const [one, other] = sessions;
    await one.query('CREATE TABLE IF NOT EXISTS made (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), n int)');
    const look = async () => {
      const { rows: found } = await other.query('SELECT id, n FROM t WHERE id IN (7, 8, 100000)');
      const { rows: made } = await other.query(
        "SELECT coalesce(string_agg(id::text, ' '), '') AS ids FROM made",
      );
      return [...[8, 100_000, 7].map((id) => found.find((row) => row.id === id)?.n), made[0].ids];
    };
    const answers: unknown[] = [];
    const expected: unknown[] = [];
    const second = [
      ['UPDATE t SET n = 5 WHERE id = 7'],
      ['UPDATE t SET n = $1 WHERE id = $2', 5, 7],
    ] as const;
    // The first fails, commits, or has committed before the second meets it.
    for (const ends of ['fails', 'commits', 'has committed'])
      for (const [sql, ...values] of second) {
        await other.query('DELETE FROM t WHERE id IN (7, 8, 100000)');
        await other.query("INSERT INTO t VALUES (7, 0, 7, 'a note'), (8, 0, 8, 'a note')");
        await other.query('DELETE FROM made');
        await one.query('BEGIN');
        await one.query('UPDATE t SET n = n WHERE id IN (7)');
        await other.query('BEGIN');
        for (const [text, ...parameters] of queries) await other.query(text, parameters);
        const [, , , made] = await look();
        if (ends === 'has committed') await one.query('COMMIT');
        const { rowCount } = await other.query(sql, [...values]);
        answers.push(rowCount, await look());
        await one.query(ends === 'commits' ? 'COMMIT' : 'ROLLBACK');
        answers.push(await look());
        const committed = await other.query('COMMIT').catch(({ code }) => code);
        answers.push(committed.command ?? committed);
        const seen = [...(form.at(-1) as readonly unknown[]), 5, made];
        expected.push(1, seen, seen, ends === 'fails' ? 'COMMIT' : '40001');
      }
    await other.query('DELETE FROM t WHERE id = 100000');
    assert.deepEqual(answers, expected);
  });
}

test('what looks at all rows copies all, and sees what was changed before', async () => {
  const [one, other] = sessions;
  await one.query('BEGIN');
  await one.query('UPDATE t SET n = n WHERE id IN (7)');
  await other.query('BEGIN');
  await other.query('UPDATE t SET n = 5 WHERE id = 7');
  await other.query('DELETE FROM t WHERE id = 8');
  await other.query('UPDATE t SET id = 100001 WHERE id = 9');
  const { rows: found } = await other.query('SELECT count(*)::int, max(n), max(id) AS last FROM t');
  assert.deepEqual(found, [{ count: rows - 1, max: 5, last: 100_001 }]);
  assert.ok((await copied()) > 10 * few);
  await one.query('ROLLBACK');
  await other.query('COMMIT');
  const stored = await one.query('SELECT count(*)::int, max(n), max(id) AS last FROM t');
  assert.deepEqual(stored.rows, found);
});

test('a unique value of a row that is not copied is not taken twice', async () => {
  const [one, other] = sessions;
  const told: unknown[] = [];
  for (const sql of [
    'INSERT INTO t VALUES (20, 1)',
    'INSERT INTO t VALUES (100002, 1, 21)',
    'UPDATE t SET mark = 22 WHERE id = 23',
    'UPDATE t SET id = id + 1 WHERE id = 24',
    'INSERT INTO t SELECT 25, 1 UNION ALL SELECT 100003, 1',
  ]) {
    await one.query('BEGIN');
    await one.query('UPDATE t SET n = n WHERE id IN (7)');
    await other.query('BEGIN');
    await other.query('UPDATE t SET n = 5 WHERE id = 7');
    await other.query(sql).catch(({ code, constraint }) => told.push(`${code} ${constraint}`));
    await one.query('ROLLBACK');
    await other.query('ROLLBACK');
  }
  const key = '23505 t_pkey';
  assert.deepEqual(told, [key, '23505 t_mark_key', '23505 t_mark_key', key, key]);
});

test('an error on a copy names the schema and the constraint of the table', async () => {
  const [one, other] = sessions;
  await one.query('CREATE SCHEMA "a b"');
  for (const schema of ['public', '"a b"'])
    await one.query(
      `CREATE TABLE ${schema}.${schema === 'public' ? 'named' : 'other'} (
         id int CONSTRAINT first PRIMARY KEY, n int CONSTRAINT "Second one" UNIQUE, m int NOT NULL CONSTRAINT small CHECK (m < 9))`,
    );
  for (const schema of ['public', '"a b"']) {
    const table = `${schema}.${schema === 'public' ? 'named' : 'other'}`;
    await one.query(`INSERT INTO ${table} VALUES (1, 1, 1), (2, 2, 2)`);
    const told: unknown[] = [];
    for (const sql of [
      `INSERT INTO ${table} VALUES (2, 3, 3)`,
      `UPDATE ${table} SET n = 1 WHERE id = 2`,
      `UPDATE ${table} SET m = 9 WHERE id = 1`,
      `UPDATE ${table} SET m = NULL WHERE id = 1`,
    ]) {
      await one.query('BEGIN');
      await one.query(`UPDATE ${table} SET n = n WHERE id IN (1)`);
      await other.query('BEGIN');
      await other.query(`UPDATE ${table} SET m = 5 WHERE id = 1`);
      await other
        .query(sql)
        .catch(({ code, constraint, column, ...error }) =>
          told.push([code, error.schema, constraint ?? column]),
        );
      await other.query('ROLLBACK');
      await one.query('ROLLBACK');
    }
    const real = schema.replaceAll('"', '');
    assert.deepEqual(told, [
      ['23505', real, 'first'],
      ['23505', real, 'Second one'],
      ['23514', real, 'small'],
      ['23502', real, 'm'],
    ]);
  }
});

test('ON CONFLICT finds a constraint of a copy by its name, and two copies may have indexes of one name', async () => {
  const [one, other] = sessions;
  await one.query('CREATE SCHEMA far');
  for (const table of ['near_one', 'far.far_one'])
    await one.query(`CREATE TABLE ${table} (id int CONSTRAINT same PRIMARY KEY, n int)`);
  for (const table of ['near_one', 'far.far_one']) await one.query(`INSERT INTO ${table} VALUES (1, 1)`);
  await one.query('BEGIN');
  for (const table of ['near_one', 'far.far_one']) await one.query(`UPDATE ${table} SET n = 2`);
  await other.query('BEGIN');
  for (const table of ['near_one', 'far.far_one']) await other.query(`UPDATE ${table} SET n = 3`);
  const { rows: found } = await other.query(
    'INSERT INTO near_one AS t VALUES (1) ON CONFLICT ON CONSTRAINT same DO UPDATE SET n = t.n + 1 RETURNING n',
  );
  assert.deepEqual(found, [{ n: 4 }]);
  await one.query('ROLLBACK');
  await other.query('COMMIT');
});

test('a transaction beside one that has written its table waits for other locks as long as before', async () => {
  const [one, other] = sessions;
  const waits = async () =>
    (await other.query("SELECT current_setting('lock_timeout') AS wait")).rows[0].wait;
  const before = await waits();
  await one.query('BEGIN');
  await one.query('UPDATE t SET n = n WHERE id IN (7)');
  const told: unknown[] = [];
  for (const query of [
    ['UPDATE t SET n = n WHERE id = 8'],
    ['UPDATE t SET n = n WHERE id = $1', 8],
    ['SELECT n FROM t WHERE id = 9 FOR UPDATE'],
    ['SELECT n FROM t WHERE n = $1 AND id < 5 FOR UPDATE', 0],
    ['UPDATE t SET n = 1 WHERE id = 7'],
  ] as const) {
    const [sql, ...values] = query;
    await other.query('BEGIN');
    await other.query(sql, [...values]);
    told.push(await waits());
    await other.query('ROLLBACK');
    await other.query('UPDATE t SET n = n WHERE id = 8');
    told.push(await waits());
  }
  await one.query('ROLLBACK');
  assert.deepEqual(new Set(told), new Set([before]));
});

test('a COMMIT that waits for its turn, loses its copies to another that fails and still wins', async () => {
  const [one, other] = sessions;
  const [third, clock] = [await local.connect(), await local.connect()];
  await one.query('CREATE TABLE few (id int PRIMARY KEY, n int NOT NULL)');
  await one.query('INSERT INTO few VALUES (1, 0), (2, 0), (3, 0)');
  for (let round = 0; round < 12; round++) {
    await other.query('BEGIN');
    await other.query('UPDATE few SET n = 1 WHERE id = 2');
    await one.query('BEGIN');
    await one.query('UPDATE few SET n = 1 WHERE id IN (1)');
    // It meets the first's lock, and keeps its own on row 2.
    await other.query('UPDATE few SET n = 2 WHERE id = 1');
    // The third meets that lock, has it let go, and fails at row 3. The COMMIT comes earlier in each round.
    const failed = third.query('UPDATE few SET n = 10 / (id - 3) WHERE id >= 2').catch(({ code }) => code);
    for (let waited = round; waited < 12; waited++) await clock.query('SELECT 1');
    const committed = other.query('COMMIT').then(
      ({ command }) => command,
      ({ code }) => code,
    );
    // Where the COMMIT comes first, the third fails for that.
    assert.match(await failed, /^(22012|40001)$/);
    const won = await committed;
    const last = await one.query('COMMIT').catch(({ code }) => code);
    assert.deepEqual([won, last.command ?? last], ['COMMIT', '40001']);
  }
  for (const client of [third, clock]) await client.end();
});
