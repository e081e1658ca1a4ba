import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Session } from '../../../../server/src/connection/session.js';
import { boundarySql, changeSql, countSql } from '../../../src/batches/plan.js';
import { prepare } from '../../../src/batches/prepare.js';
import { sandboxForTests } from '../local.js';
import { askBatching, rowsOf, setUp } from './batching.js';

const sandbox = sandboxForTests();
let shared: Promise<Session> | undefined;

async function shop(): Promise<Session> {
  const session = sandbox.session();
  await setUp(session, [
    'CREATE SCHEMA shop',
    'CREATE TABLE shop.orders (id uuid PRIMARY KEY, state text, total numeric(10,2), at timestamptz)',
    `CREATE TABLE items ("Order" bigint, position integer, name varchar(40), n int, PRIMARY KEY ("Order", position))`,
    'CREATE TABLE copies (id uuid PRIMARY KEY, total numeric(10,2))',
    'CREATE TABLE notes (body text)',
    'CREATE TABLE tree (id int PRIMARY KEY, parent int REFERENCES tree (id))',
    'CREATE TABLE owners (id int PRIMARY KEY, name text)',
    'CREATE TABLE pets (id int PRIMARY KEY, owner int REFERENCES owners (id) ON DELETE CASCADE)',
    'CREATE VIEW open_orders AS SELECT * FROM shop.orders',
    "CREATE FUNCTION plus(a int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT a + 1'",
    "CREATE FUNCTION looks() RETURNS bigint LANGUAGE sql STABLE AS 'SELECT count(*) FROM items'",
    'CREATE TABLE heavy (id int PRIMARY KEY, a int, b int, c int, d int, e int, f int, g int)',
  ]);
  for (const column of 'abcdefg') {
    const [[job] = []] = await rowsOf(session, `CREATE INDEX ASYNC ON heavy (${column})`);
    await rowsOf(session, `CALL sys.wait_for_job('${job}')`);
  }
  return session;
}

const planned = async (sql: string, rows = 1_000) => {
  shared ??= shop();
  return await prepare(await shared, { statement: sql, wanted: rows }, askBatching);
};

const id = '0190f5fe-7c00-7a00-8000-000000000000';

test('a batch of a plain key', async () => {
  const plan = await planned(
    "UPDATE shop.orders SET state = 'old' -- all\nWHERE state = 'new' OR at IS NULL;",
  );
  assert.ok('verb' in plan);
  assert.equal(
    boundarySql(plan, undefined, plan.rows),
    `SELECT orders.id FROM shop.orders
WHERE (state = 'new' OR at IS NULL)
ORDER BY orders.id OFFSET 999 LIMIT 2`,
  );
  assert.equal(
    changeSql(plan, { after: [id], upTo: ["o'"] }),
    `UPDATE shop.orders SET state = 'old'
WHERE (state = 'new' OR at IS NULL)
  AND orders.id > '${id}'::uuid
  AND orders.id <= 'o'''::uuid`,
  );
  assert.equal(
    countSql(plan, undefined),
    `SELECT count(*) FROM shop.orders\nWHERE (state = 'new' OR at IS NULL)`,
  );
  assert.deepEqual(plan.settings, {
    search_path: '"$user", public',
    TimeZone: 'UTC',
    DateStyle: 'ISO, MDY',
    IntervalStyle: 'postgres',
    extra_float_digits: '1',
  });
  assert.match(plan.at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
});

test('a batch of a key of several columns, by another name', async () => {
  const plan = await planned('DELETE FROM items AS "I"', 5_000);
  assert.ok('verb' in plan);
  assert.equal(plan.rows, 2_999);
  assert.equal(
    boundarySql(plan, ['7', '1'], 10),
    `SELECT "I"."Order", "I".position FROM public.items AS "I"
WHERE ("I"."Order", "I".position) > ('7'::bigint, '1'::integer)
ORDER BY "I"."Order", "I".position OFFSET 9 LIMIT 2`,
  );
  assert.equal(
    changeSql(plan, { after: undefined, upTo: ['7', '2'] }),
    `DELETE FROM public.items AS "I"\nWHERE ("I"."Order", "I".position) <= ('7'::bigint, '2'::integer)`,
  );
  assert.equal(changeSql(plan, { after: undefined, upTo: undefined }), 'DELETE FROM public.items AS "I"');
});

test('a batch of an INSERT goes by the key of the table it reads', async () => {
  const plan = await planned(
    'INSERT INTO copies SELECT id, total FROM shop.orders o WHERE total > 1 ON CONFLICT DO NOTHING',
  );
  assert.ok('verb' in plan);
  assert.equal(
    changeSql(plan, { after: [id], upTo: undefined }),
    `INSERT INTO public.copies SELECT id, total FROM shop.orders o
WHERE (total > 1)
  AND o.id > '${id}'::uuid
ON CONFLICT DO NOTHING`,
  );
});

test('many indexes make batches smaller', async () => {
  const plan = await planned('UPDATE heavy SET a = plus(a), b = b');
  assert.equal('verb' in plan && plan.rows, 500);
});

/** Statements that batches do exactly. */
const accepted: readonly string[] = [
  "UPDATE items SET name = gen_random_uuid()::text, n = plus(n) WHERE lower(name) = to_char(now(), 'YYYY')",
  'DELETE FROM items WHERE EXISTS (SELECT FROM shop.orders o WHERE o.total = items.n)',
  'DELETE FROM owners WHERE id > 5',
  'UPDATE items SET n = (SELECT max(id) FROM owners)',
  'INSERT INTO copies (total, id) SELECT 1, id FROM shop.orders ON CONFLICT (id) DO UPDATE SET total = excluded.total',
];

for (const sql of accepted) {
  test(`batches do exactly: ${sql}`, async () => {
    const plan = await planned(sql);
    assert.ok('verb' in plan, JSON.stringify(plan));
  });
}

const refused: Readonly<Record<string, string>> = {
  'UPDATE notes SET body = 1': '"public.notes" has no primary key, which batches need.',
  'INSERT INTO copies SELECT gen_random_uuid(), 1 FROM notes':
    '"public.notes" has no primary key, which batches need.',
  'UPDATE open_orders SET state = NULL': '"public.open_orders" is not a table.',
  'UPDATE items SET n = 1, position = position + 1':
    'It changes "position", a column of the primary key: a row could come up twice.',
  'INSERT INTO items SELECT "Order" + 1, position FROM items': 'It reads "public.items", which it fills.',
  'DELETE FROM items WHERE n > (SELECT avg(n) FROM public.items)':
    'A query in it reads "public.items", which earlier batches have changed.',
  'UPDATE shop.orders SET total = (SELECT sum(total) FROM open_orders)':
    'A query in it reads "public.open_orders", which is not a table.',
  'DELETE FROM tree': 'Rows of "public.tree" refer to each other by a foreign key, also across batches.',
  'DELETE FROM owners WHERE id IN (SELECT owner FROM pets)':
    'Changes of "public.owners" cascade to other tables, and a query in the statement reads tables.',
  'INSERT INTO copies (id, total) SELECT gen_random_uuid(), n FROM items ON CONFLICT (id) DO UPDATE SET total = 1':
    'Two rows could meet the same one ON CONFLICT: its columns do not take "Order" as it is.',
  'INSERT INTO copies SELECT gen_random_uuid(), sum(n) FROM items':
    'The function "sum" needs the rows of all batches.',
  'DELETE FROM items WHERE random() < 0.5': 'The function "random" may return another value in each batch.',
  'DELETE FROM items WHERE n < (SELECT random())':
    'The function "random" may return another value in each batch.',
  'UPDATE items SET n = (SELECT random())': 'The function "random" may return another value in each batch.',
  'UPDATE items SET n = pg_backend_pid()':
    'The function "pg_backend_pid" may return another value in each batch.',
  'UPDATE items SET n = looks()':
    'The function "public.looks" may read what earlier batches have changed: it is not immutable.',
};

for (const [sql, reason] of Object.entries(refused)) {
  test(`refused: ${sql}`, async () => {
    assert.deepEqual(await planned(sql), { kind: 'unbatchable', reason });
  });
}

test('a table that does not exist is told in the words of the server', async () => {
  await assert.rejects(planned('DELETE FROM nowhere'), {
    message: 'Relation "nowhere" does not exist.',
  });
});
