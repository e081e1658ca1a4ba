import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { AuroraDSQLClient, AuroraDSQLPool } from '@aws/aurora-dsql-node-postgres-connector';
import { failure, refused } from '../failure.js';
import { type Local, startLocal } from '../local.js';

let local: Local;
/** Every second commit that changes rows is told that it conflicts. */
let stormy: Local;
before(async () => {
  [local, stormy] = await Promise.all([startLocal(), startLocal({ conflicts: { share: 0.5, seed: 7 } })]);
});
after(() => Promise.all([local.close(), stormy.close()]));

/** What AWS's connector needs to take the sandbox for a cluster. */
const optionsOf = ({ port, ca, identity }: Local) => ({
  host: '127.0.0.1',
  port,
  region: identity.region,
  customCredentialsProvider: identity.credentials,
  ssl: { ca },
});

test("AWS's client connects with a token of its own", async () => {
  const client = new AuroraDSQLClient(optionsOf(local));
  await client.connect();
  const { rows } = await client.query(
    "select current_user as who, current_setting('application_name') as by",
  );
  assert.deepEqual(rows, [{ who: 'admin', by: 'aurora-dsql-nodejs-pg/0.1.9' }]);
  await client.end();
});

test("AWS's client with other credentials is refused", async () => {
  const customCredentialsProvider = { accessKeyId: 'AKIAOTHER', secretAccessKey: 'other' };
  const client = new AuroraDSQLClient({ ...optionsOf(local), customCredentialsProvider });
  assert.deepEqual(await failure(client.connect()), {
    code: '08006',
    message: 'unable to accept connection, access denied',
  });
});

test("AWS's pool serves many at once", async () => {
  const pool = new AuroraDSQLPool({ ...optionsOf(local), max: 5 });
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) => pool.query('select $1::int as n', [n])),
  );
  assert.deepEqual(
    answers.map(({ rows }) => rows[0].n),
    Array.from({ length: 20 }, (_, n) => n),
  );
  assert.equal(pool.totalCount, 5);
  await pool.end();
});

test("AWS's transaction() tries again until the commit holds, and each change is there once", async () => {
  const logged: string[] = [];
  const logger = { debug: (line: string) => logged.push(line), warn: assert.fail, error: assert.fail };
  const pool = new AuroraDSQLPool({ ...optionsOf(stormy), max: 1, retry: { maxRetries: 20 }, logger });
  await pool.query('create table counted (id int primary key, n int not null)');
  await retried(() => pool.query('insert into counted values (1, 0)'));
  let tries = 0;
  for (let round = 0; round < 20; round++) {
    await pool.transaction(async (client) => {
      tries++;
      await client.query('update counted set n = n + 1 where id = 1');
    });
  }
  const { rows } = await pool.query('select n from counted');
  assert.deepEqual(rows, [{ n: 20 }]);
  assert.ok(tries > 20, `${tries} tries for 20 transactions at a share of one half`);
  assert.equal(logged.filter((line) => line.startsWith('OCC conflict')).length, tries - 20);
  await pool.end();
});

test("AWS's transaction() gives up where its tries are used up: what it told as failed is not there", async () => {
  const silent = { warn: () => undefined, error: () => undefined };
  const pool = new AuroraDSQLPool({ ...optionsOf(stormy), max: 1, retry: { maxRetries: 0 }, logger: silent });
  await pool.query('create table given_up (id int primary key)');
  const outcomes: Record<string, number[]> = {};
  for (let id = 0; id < 30; id++) {
    const insertion = pool.transaction((client) => client.query('insert into given_up values ($1)', [id]));
    const outcome = await insertion.then(
      () => 'committed',
      (error: unknown) => refused(error).message,
    );
    outcomes[outcome] = [...(outcomes[outcome] ?? []), id];
  }
  assert.deepEqual(Object.keys(outcomes).sort(), [
    'change conflicts with another transaction (OC000)',
    'committed',
  ]);
  const { rows } = await pool.query('select array_agg(id order by id) as ids from given_up');
  assert.deepEqual(rows, [{ ids: outcomes.committed }]);
  await pool.end();
});

test("AWS's transaction() does not try again what cannot succeed", async () => {
  const pool = new AuroraDSQLPool({ ...optionsOf(local), max: 1 });
  let tries = 0;
  const hopeless = pool.transaction(async (client) => {
    tries++;
    await client.query('truncate nowhere');
  });
  assert.deepEqual(await failure(hopeless), { code: '0A000', message: 'unsupported statement: Truncate' });
  assert.equal(tries, 1);
  await pool.end();
});

async function retried<Result>(work: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === '40001')) throw error;
    }
  }
}
