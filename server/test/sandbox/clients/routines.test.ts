import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { AuroraDSQLClient } from '@aws/aurora-dsql-node-postgres-connector';
import { sql as drizzleSql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { Kysely, sql as kyselySql, PostgresDialect } from 'kysely';
import pg from 'pg';
import { type Local, startLocal } from '../local.js';

let local: Local;
let folder: string;
before(async () => {
  local = await startLocal();
  folder = await mkdtemp(join(tmpdir(), 'routines-'));
  await writeFile(join(folder, 'ca.pem'), local.ca);
});
after(async () => {
  await local.close();
  await rm(folder, { recursive: true });
});

/** Sends one statement; answers the first column of its rows as text, or the SQLSTATE of its error. */
type Send = (sql: string) => Promise<string>;

interface Sender {
  readonly send: Send;
  readonly close: () => Promise<unknown>;
}

const answered = (rows: readonly Record<string, unknown>[]): string =>
  rows.map((row) => String(Object.values(row)[0])).join(' ');

/** Drizzle tells the server's error as the cause of its own. */
const stateOf = (error: unknown): string => {
  const { code, cause } = error as { readonly code?: string; readonly cause?: unknown };
  return code ?? stateOf(cause);
};

const sender = (
  query: (sql: string) => Promise<{ readonly rows: unknown[] }>,
  close: () => Promise<unknown>,
): Sender => ({
  send: (sql) => query(sql).then(({ rows }) => answered(rows as Record<string, unknown>[]), stateOf),
  close,
});

const settings = async () => ({
  host: '127.0.0.1',
  port: local.port,
  user: 'admin',
  database: 'postgres',
  password: await local.token(),
  ssl: { ca: local.ca },
});

const clients: Readonly<Record<string, () => Promise<Sender>>> = {
  pg: async () => {
    const client = new pg.Client(await settings());
    await client.connect();
    return sender(
      (sql) => client.query(sql),
      () => client.end(),
    );
  },
  "AWS's connector": async () => {
    const client = new AuroraDSQLClient({
      host: '127.0.0.1',
      port: local.port,
      region: local.identity.region,
      customCredentialsProvider: local.identity.credentials,
      ssl: { ca: local.ca },
    });
    await client.connect();
    return sender(
      (sql) => client.query(sql),
      () => client.end(),
    );
  },
  Kysely: async () => {
    const pool = new pg.Pool({ ...(await settings()), max: 1 });
    const database = new Kysely({ dialect: new PostgresDialect({ pool }) });
    return sender(
      (sql) => kyselySql.raw(sql).execute(database),
      () => database.destroy(),
    );
  },
  Drizzle: async () => {
    const client = new pg.Client(await settings());
    await client.connect();
    const database = drizzle(client);
    return sender(
      (sql) => database.execute(drizzleSql.raw(sql)),
      () => client.end(),
    );
  },
  psql: async () => {
    const env = {
      PATH: process.env.PATH,
      PGHOST: '127.0.0.1',
      PGPORT: String(local.port),
      PGUSER: 'admin',
      PGDATABASE: 'postgres',
      PGPASSWORD: await local.token(),
      PGSSLMODE: 'verify-full',
      PGSSLROOTCERT: join(folder, 'ca.pem'),
    };
    const run = promisify(execFile);
    // A process for each: none of these statements needs the session of another.
    return {
      send: (sql) =>
        run('psql', ['-X', '-A', '-t', '-q', '-v', 'VERBOSITY=sqlstate', '-c', sql], { env }).then(
          ({ stdout }) => stdout.trim().split('\n').join(' '),
          ({ stderr }: { readonly stderr: string }) => /ERROR:\s+(\w{5})/.exec(stderr)?.[1] ?? stderr,
        ),
      close: async () => undefined,
    };
  },
};

/** Statements of one table, in their order, with what every client is answered. */
const script = (table: string): readonly (readonly [sql: string, answer: string])[] => [
  [`CREATE TABLE ${table} (id int PRIMARY KEY, n int)`, ''],
  [
    `CREATE FUNCTION ${table}_sum(lowest int) RETURNS bigint LANGUAGE plpgsql AS $$
     DECLARE total bigint := 0; r record;
     BEGIN FOR r IN SELECT n FROM ${table} WHERE n >= lowest LOOP total := total + r.n; END LOOP; RETURN total; END $$`,
    '',
  ],
  [
    `CREATE PROCEDURE ${table}_fill(first int, last int) LANGUAGE plpgsql AS $$
     BEGIN FOR i IN first..last LOOP INSERT INTO ${table} VALUES (i, 1); END LOOP; END $$`,
    '',
  ],
  [
    `CREATE PROCEDURE ${table}_parts(INOUT kept int) LANGUAGE plpgsql AS $$
     BEGIN
       INSERT INTO ${table} VALUES (10001, 1); COMMIT;
       INSERT INTO ${table} VALUES (10002, 1); ROLLBACK;
       INSERT INTO ${table} VALUES (10003, 1); COMMIT;
       SELECT count(*) INTO kept FROM ${table} WHERE id > 10000;
     END $$`,
    '',
  ],
  [`CALL ${table}_fill(1, 3000)`, ''],
  [`SELECT ${table}_sum(1)`, '3000'],
  [`CALL ${table}_fill(3001, 6001)`, '54000'],
  [`SELECT count(*) FROM ${table}`, '3000'],
  [`CALL ${table}_parts(0)`, '2'],
  [
    `DO $$ BEGIN DELETE FROM ${table} WHERE id > 10000; IF NOT FOUND THEN RAISE EXCEPTION 'none'; END IF; END $$`,
    '',
  ],
  [`DO $$ BEGIN RAISE division_by_zero; END $$`, '22012'],
  [`SELECT count(*) FROM ${table}`, '3000'],
  [`DO $$ BEGIN TRUNCATE ${table}; END $$`, '0A000'],
  [`CREATE FUNCTION ${table}_broken() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETRUN 1; END $$`, '42601'],
];

for (const [at, [name, connect]] of Object.entries(clients).entries())
  test(`${name} creates and calls functions and procedures, sends blocks, and is told what they may not do`, async () => {
    const { send, close } = await connect();
    const told: (readonly [string, string])[] = [];
    for (const [sql] of script(`t${at}`)) told.push([sql, await send(sql)]);
    await close();
    assert.deepEqual(told, script(`t${at}`));
  });

test('a procedure of one client loses at its COMMIT to what another one has committed, and says so', async () => {
  const [one, other] = await Promise.all(['pg', "AWS's connector"].map((name) => clients[name]?.()));
  assert.ok(one && other);
  await one.send('CREATE TABLE raced (id int PRIMARY KEY, n int)');
  await one.send('INSERT INTO raced VALUES (1, 0)');
  await one.send(
    'CREATE PROCEDURE race() LANGUAGE plpgsql AS $$ BEGIN UPDATE raced SET n = n + 1 WHERE id = 1; END $$',
  );
  assert.equal(await one.send('BEGIN'), '');
  assert.equal(await one.send('CALL race()'), '');
  assert.equal(await other.send('CALL race()'), '');
  assert.equal(await one.send('COMMIT'), '40001');
  assert.equal(await one.send('CALL race()'), '');
  assert.equal(await other.send('SELECT n FROM raced'), '2');
  assert.equal(await other.send('BEGIN READ ONLY'), '');
  assert.equal(await other.send('CALL race()'), '25006');
  assert.equal(await other.send('ROLLBACK'), '');
  await Promise.all([one.close(), other.close()]);
});
