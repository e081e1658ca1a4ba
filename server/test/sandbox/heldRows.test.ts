import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { holdsCopies } from './copied.js';
import { type Local, startLocal } from './local.js';

// Two transactions that name a row by its primary key: whoever is at work has it, and the other takes it back when it goes on. No
// table is copied, however large it is, as long as nobody has lost.

let local: Local;
let sessions: readonly [pg.Client, pg.Client];
let superuser: pg.Client;
before(async () => {
  local = await startLocal();
  sessions = [await local.connect(), await local.connect()];
  superuser = new pg.Client(local.engine.connection);
  await superuser.connect();
  const [first] = sessions;
  await first.query(
    `CREATE TABLE t (id int, part text, n int NOT NULL, at timestamptz DEFAULT now(), PRIMARY KEY (part, id))`,
  );
  await first.query('CREATE VIEW varying AS SELECT id, random() AS r FROM t');
  await first.query('CREATE TABLE made (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), n int)');
});
after(async () => {
  await superuser.end();
  await local.close();
});

type Query = readonly [sql: string, ...values: unknown[]];

const run = (client: pg.Client, [sql, ...values]: Query) => client.query(sql, values);

const told = (work: Promise<pg.QueryResult>): Promise<unknown> =>
  work.then(
    ({ command, rows, rowCount }) =>
      command === 'SELECT' ? rows.map(({ n }) => n) : `${command} ${rowCount ?? ''}`.trim(),
    ({ code }) => code,
  );

const look: Query = ["SELECT n FROM t WHERE part = 'a' AND id = 1"];

/** What the first does to the row with n = 0, and the second; what each sees of it then. */
const pairs: readonly (readonly [first: Query, seen: unknown, second: Query, seen: unknown])[] = [
  [
    ["UPDATE t SET n = 1 WHERE id = 1 AND part = 'a'"],
    [1],
    ['UPDATE t SET n = $1 WHERE id = $2 AND part = $3', 2, 1, 'a'],
    [2],
  ],
  [
    ['UPDATE t AS x SET n = n + 1 WHERE x.id = $1 AND part = $2', 1, 'a'],
    [1],
    ["DELETE FROM t WHERE part = 'a' AND id = 1"],
    [],
  ],
  [
    ["DELETE FROM t WHERE part = 'a' AND id = 1"],
    [],
    ["SELECT n FROM t WHERE id = 1 AND part = 'a' FOR UPDATE"],
    [0],
  ],
  [
    ['SELECT n FROM t WHERE id = $1 AND part = $2 FOR UPDATE', 1, 'a'],
    [0],
    ['UPDATE t SET n = 2 WHERE id = $1 AND part = $2', 1, 'a'],
    [2],
  ],
  [
    ["INSERT INTO t VALUES (1, 'a', 1) ON CONFLICT (part, id) DO UPDATE SET n = 1"],
    [1],
    [
      "INSERT INTO t (n, part, id) VALUES ($1, 'a', $2) ON CONFLICT (id, part) DO UPDATE SET n = t.n + excluded.n",
      2,
      1,
    ],
    [2],
  ],
];

for (const [first, firstSeen, second, secondSeen] of pairs)
  test(`${first[0]}; ${second[0]}: nothing is copied until one has lost`, async () => {
    const [one, other] = sessions;
    for (const winner of ['first', 'second', 'none'] as const) {
      await one.query('DELETE FROM t');
      await one.query("INSERT INTO t VALUES (1, 'a', 0), (2, 'a', 0), (1, 'b', 0)");
      await one.query('BEGIN');
      await other.query('BEGIN');
      const answers: unknown[] = [await told(run(one, look)), await told(run(other, look))];
      await run(one, first);
      await run(other, second);
      for (let round = 0; round < 3; round++)
        answers.push(await told(run(one, look)), await told(run(other, look)));
      answers.push(await holdsCopies(superuser));
      const seen = [[0], [0], firstSeen, secondSeen, firstSeen, secondSeen, firstSeen, secondSeen, false];
      if (winner === 'none') {
        answers.push(await told(one.query('ROLLBACK')), await told(other.query('COMMIT')));
        assert.deepEqual(answers, [...seen, 'ROLLBACK', 'COMMIT']);
        continue;
      }
      const [wins, loses, lost] = winner === 'first' ? [one, other, secondSeen] : [other, one, firstSeen];
      answers.push(
        await told(wins.query('COMMIT')),
        await told(run(loses, look)),
        await told(loses.query('COMMIT')),
      );
      assert.deepEqual(answers, [...seen, 'COMMIT', lost, '40001'], winner);
    }
  });

test('what a transaction has read of its changes stays as it was when it makes them again', async () => {
  const [one, other] = sessions;
  await one.query('DELETE FROM t');
  await one.query("INSERT INTO t VALUES (1, 'a', 0)");
  await one.query('BEGIN');
  const changed =
    "UPDATE t SET n = 1, at = now() + interval '1 s' WHERE part = 'a' AND id = 1 RETURNING at::text";
  const before = await one.query(changed);
  const added = await one.query("INSERT INTO t (id, part, n) VALUES (2, 'a', 5) RETURNING at::text");
  await other.query('BEGIN');
  await other.query("UPDATE t SET n = 2 WHERE part = 'a' AND id = 1");
  const after = await one.query("SELECT at::text FROM t WHERE part = 'a' ORDER BY id");
  assert.deepEqual(after.rows, [...before.rows, ...added.rows]);
  assert.equal(await holdsCopies(superuser), false);
  await other.query('ROLLBACK');
  await one.query('COMMIT');
});

/** What a transaction does beside its change of the row, by which it would lose something if it made it again. */
const keeping: readonly (readonly [title: string, queries: readonly Query[]])[] = [
  ['a setting', [['SET LOCAL search_path TO public, pg_catalog']]],
  ['a default that is another each time', [['INSERT INTO made (n) VALUES (1)']]],
  [
    'a function that answers otherwise each time',
    [["UPDATE t SET n = floor(random() * 100) WHERE part = 'a' AND id = 2"]],
  ],
  ['the time of a statement', [["UPDATE t SET at = statement_timestamp() WHERE part = 'a' AND id = 2"]]],
  [
    'a view that answers otherwise each time',
    [["UPDATE t SET n = ceil(1e6 * v.r) FROM varying v WHERE v.id = t.id AND t.part = 'a' AND t.id = 2"]],
  ],
  ['a large object', [["SELECT lo_from_bytea(0, 'x')"]]],
  [
    'a row that it names in another way',
    [
      ["UPDATE t SET n = 7 WHERE part = 'a' AND id = 2"],
      ["SELECT n FROM t WHERE part = 'a' AND id < 3 FOR UPDATE"],
    ],
  ],
];

for (const [title, queries] of keeping)
  test(`a transaction with ${title} keeps its row, and the second works on a copy`, async () => {
    const [one, other] = sessions;
    await one.query('DELETE FROM t');
    await one.query("INSERT INTO t VALUES (1, 'a', 0), (2, 'a', 0)");
    await one.query('BEGIN');
    await one.query("UPDATE t SET n = 1 WHERE part = 'a' AND id = 1");
    for (const query of queries) await run(one, query);
    const state = 'SELECT (SELECT json_agg(t ORDER BY id) FROM t) t, (SELECT json_agg(made) FROM made) made';
    const { rows: before } = await one.query(state);
    await other.query('BEGIN');
    await other.query("UPDATE t SET n = 2 WHERE part = 'a' AND id = 1");
    assert.equal(await holdsCopies(superuser), true);
    const { rows: after } = await one.query(state);
    assert.deepEqual(after, before);
    assert.equal(await told(one.query('COMMIT')), 'COMMIT');
    assert.equal(await told(other.query('COMMIT')), '40001');
  });

/** Messages of the extended protocol up to a Sync, and what comes back. */
const exchange = (
  client: pg.Client,
  send: (connection: pg.Connection) => void,
): Promise<readonly unknown[]> =>
  new Promise((resolve) => {
    const seen: unknown[] = [];
    client.query({
      submit(connection: pg.Connection) {
        send(connection);
        connection.sync();
      },
      handleDataRow: ({ fields }: { fields: readonly string[] }) => seen.push(...fields),
      handlePortalSuspended: () => seen.push('more'),
      handleCommandComplete: () => seen.push('end'),
      handleError: ({ code }: pg.DatabaseError) => seen.push(code),
      handleReadyForQuery: () => resolve(seen),
    });
  });

test('a transaction that reads through a portal keeps its row, and the portal', async () => {
  const [one, other] = sessions;
  await one.query('DELETE FROM t');
  await one.query("INSERT INTO t VALUES (1, 'a', 0), (2, 'a', 0)");
  for (const portal of ['', 'named']) {
    await one.query('BEGIN');
    await one.query("UPDATE t SET n = 1 WHERE part = 'a' AND id = 1");
    const begun = await exchange(one, (connection) => {
      connection.parse({ name: '', text: 'SELECT n FROM t ORDER BY id', types: [] }, true);
      connection.bind({ portal, values: [] }, true);
      connection.execute({ portal, rows: '1' }, true);
    });
    await other.query('BEGIN');
    await other.query("UPDATE t SET n = 2 WHERE part = 'a' AND id = 1");
    const ended = await exchange(one, (connection) => connection.execute({ portal, rows: '0' }, true));
    assert.deepEqual([...begun, ...ended], ['1', 'more', '0', 'end'], portal);
    await other.query('ROLLBACK');
    await one.query('ROLLBACK');
  }
});

test('a transaction with a portal that waits for its Execute keeps its row, and the portal', async () => {
  const [one, other] = sessions;
  await one.query('DELETE FROM t');
  await one.query("INSERT INTO t VALUES (1, 'a', 0), (2, 'a', 0)");
  for (const portal of ['', 'named']) {
    await one.query('BEGIN');
    await one.query("UPDATE t SET n = 1 WHERE part = 'a' AND id = 1");
    const bound = await exchange(one, (connection) => {
      connection.parse({ name: '', text: 'SELECT n FROM t ORDER BY id', types: [] }, true);
      connection.bind({ portal, values: [] }, true);
    });
    await other.query('BEGIN');
    await other.query("UPDATE t SET n = 2 WHERE part = 'a' AND id = 1");
    const answered = await exchange(one, (connection) => connection.execute({ portal, rows: '0' }, true));
    assert.deepEqual([...bound, ...answered], ['1', '0', 'end'], portal);
    assert.equal(await holdsCopies(superuser), true);
    await other.query('ROLLBACK');
    await one.query('ROLLBACK');
  }
});

test('a table that passes deletions on hands its rows over where they are updated', async () => {
  const [one, other] = sessions;
  await one.query('CREATE TABLE parent (id int PRIMARY KEY, n int)');
  await one.query('CREATE TABLE child (id int PRIMARY KEY, of int REFERENCES parent ON DELETE CASCADE)');
  await one.query('INSERT INTO parent VALUES (1, 0), (2, 0)');
  await one.query('INSERT INTO child VALUES (1, 1), (2, 2)');
  for (const [first, copied, left] of [
    ['UPDATE parent SET n = 1 WHERE id = 1', false, [1, 2]],
    ['DELETE FROM parent WHERE id = 2', true, [1]],
  ] as const) {
    await one.query('BEGIN');
    await one.query(first);
    await other.query('BEGIN');
    await other.query(`UPDATE parent SET n = 2 WHERE id = ${first.at(-1)}`);
    assert.equal(await holdsCopies(superuser), copied, first);
    assert.equal(await told(one.query('COMMIT')), 'COMMIT');
    assert.equal(await told(other.query('COMMIT')), '40001');
    const { rows } = await one.query<{ id: number }>('SELECT id FROM child ORDER BY id');
    assert.deepEqual(
      rows.map(({ id }) => id),
      left,
    );
  }
});

test('two that take a row from each other again and again end on copies, and both see what is theirs', async () => {
  const [one, other] = sessions;
  await one.query('DELETE FROM t');
  await one.query("INSERT INTO t VALUES (1, 'a', 0)");
  await one.query('BEGIN');
  await other.query('BEGIN');
  const add = "UPDATE t SET n = n + 1 WHERE part = 'a' AND id = 1";
  for (let round = 0; round < 12; round++) {
    await one.query(add);
    await other.query(add);
    await other.query(add);
  }
  assert.deepEqual([await told(run(one, look)), await told(run(other, look))], [[12], [24]]);
  assert.equal(await told(one.query('COMMIT')), 'COMMIT');
  assert.deepEqual(await told(run(other, look)), [24]);
  assert.equal(await told(other.query('COMMIT')), '40001');
  assert.deepEqual(await told(run(one, look)), [12]);
});

test('who is alone takes the row, and the transaction that had it has lost', async () => {
  const [one, other] = sessions;
  for (const add of [
    ["UPDATE t SET n = n + 5 WHERE part = 'a' AND id = 1"],
    ['UPDATE t SET n = n + $1 WHERE part = $2 AND id = $3', 5, 'a', 1],
  ] as const) {
    await one.query('DELETE FROM t');
    await one.query("INSERT INTO t VALUES (1, 'a', 0)");
    await one.query('BEGIN');
    await run(one, ['UPDATE t SET n = n + 1 WHERE part = $1 AND id = $2', 'a', 1]);
    assert.equal(await told(run(other, add)), 'UPDATE 1');
    assert.deepEqual(await told(run(one, look)), [1]);
    assert.equal(await told(one.query('COMMIT')), '40001');
    assert.deepEqual(await told(run(one, look)), [5]);
  }
});
