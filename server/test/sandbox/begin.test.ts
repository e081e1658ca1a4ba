import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { type Local, startLocal } from './local.js';

// The sandbox answers BEGIN itself, and sends it with the first statement behind it.

let local: Local;
let client: pg.Client;
let superuser: pg.Client;
before(async () => {
  local = await startLocal();
  client = await local.connect();
  superuser = new pg.Client(local.engine.connection);
  await superuser.connect();
  await client.query('CREATE TABLE t (id int PRIMARY KEY, n int)');
});
after(async () => {
  await superuser.end();
  await local.close();
});

const told = (query: string | pg.QueryConfig): Promise<unknown> =>
  client.query(query).then(
    ({ command, rowCount, rows }) =>
      rows.length > 0 ? Object.values(rows[0]).join(' ') : `${command} ${rowCount ?? ''}`.trim(),
    ({ code, position }) => `${code} ${position ?? ''}`.trim(),
  );

/** The first statement of a transaction, what it answers, and the COMMIT behind it. */
const firsts: readonly (readonly [first: string | pg.QueryConfig, answer: string, end: string])[] = [
  ['SELECT 1 AS one', '1', 'COMMIT'],
  [{ text: 'SELECT $1::int AS one', values: [1] }, '1', 'COMMIT'],
  ['INSERT INTO t VALUES (1, 1)', 'INSERT 1', 'COMMIT'],
  ['SELECT n FROM t WHERE id = 1 FOR UPDATE', '1', 'COMMIT'],
  [{ text: 'UPDATE t SET n = $1', values: [2] }, 'UPDATE 1', 'COMMIT'],
  ['DELETE FROM t', 'DELETE 1', 'COMMIT'],
  ["SET LOCAL search_path TO 'public'", 'SET', 'COMMIT'],
  ['SHOW search_path', '"$user", public', 'COMMIT'],
  ['ROLLBACK', 'ROLLBACK', 'COMMIT'],
  ['COMMIT', 'COMMIT', 'COMMIT'],
  ['BEGIN', 'BEGIN', 'COMMIT'],
  // What PostgreSQL cannot read or run
  ['SELECT 1 FROM WHERE', '42601 15', 'ROLLBACK'],
  ['SELECT €', '42703 8', 'ROLLBACK'],
  ['SELECT 1 AS "€", no', '42703 18', 'ROLLBACK'],
  ['SELECT n FROM no', '42P01 15', 'ROLLBACK'],
  ['UPDATE t SET no = 1', '42703 14', 'ROLLBACK'],
  [{ text: 'SELECT $1 FROM WHERE', values: [1] }, '42601 16', 'ROLLBACK'],
  ["SELECT '", '42601 8', 'ROLLBACK'],
];

for (const [first, answer, end] of firsts)
  test(`BEGIN; ${typeof first === 'string' ? first : first.text}`, async () => {
    const answers = [
      await told('BEGIN'),
      await told(first),
      await told('SELECT 2 AS two'),
      await told('COMMIT'),
    ];
    const next = end === 'ROLLBACK' ? '25P02' : '2';
    assert.deepEqual(answers, ['BEGIN', answer, next, end]);
    assert.equal(await told('SELECT count(*)::int FROM t WHERE n IS NULL'), '0');
  });

test('a transaction begins in PostgreSQL though its client sends nothing more, and ends when the client goes', async () => {
  const other = await local.connect();
  const { rows } = await other.query('SELECT pg_backend_pid() AS pid');
  const state = async () => {
    const found = await superuser.query('SELECT state FROM pg_stat_activity WHERE pid = $1', [rows[0].pid]);
    return found.rows[0]?.state;
  };
  await other.query('BEGIN');
  while ((await state()) !== 'idle in transaction');
  const { rows: begun } = await superuser.query('SELECT clock_timestamp()::text AS at');
  const { rows: first } = await other.query('SELECT now() < $1::timestamptz AS is_earlier', [begun[0].at]);
  assert.deepEqual(first, [{ is_earlier: true }]);
  await other.query('ROLLBACK');
  await other.query('BEGIN');
  await other.end();
  while ((await state()) !== undefined);
});
