import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, describe, test } from 'node:test';
import { DsqlSigner, type DsqlSignerConfig } from '@aws-sdk/dsql-signer';
import pg from 'pg';
import { type Local, startLocal } from './local.js';

/** `DSQL_SESSIONS=2000` tries as many as the sandbox has. */
const sessions = Number(process.env.DSQL_SESSIONS ?? 320);

/** What a query was answered: its tag and rows, or the error. */
async function answer(client: pg.Client, sql: string): Promise<string> {
  try {
    const { command, rows } = await client.query(sql);
    return rows.length > 0 ? `${command} ${JSON.stringify(rows)}` : command;
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    return `${error.code} ${error.message}`;
  }
}

async function answers(client: pg.Client, ...queries: string[]): Promise<string[]> {
  const all: string[] = [];
  for (const sql of queries) all.push(await answer(client, sql));
  return all;
}

/** How a connection ends: the error it got, or "closed". */
async function refusal(local: Local, options: pg.ClientConfig): Promise<string> {
  try {
    await (await local.connect(options)).end();
    return 'connected';
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    return [error.code, error.message, error.hint].filter(Boolean).join(' | ');
  }
}

const signedBy = (options: Partial<DsqlSignerConfig>) =>
  new DsqlSigner({ hostname: '127.0.0.1', ...options }).getDbConnectAdminAuthToken();

describe('limits in time', () => {
  let local: Local;
  before(async () => {
    local = await startLocal({ limits: { transactionAge: 100, connectionAge: 1_500 } });
  });
  after(() => local.close());

  test('a transaction that is too old fails at its next statement', async () => {
    const client = await local.connect();
    assert.deepEqual(
      await answers(
        client,
        'BEGIN',
        'SELECT pg_sleep(0.15)',
        'SELECT 1',
        'SELECT 1',
        'COMMIT',
        'SELECT 1 AS one',
      ),
      [
        'BEGIN',
        'SELECT [{"pg_sleep":""}]',
        '54000 transaction age limit of 0s exceeded',
        '25P02 current transaction is aborted, commands ignored until end of transaction block',
        'ROLLBACK',
        'SELECT [{"one":1}]',
      ],
    );
  });

  test('a transaction that is too old cannot commit', async () => {
    const client = await local.connect();
    assert.deepEqual(await answers(client, 'BEGIN', 'SELECT pg_sleep(0.15)', 'COMMIT', 'ROLLBACK'), [
      'BEGIN',
      'SELECT [{"pg_sleep":""}]',
      '54000 transaction age limit of 0s exceeded',
      'ROLLBACK',
    ]);
  });

  test('a connection that is too old is closed', async () => {
    const client = await local.connect();
    await new Promise<void>((resolve) => client.on('end', () => resolve()));
    assert.equal(await refusal(local, {}), 'connected');
  });
});

describe('conflicts on demand', () => {
  test('a share of the commits fails, the same ones for the same seed', async () => {
    const runs = [];
    for (let run = 0; run < 2; run++) {
      const local = await startLocal({ conflicts: { share: 0.5, seed: 7 } });
      const client = await local.connect();
      await client.query('CREATE TABLE t (id int PRIMARY KEY)');
      const outcomes = [];
      for (let id = 0; id < 12; id++) outcomes.push(await answer(client, `INSERT INTO t VALUES (${id})`));
      await client.query('BEGIN');
      await client.query('SELECT 1');
      outcomes.push(await answer(client, 'COMMIT'));
      const { rows } = await client.query('SELECT count(*)::int AS n FROM t');
      runs.push({ outcomes, n: rows[0].n });
      await local.close();
    }
    const [first, second] = runs;
    assert.deepEqual(first, second);
    const failed = '40001 change conflicts with another transaction (OC000)';
    const kept = first?.outcomes.filter((outcome) => outcome === 'INSERT').length;
    assert.equal(first?.n, kept);
    assert.deepEqual(new Set(first?.outcomes), new Set(['INSERT', failed, 'COMMIT']));
  });

  test('with a stale catalog every session answers OC001 once after DDL elsewhere', async () => {
    const local = await startLocal({ conflicts: { staleCatalog: true } });
    const [one, other] = [await local.connect(), await local.connect()];
    assert.deepEqual(await answers(one, 'CREATE TABLE t (id int PRIMARY KEY)', 'SELECT id FROM t'), [
      'CREATE',
      'SELECT',
    ]);
    assert.deepEqual(await answers(other, 'SELECT id FROM t', 'SELECT id FROM t'), [
      '40001 schema has been updated by another transaction (OC001)',
      'SELECT',
    ]);
    await local.close();
  });
});

describe('the start of a session', () => {
  let local: Local;
  before(async () => {
    local = await startLocal();
  });
  after(() => local.close());

  const cases: readonly (readonly [title: string, options: pg.ClientConfig, expected: string])[] = [
    ['an application name', { application_name: 'app' }, 'connected'],
    ['a search path as an option', { options: '-c search_path=public' }, 'connected'],
    ['a cluster id as an option', { options: '-c amzn-cluster-id=abc' }, 'connected'],
    [
      'a parameter that cannot be set',
      { statement_timeout: 1_000 },
      '0A000 | setting configuration parameter "statement_timeout" not supported',
    ],
    [
      'an option that cannot be set',
      { options: '-c default_transaction_read_only=on' },
      '0A000 | setting configuration parameter "default_transaction_read_only" not supported',
    ],
    ['the certificate that its URL names', { options: '-c sslrootcert=/ca.pem' }, 'connected'],
    [
      'replication',
      // What drivers for replication send as a parameter of their own
      { replication: 'database' } as pg.ClientConfig,
      '0A000 | setting configuration parameter "replication" not supported',
    ],
    ['another database', { database: 'other' }, '3D000 | database "other" does not exist'],
    [
      'a role that does not exist',
      { user: 'nobody_here' },
      '08P01 | unable to accept connection, access denied | Role "nobody_here" does not exist or may not log in: CREATE ROLE … WITH LOGIN makes one.',
    ],
  ];
  for (const [title, options, expected] of cases) {
    test(title, async () => assert.equal(await refusal(local, options), expected));
  }

  const wrongTokens: Readonly<Record<string, (signed: Local) => string | Promise<string>>> = {
    'is empty': () => '',
    'is noise': () => 'x'.repeat(20_000),
    'is not in ASCII': () => 'päßwörd 🐘',
    'is for an ordinary role': ({ token }) => token('app'),
    'is signed with other credentials': ({ identity: { region } }) =>
      signedBy({ region, credentials: { accessKeyId: 'AKIAOTHER', secretAccessKey: 'other' } }),
    'is for another Region': ({ identity: { credentials } }) =>
      signedBy({ region: 'eu-south-2', credentials }),
    'is for another cluster': ({ identity: { region, credentials } }) =>
      signedBy({ region, credentials, hostname: 'other.dsql.us-east-1.on.aws' }),
    'was cut': async ({ token }) => (await token()).slice(0, -1),
  };
  for (const [title, make] of Object.entries(wrongTokens)) {
    test(`a token that ${title} opens no session`, async () => {
      const told = await refusal(local, { password: await make(local) });
      assert.match(told, /^08006 \| unable to accept connection, access denied/);
    });
  }

  test('a role without a principal is let in with a warning', async () => {
    const admin = await local.connect();
    await admin.query('CREATE ROLE app WITH LOGIN');
    const client = new pg.Client({
      host: '127.0.0.1',
      port: local.port,
      user: 'app',
      database: 'postgres',
      password: () => local.token('app'),
      ssl: { ca: local.ca },
    });
    const warned = once(client, 'notice');
    await client.connect();
    assert.equal((await warned)[0].message, 'role "app" is mapped to no IAM principal');
    assert.deepEqual(await answers(client, 'CREATE TABLE t (id int PRIMARY KEY)'), [
      '42501 permission denied for schema public',
    ]);
    await client.end();
  });

  test('some hundred clients each have a session of their own', async () => {
    const clients = await Promise.all(Array.from({ length: sessions }, () => local.connect()));
    const pids = await Promise.all(
      clients.map(async (client) => (await client.query('SELECT pg_backend_pid() AS pid')).rows[0].pid),
    );
    assert.equal(new Set(pids).size, sessions);
    await Promise.all(clients.map((client) => client.end()));
  });

  test('a table has 24 indexes with its key, those that are being built counted', async () => {
    const client = await local.connect();
    await client.query('CREATE TABLE many (id int PRIMARY KEY, n int)');
    const numbers = Array.from({ length: 25 }, (_, index) => index);
    const told = await answers(client, ...numbers.map((n) => `CREATE INDEX ASYNC many${n} ON many (n)`));
    assert.deepEqual(
      told.map((one) => one.replace(/ \[.*/, '')),
      numbers.map((n) => (n < 23 ? 'CREATE' : '54000 more than 24 indexes per table are not allowed')),
    );
    const [{ count }] = (
      await client.query("SELECT count(*)::int FROM pg_index WHERE indrelid = 'many'::regclass")
    ).rows;
    assert.equal(count, 24);
    await client.query('DROP TABLE many');
    await client.end();
  });
});
