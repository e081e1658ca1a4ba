import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { failure } from './failure.js';
import { type Local, startLocal } from './local.js';

let local: Local;
let bare: pg.Client;
/** After a crash PostgreSQL takes a moment. */
async function openBare(): Promise<void> {
  for (;;) {
    bare = new pg.Client(local.engine.connection);
    bare.on('error', () => undefined);
    try {
      await bare.connect();
      return;
    } catch (error) {
      assert.match(String(error), /not yet accepting|recovery mode|starting up|terminated|ECONNRESET/);
    }
  }
}
/** In a cluster's own words. */
const unavailable = { code: 'XX000', message: 'server unavailable' };
before(async () => {
  local = await startLocal();
  await openBare();
});
after(async () => {
  await bare.end();
  await local.close();
});

const pidOf = (client: pg.Client) => (client as unknown as { processID: number }).processID;

async function isActive(client: pg.Client): Promise<void> {
  const state = "select from pg_stat_activity where pid = $1 and state = 'active'";
  while ((await bare.query(state, [pidOf(client)])).rowCount === 0);
}

test('when a process of PostgreSQL is killed, what was committed is there and new sessions work at once', async () => {
  const [victim, idle, open] = await Promise.all([local.connect(), local.connect(), local.connect()]);
  await victim.query('create table kept (id int primary key)');
  await victim.query('insert into kept values (1)');
  await open.query('begin');
  await open.query('insert into kept values (2)');
  const ended = [idle, open].map((client) => new Promise((resolve) => client.once('end', resolve)));
  const lost = failure(victim.query('select pg_sleep(600)'));
  await isActive(victim);
  process.kill(pidOf(victim), 'SIGKILL');
  assert.deepEqual(await lost, unavailable);
  await Promise.all(ended);
  const next = await local.connect();
  assert.deepEqual((await next.query('select id from kept')).rows, [{ id: 1 }]);
  await next.query('insert into kept values (2)');
  // The sandbox's own session has come back as well: a job needs it.
  const { rows } = await next.query('create index async on kept (id)');
  const waited = await next.query(`call sys.wait_for_job('${rows[0].job_id}')`);
  assert.deepEqual(waited.rows, [{ succeeded: true }]);
  await next.end();
  assert.match(
    local.complaints.join(),
    /^PostgreSQL: .* was terminated by signal 9: Killed\. All sessions end; what was committed is kept\.$/,
  );
  await openBare();
});

test('a new session waits where the sandbox asks PostgreSQL in a session that is slow to end', async () => {
  const [victim, idle] = await Promise.all([local.connect(), local.connect()]);
  const { rows } = await bare.query(
    'select pid from pg_stat_activity where usename = current_user and pid <> pg_backend_pid()',
  );
  const ended = new Promise((resolve) => idle.once('end', resolve));
  const isDown = new Promise((resolve) => bare.once('end', resolve));
  // PostgreSQL kills it after five seconds.
  for (const { pid } of rows) process.kill(pid, 'SIGSTOP');
  process.kill(pidOf(victim), 'SIGKILL');
  await ended;
  const next = await local.connect();
  assert.deepEqual((await next.query('select 1 as one')).rows, [{ one: 1 }]);
  await next.end();
  await isDown;
  await openBare();
});

/** How often a process is killed at least, where DSQL_KILLS says it. */
const wanted = Number(process.env.DSQL_KILLS ?? 2);
const commitsPerKill = wanted > 2 ? 100 : 500;

test('while processes are killed, no acknowledged commit is lost and nothing that failed is kept', async (t) => {
  const setUp = await local.connect();
  await setUp.query('create table noted (id int primary key)');
  await setUp.end();
  const told = { committed: new Set<number>(), failed: new Set<number>(), unknown: new Set<number>() };
  const ids = Array.from({ length: 1.5 * Math.max(1_000, wanted * commitsPerKill) }, (_, id) => id);
  const note = async (client: pg.Client, id: number): Promise<void> => {
    let outcome: keyof typeof told = 'failed';
    try {
      await client.query('begin');
      await client.query('insert into noted values ($1)', [id]);
      // Who loses the connection at the commit cannot know.
      outcome = 'unknown';
      await client.query('commit');
      outcome = 'committed';
    } finally {
      told[outcome].add(id);
    }
  };
  const work = async () => {
    while (ids.length > 0) {
      try {
        // A kill meets connections that are being made, too.
        const client = await local.connect();
        for (let id = ids.pop(); id !== undefined; id = ids.pop()) await note(client, id);
      } catch (error) {
        assert.match(String(error), /server unavailable|Connection terminated|ECONNRESET|EPIPE/);
      }
    }
  };
  let isOver = false;
  const workers = Promise.all(Array.from({ length: 8 }, work)).finally(() => {
    isOver = true;
  });
  let kills = 0;
  for (let goal = commitsPerKill / 2; !isOver; goal += commitsPerKill) {
    while (!isOver && told.committed.size < goal) await new Promise(setImmediate);
    if (isOver) break;
    const { rows } = await bare.query("select pid from pg_stat_activity where usename = 'admin' limit 1");
    const ended = new Promise((resolve) => bare.once('end', resolve));
    process.kill(rows[0].pid, 'SIGKILL');
    kills++;
    await ended;
    await openBare();
  }
  await workers;
  assert.ok(kills >= wanted, `${kills} kills`);
  t.diagnostic(`${kills} kills, ${told.committed.size} acknowledged commits`);
  const client = await local.connect();
  const { rows } = await client.query('select id from noted');
  const stored = new Set(rows.map(({ id }) => id));
  const lost = [...told.committed].filter((id) => !stored.has(id));
  const kept = [...told.failed].filter((id) => stored.has(id));
  assert.deepEqual({ lost, kept }, { lost: [], kept: [] });
});

test('when PostgreSQL itself is killed, clients are told, new ones are refused, and the engine says so', async () => {
  const client = await local.connect();
  const { rows } = await bare.query(
    "select split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int as pid",
  );
  const lost = failure(client.query('select pg_sleep(600)'));
  await isActive(client);
  process.kill(rows[0].pid, 'SIGKILL');
  assert.deepEqual(await lost, unavailable);
  assert.equal(await local.engine.ended, 'PostgreSQL, the engine of the sandbox, has ended by SIGKILL.');
  assert.deepEqual(await failure(local.connect()), unavailable);
});
