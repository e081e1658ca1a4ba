import assert from 'node:assert/strict';
import { once } from 'node:events';
import net from 'node:net';
import { after, before, describe, test } from 'node:test';
import pg from 'pg';
import { failure } from './failure.js';
import { type Local, startLocal } from './local.js';

// What transcripts cannot show of functions, procedures and DO blocks: time, parameters, notices, other sessions.

let local: Local;
let bare: pg.Client;
before(async () => {
  local = await startLocal({ limits: { transactionAge: 3_000 } });
  bare = new pg.Client(local.engine.connection);
  await bare.connect();
});
after(async () => {
  await bare.end();
  await local.close();
});

const pidOf = (client: pg.Client): number => Reflect.get(client, 'processID');

/** Waits until the client's statement is at work in PostgreSQL, or does not wait for a lock any more. */
async function until(client: pg.Client, condition: string): Promise<void> {
  const query = `SELECT FROM pg_stat_activity WHERE pid = $1 AND ${condition}`;
  while ((await bare.query(query, [pidOf(client)])).rowCount === 0) await new Promise(setImmediate);
}

const active = "state = 'active' AND query_start < clock_timestamp() - interval '50 ms'";

/** As Ctrl+C of a client: https://www.postgresql.org/docs/16/protocol-flow.html#PROTOCOL-FLOW-CANCELING-REQUESTS */
async function cancel(client: pg.Client): Promise<void> {
  const request = Buffer.alloc(16);
  const fields = [16, 80_877_102, pidOf(client), Reflect.get(client, 'secretKey')];
  for (const [index, value] of fields.entries()) request.writeInt32BE(value, index * 4);
  const socket = net.connect(local.port, '127.0.0.1', () => socket.write(request));
  socket.resume();
  await once(socket, 'close');
}

const canceled = { code: '57014', message: 'canceling statement due to user request' };

const endless: Readonly<Record<string, string>> = {
  'a loop': 'DO $$ BEGIN LOOP NULL; END LOOP; END $$',
  'a loop that commits': 'DO $$ BEGIN LOOP COMMIT; END LOOP; END $$',
  'a loop under a handler':
    'DO $$ BEGIN LOOP BEGIN PERFORM 1 / 0; EXCEPTION WHEN OTHERS THEN NULL; END; END LOOP; END $$',
  'a loop that raises': `DO $$ BEGIN LOOP RAISE NOTICE '%', repeat('x', 1000); END LOOP; END $$`,
  'a function': 'SELECT endless()',
};

describe('what does not end', () => {
  before(async () => {
    const client = await local.connect();
    await client.query(
      'CREATE FUNCTION endless() RETURNS int LANGUAGE plpgsql AS $$ BEGIN LOOP PERFORM pg_sleep(0); END LOOP; END $$',
    );
    await client.end();
  });
  for (const [title, sql] of Object.entries(endless)) {
    test(`${title} is ended by a cancel, and others are served meanwhile`, async () => {
      const client = await local.connect();
      const other = await local.connect();
      const ended = failure(client.query(sql));
      await until(client, active);
      assert.deepEqual((await other.query('SELECT 1 AS one')).rows, [{ one: 1 }]);
      await cancel(client);
      assert.deepEqual(await ended, canceled);
      assert.deepEqual((await client.query('SELECT 1 AS one')).rows, [{ one: 1 }]);
      await client.end();
      await other.end();
    });

    test(`${title} is ended with its connection`, async () => {
      const client = await local.connect();
      const ended = failure(client.query(sql));
      await until(client, active);
      const pid = pidOf(client);
      Reflect.get(client, 'connection').stream.destroy();
      await ended;
      while ((await bare.query('SELECT FROM pg_stat_activity WHERE pid = $1', [pid])).rowCount !== 0)
        await new Promise(setImmediate);
    });
  }

  test('a transaction of a body is ended at its age', async () => {
    const client = await local.connect();
    assert.deepEqual(await failure(client.query('DO $$ BEGIN LOOP NULL; END LOOP; END $$')), {
      code: '54000',
      message: 'transaction age limit of 3s exceeded',
    });
    await client.query('BEGIN');
    assert.deepEqual(await failure(client.query('SELECT endless()')), {
      code: '54000',
      message: 'transaction age limit of 3s exceeded',
    });
    await client.query('ROLLBACK');
    await client.end();
  });

  test('a procedure that commits may last longer than one transaction', async () => {
    const client = await local.connect();
    await client.query('DO $$ BEGIN FOR n IN 1..9 LOOP PERFORM pg_sleep(0.5); COMMIT; END LOOP; END $$');
    await client.end();
  });

  test('who changes rows that an endless body holds does not wait for it', async () => {
    const client = await local.connect();
    const other = await local.connect();
    await client.query('CREATE TABLE held (id int PRIMARY KEY, n int)');
    await client.query('INSERT INTO held VALUES (1, 0)');
    const lost = failure(client.query('DO $$ BEGIN UPDATE held SET n = 1; LOOP NULL; END LOOP; END $$'));
    await until(client, active);
    await other.query('UPDATE held SET n = 2');
    assert.deepEqual(await lost, {
      code: '40001',
      message: 'change conflicts with another transaction (OC000)',
    });
    assert.deepEqual((await other.query('SELECT n FROM held')).rows, [{ n: 2 }]);
    await client.end();
    await other.end();
  });
});

test('parameters go in and values come out by the extended protocol', async () => {
  const client = await local.connect();
  await client.query('CREATE TABLE noted (id int PRIMARY KEY, name text)');
  await client.query(
    `CREATE PROCEDURE note(INOUT id int, name text) LANGUAGE plpgsql AS
     $$ BEGIN INSERT INTO noted VALUES (id, name); COMMIT; id := id + 1; END $$`,
  );
  const call = { name: 'note', text: 'CALL note($1, $2)' };
  for (const [id, name] of [
    [1, 'one'],
    [2, "o'ne"],
  ])
    assert.deepEqual((await client.query({ ...call, values: [id, name] })).rows, [{ id: Number(id) + 1 }]);
  assert.deepEqual((await client.query('SELECT * FROM noted ORDER BY id')).rows, [
    { id: 1, name: 'one' },
    { id: 2, name: "o'ne" },
  ]);
  await client.query(
    'CREATE FUNCTION renamed(a int, b text) RETURNS text LANGUAGE plpgsql AS $$ BEGIN UPDATE noted SET name = b WHERE id = a; RETURN b; END $$',
  );
  const { rows } = await client.query('SELECT renamed($1, $2)', [1, 'uno']);
  assert.deepEqual(rows, [{ renamed: 'uno' }]);
  await client.query('BEGIN');
  await client.query('SELECT renamed($1, $2)', [1, 'eins']);
  await client.query('ROLLBACK');
  assert.deepEqual((await client.query('SELECT name FROM noted WHERE id = 1')).rows, [{ name: 'uno' }]);
  await client.end();
});

test('notices reach the client in their order, before the answer', async () => {
  const client = await local.connect();
  const notices: string[] = [];
  client.on('notice', ({ severity, message }) => notices.push(`${severity} ${message}`));
  await client.query(
    `DO $$ BEGIN FOR n IN 1..3 LOOP RAISE NOTICE 'line %', n; COMMIT; END LOOP; RAISE WARNING 'end'; END $$`,
  );
  assert.deepEqual(notices, ['NOTICE line 1', 'NOTICE line 2', 'NOTICE line 3', 'WARNING end']);
  await client.end();
});

const misplaced = [
  'DO $$ BEGIN COMMIT; ROLLBACK; COMMIT; /* é😀 */ PERFORM 1; SELECT 1 FROM; END $$',
  'DO $$ BEGIN COMMIT; ROLLBACK; /* é😀 */ SELEC 1; END $$',
  "DO 'BEGIN COMMIT; RAISE NOTICE ''😀''; IF THEN END IF; END'",
  'CREATE PROCEDURE wrong(a numeric, b numeric) LANGUAGE plpgsql AS $$ BEGIN COMMIT; ROLLBACK; c := 1; END $$',
  'CREATE TABLE wrong (a numeric, b numeric, c nothing)',
] as const;
for (const sql of misplaced) {
  test(`an error points at its place in what the client sent: ${sql}`, async () => {
    const client = await local.connect();
    const told = async (asked: pg.Client, ...query: [string, unknown[]?]) => {
      const error = await asked.query(...query).catch((thrown: unknown) => thrown);
      assert.ok(error instanceof pg.DatabaseError);
      return [error.message, error.position];
    };
    const expected = await told(bare, sql);
    assert.ok(expected[1]);
    assert.deepEqual(await told(client, sql), expected);
    assert.deepEqual(await told(client, sql, []), expected);
    const behind = await told(client, `/* 😀 */ SELECT 1; ${sql}`);
    assert.deepEqual(behind, [expected[0], String(Number(expected[1]) + [...'/* 😀 */ SELECT 1; '].length)]);
    await client.end();
  });
}

test('a share of the commits within a procedure fails, the same ones for the same seed', async () => {
  const outcomes = [];
  for (let round = 0; round < 2; round++) {
    const failing = await startLocal({ conflicts: { share: 0.2, seed: 7 } });
    const client = await failing.connect();
    const create = () => client.query('CREATE TABLE many (id int PRIMARY KEY)');
    await create();
    const sql = 'DO $$ BEGIN FOR n IN 1..100 LOOP INSERT INTO many VALUES (n); COMMIT; END LOOP; END $$';
    const { code, message } = await failure(client.query(sql));
    const { rows } = await client.query('SELECT count(*)::int AS n FROM many');
    outcomes.push({ code, message, n: rows[0].n });
    await failing.close();
  }
  const [first, second] = outcomes;
  assert.deepEqual(first, second);
  assert.equal(first?.code, '40001');
  assert.equal(first?.message, 'change conflicts with another transaction (OC000)');
  assert.ok(first.n < 100);
});

test('many bodies at once lose nothing and leave nothing', async () => {
  const clients = await Promise.all(Array.from({ length: 6 }, () => local.connect()));
  const [one] = clients;
  assert.ok(one);
  await one.query('CREATE TABLE counted (id int PRIMARY KEY, n int)');
  await one.query('INSERT INTO counted SELECT g, 0 FROM generate_series(1, 3) g');
  await one.query(
    `CREATE PROCEDURE count_up(a int) LANGUAGE plpgsql AS
     $$ BEGIN UPDATE counted SET n = n + 1 WHERE id = a; COMMIT; UPDATE counted SET n = n + 1 WHERE id = a; END $$`,
  );
  let told = 0;
  await Promise.all(
    clients.map(async (client, index) => {
      for (let round = 0; round < 20; round++) {
        const id = ((index + round) % 3) + 1;
        const before = told;
        try {
          if (round % 2 === 0) await client.query('UPDATE counted SET n = n + 1 WHERE id = $1', [id]);
          else
            await client.query(
              `DO $$ BEGIN UPDATE counted SET n = n + 1 WHERE id = ${id}; PERFORM pg_sleep(0.005); END $$`,
            );
          told++;
        } catch (error) {
          assert.ok(before <= told);
          assert.equal(error instanceof pg.DatabaseError && error.code, '40001');
        }
      }
    }),
  );
  assert.deepEqual((await one.query('SELECT sum(n)::int AS n FROM counted')).rows, [{ n: told }]);
  for (const client of clients) await client.end();
});
