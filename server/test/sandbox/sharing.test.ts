import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
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
