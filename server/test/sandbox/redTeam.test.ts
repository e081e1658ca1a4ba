import assert from 'node:assert/strict';
import { existsSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import pg from 'pg';
import { engineState } from './engineState.js';
import { type Local, startLocal } from './local.js';
import { forms, moreForms, type Names } from './redTeamForms.js';

// Whoever gets past what the sandbox judges meets PostgreSQL as a role without the right.

let local: Local;
let superuser: pg.Client;
let pidOfSuperuser = 0;
/** By their role: sessions that somebody else has. */
const neighbors = new Map<string, pg.Client>();
const pids = new Map<string, number>();
let untouched: unknown;
const sentinel = join(tmpdir(), `dsql-sentinel-${process.pid}`);
const roles = ['admin', 'plain'] as const;

before(async () => {
  local = await startLocal();
  superuser = new pg.Client(local.engine.connection);
  await superuser.connect();
  pidOfSuperuser = (await superuser.query('SELECT pg_backend_pid() AS pid')).rows[0].pid;
  await superuser.query('CREATE ROLE plain LOGIN');
  for (const role of roles) {
    await superuser.query(`CREATE SCHEMA of_${role} AUTHORIZATION ${role}`);
    const [client, neighbor] = [await local.slip(role), await local.slip(role)];
    neighbors.set(role, neighbor);
    pids.set(role, (await neighbor.query('SELECT pg_backend_pid() AS pid')).rows[0].pid);
    await client.query(prelude(role));
    for (const sql of [control, ...forms(names(role)), ...moreForms(names(role))])
      await client.query(`INSERT INTO of_${role}.forms (sql) VALUES ($1)`, [sql]);
  }
  untouched = await state();
});

after(async () => {
  await superuser.end();
  await local.close();
  rmSync(sentinel, { recursive: true, force: true });
});

const names = (role: string): Names => ({
  role,
  superuser: local.engine.connection.user,
  pid: pidOfSuperuser,
  neighbor: pids.get(role) ?? 0,
  sentinel,
});

/** Must succeed wherever the others are tried. */
const control = 'SELECT 1';

/** `try_all` tries each form, in the current wrapper, and keeps what became of it. */
const prelude = (role: string): string => `
  SET search_path = of_${role};
  CREATE TABLE forms (n bigint GENERATED ALWAYS AS IDENTITY, sql text);
  CREATE TABLE outcomes (who text, sql text, state text);
  CREATE TABLE wrapper (template text);
  INSERT INTO wrapper VALUES ('%s');
  CREATE FUNCTION try_all() RETURNS int LANGUAGE plpgsql SET search_path = of_${role}, public AS $try$
  DECLARE form text; template text := (SELECT w.template FROM wrapper w);
  BEGIN
    FOR form IN SELECT f.sql FROM forms f ORDER BY n LOOP
      BEGIN
        EXECUTE replace(template, '%s', form);
        RAISE EXCEPTION 'done' USING ERRCODE = 'DONE0';
      EXCEPTION WHEN OTHERS THEN
        INSERT INTO outcomes VALUES (session_user || ' ' || current_user, form, SQLSTATE);
      END;
    END LOOP;
    RETURN 1;
  END $try$;
  CREATE FUNCTION tries(int) RETURNS int IMMUTABLE LANGUAGE plpgsql SET search_path = of_${role} AS
    $try$ BEGIN RETURN try_all(); END $try$;
  CREATE FUNCTION triggered() RETURNS trigger LANGUAGE plpgsql SET search_path = of_${role} AS
    $try$ BEGIN PERFORM try_all(); RETURN NEW; END $try$`;

/** What must be as it was, whatever was tried. */
const state = async (): Promise<unknown> => ({
  rows: await engineState(superuser),
  sentinel: existsSync(sentinel),
});

/** Ways in which a statement can be written in another one. */
const bodies: Readonly<Record<string, string>> = {
  'a statement of PL/pgSQL': '%s',
  'a function in SQL': 'CREATE FUNCTION body() RETURNS void LANGUAGE sql AS $body$ %s $body$; SELECT body()',
  'a function in PL/pgSQL':
    'CREATE FUNCTION body() RETURNS void LANGUAGE plpgsql AS $body$ BEGIN EXECUTE $it$ %s $it$; END $body$; SELECT body()',
  'a procedure':
    'CREATE PROCEDURE body() LANGUAGE plpgsql AS $body$ BEGIN EXECUTE $it$ %s $it$; END $body$; CALL body()',
  'a function with the rights of its owner':
    'CREATE FUNCTION body() RETURNS void SECURITY DEFINER LANGUAGE plpgsql AS $body$ BEGIN EXECUTE $it$ %s $it$; END $body$; SELECT body()',
  DO: 'DO $body$ BEGIN EXECUTE $it$ %s $it$; END $body$',
  EXPLAIN: 'EXPLAIN ANALYZE %s',
  'a cursor': 'DECLARE c CURSOR FOR %s; FETCH ALL FROM c',
};

/** Ways in which PostgreSQL calls a function. */
const calls: Readonly<Record<string, readonly string[]>> = {
  'a default': ['CREATE TABLE t (id int, n int DEFAULT try_all())', 'INSERT INTO t VALUES (1)'],
  'a CHECK': ['CREATE TABLE t (id int CHECK (try_all() = 1))', 'INSERT INTO t VALUES (1)'],
  'a domain': ['CREATE DOMAIN d AS int CHECK (try_all() = 1)', 'SELECT 1::d'],
  'a generated column': [
    'CREATE TABLE t (id int, n int GENERATED ALWAYS AS (tries(id)) STORED)',
    'INSERT INTO t VALUES (1)',
  ],
  'an index expression': [
    'CREATE TABLE t (id int)',
    'INSERT INTO t VALUES (1)',
    'CREATE INDEX ON t (tries(id))',
  ],
  'an index predicate': [
    'CREATE TABLE t (id int)',
    'INSERT INTO t VALUES (1)',
    'CREATE INDEX ON t (id) WHERE tries(id) = 1',
  ],
  'a view': ['CREATE VIEW v AS SELECT try_all()', 'TABLE v'],
  'a materialized view': ['CREATE MATERIALIZED VIEW v AS SELECT try_all()'],
  'a rule': [
    'CREATE TABLE t (id int)',
    'CREATE RULE r AS ON INSERT TO t DO ALSO SELECT try_all()',
    'INSERT INTO t VALUES (1)',
  ],
  'a trigger': [
    'CREATE TABLE t (id int)',
    'CREATE TRIGGER r BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION triggered()',
    'INSERT INTO t VALUES (1)',
  ],
  'a row policy': [
    'CREATE TABLE t (id int)',
    'ALTER TABLE t ENABLE ROW LEVEL SECURITY',
    'ALTER TABLE t FORCE ROW LEVEL SECURITY',
    'CREATE POLICY p ON t USING (try_all() = 1)',
    'INSERT INTO t VALUES (1)',
    'TABLE t',
  ],
  'an aggregate': [
    'CREATE FUNCTION step(int, int) RETURNS int LANGUAGE sql AS $$ SELECT try_all() $$',
    'CREATE AGGREGATE a(int) (SFUNC = step, STYPE = int, INITCOND = 0)',
    'SELECT a(1)',
  ],
  'an operator': ['CREATE OPERATOR !! (FUNCTION = tries, RIGHTARG = int)', 'SELECT !! 1'],
  'BEGIN ATOMIC': ['CREATE FUNCTION body() RETURNS int BEGIN ATOMIC SELECT try_all(); END', 'SELECT body()'],
  'a prepared statement': ['PREPARE p AS SELECT try_all()', 'EXECUTE p'],
  'ANALYZE of an index expression': [
    'CREATE TABLE t (id int)',
    'CREATE INDEX ON t (tries(id))',
    'INSERT INTO t VALUES (1)',
    'DELETE FROM outcomes',
    'ANALYZE t',
  ],
};

/** The forms that did not fail, and whether the control did. */
async function harvest(client: pg.Client): Promise<unknown> {
  const { rows } = await client.query(
    `SELECT who, sql, state, count(*) OVER () > 100 AS all FROM outcomes ORDER BY state = 'DONE0' DESC, sql`,
  );
  const done = rows.filter(({ state }) => state === 'DONE0').map(({ sql }) => sql);
  return { done: [...new Set(done)], who: [...new Set(rows.map((row) => row.who))], all: rows[0]?.all };
}

const nothing = (role: string) => ({ done: [control], who: [`${role} ${role}`], all: true });

/** What a client sends to run a statement: the last of them runs it. */
const ways: Readonly<Record<string, (sql: string) => readonly (string | pg.QueryConfig)[]>> = {
  'by itself': (sql) => [sql],
  'prepared by the extended protocol': (sql) => [
    { name: `form ${sql.slice(0, 40)} ${sql.length}`, text: sql },
  ],
  'behind another statement': (sql) => [`SELECT 1; ${sql}`],
  'in a transaction': (sql) => ['BEGIN', sql],
  'in EXPLAIN': (sql) => [`EXPLAIN (ANALYZE) ${sql}`],
  'in a COPY': (sql) => [`COPY (${sql}) TO STDOUT`],
  'in a subquery': (sql) => [`SELECT (${sql})`],
  'in a function in SQL': (sql) => [
    `CREATE OR REPLACE FUNCTION sent() RETURNS void LANGUAGE sql AS $body$ ${sql} $body$`,
    'SELECT sent()',
  ],
  'in BEGIN ATOMIC': (sql) => [
    'DROP FUNCTION IF EXISTS atomic()',
    `CREATE FUNCTION atomic() RETURNS void BEGIN ATOMIC ${sql}; END`,
    'SELECT atomic()',
  ],
  'in a function in PL/pgSQL': (sql) => [
    `CREATE OR REPLACE FUNCTION sent() RETURNS void LANGUAGE plpgsql AS $body$ BEGIN ${sql}; END $body$`,
    'SELECT sent()',
  ],
  'put together by EXECUTE': (sql) => [
    `CREATE OR REPLACE FUNCTION sent() RETURNS void LANGUAGE plpgsql AS $body$ BEGIN EXECUTE $it$ ${sql} $it$ || ''; END $body$`,
    'SELECT sent()',
  ],
  'in DO': (sql) => [`DO $body$ BEGIN ${sql}; END $body$`],
  'put together in DO': (sql) => [`DO $body$ BEGIN EXECUTE $it$ ${sql} $it$ || ''; END $body$`],
  'in a procedure behind a COMMIT': (sql) => [
    `CREATE OR REPLACE PROCEDURE committing() LANGUAGE plpgsql AS $body$ BEGIN COMMIT; EXECUTE $it$ ${sql} $it$ || ''; COMMIT; END $body$`,
    'CALL committing()',
  ],
  'in a function with the rights of its owner': (sql) => [
    `CREATE OR REPLACE FUNCTION owned() RETURNS void SECURITY DEFINER LANGUAGE plpgsql AS $body$ BEGIN EXECUTE $it$ ${sql} $it$ || ''; END $body$`,
    'SELECT owned()',
  ],
  'in a handler': (sql) => [
    `DO $body$ BEGIN PERFORM 1 / 0; EXCEPTION WHEN OTHERS THEN EXECUTE $it$ ${sql} $it$ || ''; END $body$`,
  ],
  'in a loop over its rows': (sql) => [
    `DO $body$ DECLARE r record; BEGIN FOR r IN EXECUTE $it$ ${sql} $it$ || '' LOOP NULL; END LOOP; END $body$`,
  ],
  'in a cursor of PL/pgSQL': (sql) => [
    `DO $body$ DECLARE c refcursor; r record; BEGIN OPEN c FOR EXECUTE $it$ ${sql} $it$ || ''; FETCH c INTO r; END $body$`,
  ],
  'in a view': (sql) => [`CREATE OR REPLACE VIEW looking AS ${sql}`, 'TABLE looking'],
  'in a rule': (sql) => [`CREATE OR REPLACE RULE r AS ON INSERT TO outcomes DO ALSO ${sql}`],
};

/** The same for a call: an expression that a table keeps. */
const places: typeof ways = {
  'in a default': (call) => [
    'DROP TABLE IF EXISTS defaulting',
    `CREATE TABLE defaulting (id int, n text DEFAULT ${call})`,
    'INSERT INTO defaulting VALUES (1)',
  ],
  'in a CHECK': (call) => [
    'DROP TABLE IF EXISTS checked',
    `CREATE TABLE checked (id int CHECK (${call} IS NULL OR id > 0))`,
    'INSERT INTO checked VALUES (1)',
  ],
  'in a CHECK that a job validates': (call) => [
    'DROP TABLE IF EXISTS validated',
    'CREATE TABLE validated (id int)',
    'INSERT INTO validated VALUES (1)',
    `ALTER TABLE validated ADD CONSTRAINT c CHECK (${call} IS NULL OR id > 0) NOT VALID`,
    'ALTER TABLE ASYNC validated VALIDATE CONSTRAINT c',
    'INSERT INTO validated VALUES (2)',
  ],
  'in an index expression': (call) => [
    'DROP TABLE IF EXISTS indexed',
    'CREATE TABLE indexed (id int)',
    'INSERT INTO indexed VALUES (1)',
    `CREATE INDEX ASYNC ON indexed ((${call} IS NULL))`,
  ],
  'in a generated column': (call) => [
    'DROP TABLE IF EXISTS generating',
    `CREATE TABLE generating (id int, n text GENERATED ALWAYS AS (${call}) STORED)`,
    'INSERT INTO generating VALUES (1)',
  ],
  'in a domain': (call) => [
    'DROP TABLE IF EXISTS limited',
    'DROP DOMAIN IF EXISTS limits',
    `CREATE DOMAIN limits AS int CHECK (${call} IS NULL OR VALUE > 0)`,
    'CREATE TABLE limited (id limits)',
    'INSERT INTO limited VALUES (1)',
  ],
};

/** Those in which the further forms are all tried. Each of the others gets a part of them, and all by `npm run test:guards`. */
const inFewWays: ReadonlySet<string> = new Set(['by itself', 'put together by EXECUTE']);
const isWhole = process.env.DSQL_RED_TEAM === 'whole';
const share = 12;

/** A part of some forms: another one for each title, so that all of them come up somewhere. */
function partOf(title: string, all: readonly string[]): readonly string[] {
  const first = Object.keys({ ...ways, ...places }).indexOf(title) % share;
  return isWhole || inFewWays.has(title) ? all : all.filter((_, at) => at % share === first);
}

/** The calls among some forms. */
const callsIn = (all: readonly string[]): readonly string[] =>
  all.flatMap((sql) => /^SELECT ([\w.]+\(.*\))$/s.exec(sql)?.[1] ?? []);

/** As a statement of PL/pgSQL a SELECT needs a place for its rows. */
const controlIn = (title: string): string =>
  ['in a function in PL/pgSQL', 'in DO'].includes(title) ? 'PERFORM 1' : control;

for (const role of roles) {
  describe(`as ${role}, through the door, nothing can be done`, () => {
    const doneOf = async (
      steps: (sql: string) => readonly (string | pg.QueryConfig)[],
      all: readonly string[],
    ) => {
      const client = await local.connect({ user: role });
      const done: string[] = [];
      for (const sql of all) {
        try {
          await client.query('ROLLBACK');
          await client.query(`SET search_path = of_${role}, public`);
          for (const step of steps(sql)) await client.query(step);
          done.push(sql);
        } catch (error) {
          if (!(error instanceof pg.DatabaseError)) throw error;
        }
      }
      await client.end();
      return done;
    };

    for (const [title, steps] of Object.entries(ways))
      test(title, async () => {
        const own = controlIn(title);
        const more = partOf(title, moreForms(names(role)));
        // No rule can be made
        const done = title === 'in a rule' ? [] : [own];
        assert.deepEqual(await doneOf(steps, [own, ...forms(names(role)), ...more]), done);
      });

    for (const [title, steps] of Object.entries(places))
      test(title, async () => {
        const all = callsIn([...forms(names(role)), ...moreForms(names(role))]);
        assert.ok(all.length > 80);
        const own = `md5('a')`;
        assert.deepEqual(await doneOf(steps, [own, ...partOf(title, all)]), [own]);
      });
  });
}

for (const role of roles) {
  describe(`as ${role}, past what judges statements, nothing can be done`, () => {
    let client: pg.Client;
    before(async () => {
      client = await local.slip(role);
      await client.query(`SET search_path = of_${role}, public`);
      // As where the sandbox counts rows: else each definition in a body is refused, and nothing else is tried.
      await client.query('SET dsql_sandbox.rows_before = 1000000000');
    });

    test('by itself', async () => {
      const done: string[] = [];
      for (const sql of [control, ...forms(names(role)), ...moreForms(names(role))]) {
        const fresh = await local.slip(role);
        await fresh.query(`SET search_path = of_${role}, public`);
        await fresh.query(sql).then(
          () => done.push(sql),
          () => undefined,
        );
        await fresh.end();
      }
      assert.deepEqual(done, [control]);
    });

    for (const [title, template] of Object.entries(bodies)) {
      test(`in ${title}`, async () => {
        await client.query('BEGIN');
        await client.query('UPDATE wrapper SET template = $1', [template]);
        await client.query('SELECT try_all()');
        assert.deepEqual(await harvest(client), nothing(role));
        await client.query('ROLLBACK');
      });
    }

    for (const [title, steps] of Object.entries(calls)) {
      test(`called by ${title}`, async () => {
        await client.query('BEGIN');
        for (const step of steps) await client.query(step);
        assert.deepEqual(await harvest(client), nothing(role));
        await client.query('ROLLBACK');
      });
    }

    const jobs: Readonly<Record<string, readonly [prepare: string, start: string]>> = {
      VALIDATE: [
        'ALTER TABLE job ADD CONSTRAINT c CHECK (try_all() = 1) NOT VALID',
        'ALTER TABLE ASYNC job VALIDATE CONSTRAINT c',
      ],
      'the build of an index': ['SELECT', `CREATE INDEX ASYNC ON job (tries(id))`],
    };
    for (const [title, [prepare, start]] of Object.entries(jobs)) {
      test(`in a job: ${title}`, async () => {
        await client.query('CREATE TABLE job (id int PRIMARY KEY)');
        await client.query('INSERT INTO job VALUES (1)');
        await client.query(prepare);
        await client.query('TRUNCATE outcomes');
        const asked = await local.connect({ user: role });
        await asked.query(`SET search_path = of_${role}`);
        const { rows } = await asked.query(start);
        await asked.query(`CALL sys.wait_for_job('${rows[0].job_id}')`);
        assert.deepEqual(await harvest(client), nothing(role));
        await client.query('DROP TABLE job');
        await client.query('TRUNCATE outcomes');
      });
    }
  });
}

test('nothing has changed, and the others are still there', async () => {
  assert.deepEqual(await state(), untouched);
  for (const [role, neighbor] of neighbors)
    assert.deepEqual((await neighbor.query('SELECT session_user AS role')).rows, [{ role }]);
});
