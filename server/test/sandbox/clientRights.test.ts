import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import pg from 'pg';
import { usualBounds } from '../../src/sandbox/bounds.js';
import { openCluster } from '../../src/sandbox/cluster.js';
import { endlessRoom } from '../../src/sandbox/engine/room.js';
import { type Local, startLocal } from './local.js';

// Nothing that a client can name, make or set is taken for the superuser, or run by it.

let local: Local;
let superuser: pg.Client;
before(async () => {
  local = await startLocal();
  superuser = new pg.Client(local.engine.connection);
  await superuser.connect();
  await superuser.query(`CREATE TABLE public.ran (who text, said text);
    GRANT ALL ON public.ran TO public;
    CREATE FUNCTION public.caught(text) RETURNS text LANGUAGE plpgsql AS $$
      BEGIN INSERT INTO public.ran VALUES (current_user, $1); RETURN 'admin'; END $$;
    CREATE ROLE mighty SUPERUSER LOGIN; CREATE ROLE signals LOGIN IN ROLE pg_signal_backend; CREATE ROLE ordinary LOGIN`);
});
beforeEach(() => superuser.query('DELETE FROM public.ran'));
after(async () => {
  await superuser.end();
  await local.close();
});

const ran = async (): Promise<unknown> => (await superuser.query('TABLE public.ran')).rows;

/** "connected", or why not. */
async function arrive(user: string): Promise<string> {
  try {
    await (await local.connect({ user, password: () => local.token(user) })).end();
    return 'connected';
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    return `${error.code} ${error.message} ${error.hint}`;
  }
}

test('only an ordinary role has a session, and the others are told as little as one that does not exist', async () => {
  const refused = [
    local.engine.connection.user,
    'sandbox',
    'postgres',
    'mighty',
    'signals',
    'dsql_system',
    'pg_database_owner',
    'pg_execute_server_program',
    'nobody_here',
    'public',
    'none',
  ];
  const answers: Record<string, string> = {};
  for (const user of [...refused, 'ordinary', 'admin']) answers[user] = await arrive(user);
  const access = (user: string) =>
    `08P01 unable to accept connection, access denied Role "${user}" does not exist or may not log in: CREATE ROLE … WITH LOGIN makes one.`;
  assert.deepEqual(answers, {
    ...Object.fromEntries(refused.map((user) => [user, access(user)])),
    ordinary: 'connected',
    admin: 'connected',
  });
});

test('a temporary view that hides a catalog is not what AWS IAM GRANT reads', async () => {
  const client = await local.connect();
  const hidden = new pg.Client({ ...local.engine.connection, user: 'admin' });
  await hidden.connect();
  await hidden.query(
    'CREATE TEMP VIEW pg_roles AS SELECT oid, caught(rolname) AS rolname FROM pg_catalog.pg_roles',
  );
  await hidden.query(`CALL sys.map_iam('grant', 'ordinary', 'arn:aws:iam::1:role/a')`);
  await hidden.end();
  const { rows } = await client.query(
    'SELECT pg_role_name, grantor_pg_role_name FROM sys.iam_pg_role_mappings',
  );
  assert.deepEqual(rows, [{ pg_role_name: 'ordinary', grantor_pg_role_name: 'admin' }]);
  assert.deepEqual(await ran(), []);
});

test('what runs with the rights of its owner belongs to a role that has none beyond the schema sys', async () => {
  const { rows } = await superuser.query(`SELECT p.oid::regprocedure::text AS routine, r.rolname, p.proconfig,
      r.rolsuper OR r.rolcanlogin OR r.rolcreaterole AS is_more
    FROM pg_proc p JOIN pg_roles r ON r.oid = p.proowner WHERE prosecdef`);
  assert.deepEqual(rows, [
    {
      routine: 'sys.map_iam(text,text,text)',
      rolname: 'dsql_system',
      proconfig: ['search_path=pg_catalog, pg_temp'],
      is_more: false,
    },
  ]);
});

test('what a role sets for itself does not change how its next session and its jobs read a text', async () => {
  const own = {
    search_path: 'evil',
    default_transaction_isolation: "'read committed'",
    standard_conforming_strings: 'off',
    backslash_quote: 'on',
    local_preload_libraries: "'none'",
    role: "'admin'",
  };
  const held = [
    'default_transaction_isolation',
    'standard_conforming_strings',
    'backslash_quote',
    'local_preload_libraries',
    'search_path',
  ];
  const client = await local.connect({ user: 'ordinary' });
  for (const [name, value] of Object.entries(own))
    for (const where of ['ordinary', 'ordinary IN DATABASE postgres'])
      await client.query(
        `DO $body$ BEGIN EXECUTE 'ALTER ROLE ${where} SET ' || $it$ ${name} = ${value} $it$; END $body$`,
      );
  const next = await local.connect({ user: 'ordinary' });
  const { rows } = await next.query('SELECT current_setting(name) AS set FROM unnest($1::text[]) AS name', [
    held,
  ]);
  // A cluster keeps the search path that a role has set
  assert.deepEqual(
    rows.map(({ set }) => set),
    ['repeatable read', 'on', 'safe_encoding', '', 'evil'],
  );
  assert.deepEqual((await next.query("SELECT '\\' AS sign, current_user AS who")).rows, [
    { sign: '\\', who: 'ordinary' },
  ]);
  await superuser.query('ALTER ROLE ordinary RESET ALL; ALTER ROLE ordinary IN DATABASE postgres RESET ALL');
});

const bare = {
  room: endlessRoom,
  reader: { admit: (text: string): never => assert.fail(text), close: () => undefined },
  limits: { transactionAge: 1_000, connectionAge: 1_000, buildTime: 1 },
  maxRows: 3_000,
  bounds: usualBounds,
  conflicts: { share: 0, seed: 1, staleCatalog: false },
};

test('a search path that a database or a role sets is not the one of the sandbox itself', async () => {
  const { connection } = local.engine;
  const set = (value: string) =>
    superuser.query(`ALTER DATABASE postgres ${value}; ALTER ROLE ${connection.user} ${value}`);
  await superuser.query(`CREATE FUNCTION public.now() RETURNS timestamptz LANGUAGE sql AS
    $$ SELECT pg_catalog.now() FROM (SELECT caught('now')) AS caught $$`);
  await set('SET search_path = public, pg_catalog');
  const cluster = await openCluster({ ...bare, connection });
  await cluster.ask(`UPDATE sys.jobs SET update_time = now()`);
  await cluster.ask('SELECT now()');
  cluster.close();
  await set('RESET search_path');
  await superuser.query('DROP FUNCTION public.now()');
  assert.deepEqual(await ran(), []);
});

test('of a function that is long it is not searched at each definition what it does', async () => {
  const cluster = await openCluster({ ...bare, connection: local.engine.connection });
  const told: boolean[] = [];
  for (const length of [9_000, 11_000]) {
    await superuser.query(
      `CREATE OR REPLACE FUNCTION public.long() RETURNS int LANGUAGE sql AS $$ SELECT 1 ${' '.repeat(length)} $$`,
    );
    await cluster.catalogChanged();
    told.push(cluster.mayHideSettings);
  }
  cluster.close();
  await superuser.query('DROP FUNCTION public.long()');
  assert.deepEqual(told, [false, true]);
});

test('a job runs with the rights of the owner of the table, though that one cannot log in', async () => {
  await superuser.query(`CREATE ROLE owner; GRANT owner TO admin;
    GRANT CREATE ON SCHEMA public TO owner;
    CREATE TABLE public.owned (id int PRIMARY KEY CHECK (caught(session_user) = 'admin'));
    ALTER TABLE public.owned OWNER TO owner;
    INSERT INTO public.owned VALUES (1);
    ALTER TABLE public.owned ADD CONSTRAINT c CHECK (caught(session_user) = 'admin') NOT VALID;
    DELETE FROM public.ran`);
  const client = await local.connect();
  const { rows } = await client.query('ALTER TABLE ASYNC public.owned VALIDATE CONSTRAINT c');
  await client.query(`CALL sys.wait_for_job('${rows[0].job_id}')`);
  assert.deepEqual(await ran(), [{ who: 'owner', said: 'admin' }]);
});

test('a PostgreSQL whose admin is more than an ordinary role is refused', async () => {
  await superuser.query('ALTER ROLE admin SUPERUSER');
  await assert.rejects(openCluster({ ...bare, connection: local.engine.connection }), {
    message:
      "PostgreSQL's role admin is not an ordinary role, and clients of a sandbox must be: revoke its rights, or name another PostgreSQL with --postgres.",
  });
  await superuser.query('ALTER ROLE admin NOSUPERUSER');
});
