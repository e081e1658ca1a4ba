import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import pg from 'pg';
import { type Local, startLocal } from './local.js';

// One client cannot stop the others.

let local: Local;
before(async () => {
  local = await startLocal();
});
after(() => local.close());

async function refusal(client: pg.Client, sql: string): Promise<string> {
  try {
    await client.query(sql);
    return 'done';
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    return `${error.code} ${error.message}`;
  }
}

test('a statement that takes too long to read is refused, and others are answered meanwhile', async (context) => {
  const limited = await startLocal({ budget: 1_000 });
  context.after(() => limited.close());
  const [heavy, light] = [await limited.connect(), await limited.connect()];
  const monster = refusal(heavy, `SELECT ${'1,'.repeat(2_000_000)}1`);
  let isOver = false;
  void monster.then(() => {
    isOver = true;
  });
  let answered = 0;
  while (!isOver) {
    await light.query('SELECT 1');
    answered++;
  }
  assert.equal(
    await monster,
    '54001 statement too complex: the sandbox could not read it within 1 s and 2048 MiB',
  );
  assert.ok(answered > 10, `${answered} answers`);
  assert.equal(await refusal(heavy, 'SELECT 1'), 'done');
});

test('a long statement is admission and run like a short one', async () => {
  const client = await local.connect();
  const padding = ' '.repeat(10_000);
  assert.deepEqual((await client.query(`SELECT ${padding} 1 AS one`)).rows, [{ one: 1 }]);
  assert.equal(await refusal(client, `TRUNCATE ${padding} t`), '0A000 unsupported statement: Truncate');
});

test('a text that no parser of PostgreSQL reads is refused by the sandbox too', async () => {
  const client = await local.connect();
  assert.deepEqual(
    [
      await refusal(client, `SELECT 1${'+'.repeat(1_000)}1`),
      await refusal(client, `SELECT ${'('.repeat(12_000)}1${')'.repeat(12_000)}`),
    ],
    ['54001 stack depth limit exceeded', '54001 stack depth limit exceeded'],
  );
});

describe('what does not end keeps nobody from the turn to define something or to commit', () => {
  /** Statements of one client, the last of which runs until it is ended. */
  const endless: Readonly<
    Record<string, { readonly prepare: readonly string[]; readonly run: readonly string[] }>
  > = {
    'an index': { prepare: [], run: ['CREATE INDEX ASYNC ON hers (endless(id))'] },
    'an index in a transaction': {
      prepare: [],
      run: ['BEGIN', 'CREATE INDEX ASYNC ON hers (endless(id))', 'COMMIT'],
    },
    'an index whose function catches that it is cancelled': {
      prepare: [],
      run: ['CREATE INDEX ASYNC ON hers (stubborn(id))'],
    },
    'a change that others are in the way of': {
      prepare: ['BEGIN', 'UPDATE hers SET n = 0'],
      run: ['UPDATE hers SET n = CASE id WHEN 1 THEN 0 ELSE endless(n) END'],
    },
  };

  let slow: Local;
  before(async () => {
    slow = await startLocal({ limits: { longestTurn: 300 } });
    const client = await slow.connect();
    for (const sql of [
      'CREATE FUNCTION endless(i int) RETURNS int IMMUTABLE LANGUAGE plpgsql AS $$ BEGIN LOOP END LOOP; END $$',
      `CREATE FUNCTION stubborn(i int) RETURNS int IMMUTABLE LANGUAGE plpgsql AS $$
         BEGIN LOOP BEGIN PERFORM pg_sleep(1000); EXCEPTION WHEN query_canceled THEN NULL; END; END LOOP; END $$`,
      'CREATE TABLE hers (id int PRIMARY KEY, n int)',
      'INSERT INTO hers VALUES (1, 1), (2, 2)',
      'CREATE TABLE mine (id int PRIMARY KEY, n int)',
      'INSERT INTO mine VALUES (1, 0)',
    ])
      await client.query(sql);
  });
  after(() => slow.close());

  for (const [name, { prepare, run }] of Object.entries(endless)) {
    test(name, async () => {
      const [first, second, other, rival] = await Promise.all(
        Array.from({ length: 4 }, () => slow.connect()),
      );
      assert.ok(first && second && other && rival);
      for (const sql of prepare) await first.query(sql);
      let isOver = false;
      const ended = (async () => {
        for (const sql of run) await second.query(sql);
      })()
        .catch(({ code }: pg.DatabaseError) => code)
        .then((code) => {
          isOver = true;
          return code;
        });
      await untilRunning(slow);
      assert.deepEqual((await other.query('SELECT count(*)::int AS rows FROM mine')).rows, [{ rows: 1 }]);
      assert.equal(isOver, false);
      // These need the turns
      await rival.query('BEGIN');
      await rival.query('UPDATE mine SET n = 1');
      await other.query('UPDATE mine SET n = 2');
      await other.query('CREATE TABLE defined (id int)');
      await other.query('DROP TABLE defined');
      const code = await ended;
      assert.equal(code, name.includes('catches') ? 'XX000' : '54000');
      for (const client of [first, second, other, rival]) await client.end();
    });
  }

  /** Until PostgreSQL works on a function that does not end. */
  async function untilRunning({ engine }: Local): Promise<void> {
    const superuser = new pg.Client(engine.connection);
    await superuser.connect();
    for (let running = 0; running === 0; )
      running = (
        await superuser.query(
          "SELECT FROM pg_stat_activity WHERE state = 'active' AND query ~ 'endless|stubborn' AND pid <> pg_backend_pid()",
        )
      ).rows.length;
    await superuser.end();
  }
});

test('a body that catches that it is cancelled ends with its transaction all the same', async (context) => {
  const brief = await startLocal({ limits: { transactionAge: 500 } });
  context.after(() => brief.close());
  const client = await brief.connect();
  const stubborn = `DO $$ BEGIN LOOP BEGIN PERFORM pg_sleep(1000); EXCEPTION WHEN query_canceled THEN NULL; END; END LOOP; END $$`;
  await assert.rejects(client.query(stubborn));
  assert.equal(await refusal(await brief.connect(), 'SELECT 1'), 'done');
});

test('a commit that beats another transaction ends its running statement, which answers OC000', async () => {
  const [winner, loser] = [await local.connect(), await local.connect()];
  await winner.query('CREATE TABLE beaten (id int PRIMARY KEY, n int)');
  await winner.query('INSERT INTO beaten VALUES (1, 0)');
  await loser.query('BEGIN');
  await loser.query('UPDATE beaten SET n = 1');
  const slow = refusal(loser, 'SELECT pg_sleep(600)');
  await winner.query('UPDATE beaten SET n = 2');
  assert.equal(await slow, '40001 change conflicts with another transaction (OC000)');
  assert.deepEqual((await winner.query('SELECT n FROM beaten')).rows, [{ n: 2 }]);
});
