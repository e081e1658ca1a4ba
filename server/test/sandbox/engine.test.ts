import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, describe, test } from 'node:test';
import { Client } from 'pg';
import type { Engine } from '../../src/sandbox/engine/connection.js';
import { type Connection, clientPasswordOf, socketOf } from '../../src/sandbox/engine/connection.js';
import { startEngine } from '../../src/sandbox/engine/engine.js';
import { clusterName } from '../../src/sandbox/engine/leftovers.js';
import { openFolder } from '../../src/sandbox/folder/folder.js';
import { hasGone, listProcesses, signal } from '../../src/sandbox/process/processes.js';
import { bootstrap } from '../../src/sandbox/system/catalog.js';

const made: string[] = [];
after(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dsql-engine-'));
  chmodSync(folder, 0o711);
  made.push(folder);
  return folder;
}

/** Runs a query in a session of its own. */
async function query(connection: Connection, sql: string): Promise<readonly unknown[]> {
  const client = new Client(connection);
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query({ text: sql, rowMode: 'array' });
    return rows;
  } finally {
    await client.end();
  }
}

/** Does something with an engine in the folder, then stops it. */
async function withEngine<T>(dir: string, use: (engine: Engine) => Promise<T>): Promise<T> {
  const folder = await openFolder(dir);
  try {
    const engine = await startEngine({ folder });
    try {
      return await use(engine);
    } finally {
      await engine.stop();
    }
  } finally {
    await folder.close();
  }
}

const processesOf = async (dir: string): Promise<readonly string[]> =>
  (await listProcesses())
    .filter(({ command }) => command.includes(clusterName(join(dir, 'data'))))
    .map(({ command }) => command);

const pidFile = (dir: string): string => readFileSync(join(dir, 'data/postmaster.pid'), 'utf8');
const postmasterOf = (dir: string): number => Number.parseInt(pidFile(dir), 10);

/** A process of its own that holds an engine. */
async function hold(
  args: readonly string[] = [],
  options: { readonly uid?: number; readonly gid?: number } = {},
) {
  const child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'held.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...options,
  });
  const lines = createInterface({ input: child.stdout });
  const complaint: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => complaint.push(chunk));
  const [line] = await Promise.race([once(lines, 'line'), once(child, 'exit').then(() => [])]);
  if (line === undefined) throw new Error(Buffer.concat(complaint).toString());
  const { folder, connection }: { folder: string; connection: Connection } = JSON.parse(line);
  return { child, folder, connection };
}

describe('the engine', () => {
  test('is PostgreSQL 16 or newer as DSQL behaves, and nobody reaches it over TCP', async () => {
    const settings = [
      'transaction_isolation',
      'TimeZone',
      'server_encoding',
      'fsync',
      'jit',
      'listen_addresses',
      'unix_socket_permissions',
    ];
    const columns = settings.map((name) => `current_setting('${name}')`);
    const found = await withEngine(newFolder(), ({ connection }) =>
      query(
        connection,
        `select current_setting('server_version_num')::int >= 160000, ${columns.join()},
                (select datcollate from pg_database where datname = current_database()), current_setting('max_connections')::int >= 220`,
      ),
    );
    assert.deepEqual(found, [[true, 'repeatable read', 'UTC', 'UTF8', 'on', 'off', '', '0700', 'C', true]]);
  });

  test('keeps its data from one start to the next, and leaves nothing running', async () => {
    const dir = newFolder();
    const sockets = await withEngine(dir, async ({ connection }) => {
      await query(connection, 'create table kept as select 42 as answer');
      return connection.host;
    });
    assert.deepEqual(await processesOf(dir), []);
    assert.equal(existsSync(sockets), false);
    assert.deepEqual(readdirSync(dir), ['data', 'superuser.json']);
    assert.deepEqual(await withEngine(dir, ({ connection }) => query(connection, 'table kept')), [[42]]);
  });

  test('goes with its temporary folder', async () => {
    const folder = await openFolder();
    const engine = await startEngine({ folder });
    await engine.stop();
    await folder.close();
    assert.equal(existsSync(folder.path), false);
  });

  test('can be reached with a plain socket', async () => {
    await withEngine(newFolder(), async ({ connection }) => {
      const socket = connect(socketOf(connection));
      await once(socket, 'connect');
      socket.destroy();
    });
  });

  test('tells when it ends by itself, and takes busy sessions with it', async () => {
    const dir = newFolder();
    const folder = await openFolder(dir);
    const engine = await startEngine({ folder });
    const busy = new Client(engine.connection);
    busy.on('error', () => undefined);
    await busy.connect();
    const answer = busy
      .query('select count(*) from generate_series(1, 1e12)')
      .catch((error) => error.message);
    signal(postmasterOf(dir), 'SIGKILL');
    assert.equal(await engine.ended, 'PostgreSQL, the engine of the sandbox, has ended by SIGKILL.');
    assert.equal(await answer, 'Connection terminated unexpectedly');
    assert.deepEqual(await processesOf(dir), []);
    await engine.stop();
    await folder.close();
    assert.deepEqual(await withEngine(dir, ({ connection }) => query(connection, 'select 1')), [[1]]);
  });

  test('recovers when a session of it is killed, and says so', async () => {
    const folder = await openFolder(newFolder());
    const said = new EventEmitter();
    const engine = await startEngine({ folder, log: (sentence) => said.emit('sentence', sentence) });
    const client = new Client(engine.connection);
    client.on('error', () => undefined);
    await client.connect();
    await client.query('create table kept as select 1 as one');
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    const pid = rows[0]?.pid ?? 0;
    const sentence = once(said, 'sentence');
    signal(pid, 'SIGKILL');
    assert.deepEqual(await sentence, [
      `PostgreSQL: server process (PID ${pid}) was terminated by signal 9: Killed. All sessions end; what was committed is kept.`,
    ]);
    await reachable(engine.connection);
    assert.deepEqual(await query(engine.connection, 'table kept'), [[1]]);
    await engine.stop();
    await folder.close();
  });

  for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGKILL'] as const) {
    test(`ends with its process, though that ended by ${name} and did not say goodbye`, async () => {
      const { child, folder, connection } = await hold();
      const postmaster = postmasterOf(folder);
      child.kill(name);
      await once(child, 'exit');
      assert.equal(await hasGone(postmaster, 20_000), true);
      await gone([folder, connection.host]);
      assert.deepEqual(await processesOf(folder), []);
    });
  }

  test('is ended by the next start, where nothing else could end it', async () => {
    const dir = newFolder();
    const { child, connection } = await hold([dir]);
    await query(connection, 'create table kept as select 1 as one');
    const guards = (await listProcesses()).filter(({ command }) =>
      command.endsWith(` sh ${connection.host}`),
    );
    assert.equal(guards.length, 1);
    for (const { pid } of guards) signal(pid, 'SIGKILL');
    const orphan = postmasterOf(dir);
    child.kill('SIGKILL');
    await once(child, 'exit');
    assert.deepEqual(await query(connection, 'select 1'), [[1]]);
    assert.deepEqual(await withEngine(dir, ({ connection }) => query(connection, 'table kept')), [[1]]);
    assert.equal(await hasGone(orphan, 0), true);
    assert.equal(existsSync(connection.host), false);
  });

  test('starts though the number of a postmaster that died belongs to another process now', async () => {
    const dir = newFolder();
    await withEngine(dir, async () => undefined);
    writeFileSync(join(dir, 'data/postmaster.pid'), `${process.pid}\n${join(dir, 'data')}\n`);
    assert.deepEqual(await withEngine(dir, ({ connection }) => query(connection, 'select 1')), [[1]]);
  });

  test('starts though the making of its data was cut short', async () => {
    const dir = newFolder();
    const folder = await openFolder(dir);
    writeFileSync(join(dir, 'data.new'), 'half');
    await (await startEngine({ folder })).stop();
    await folder.close();
    assert.deepEqual(readdirSync(dir), ['data', 'superuser.json']);
  });

  test('runs in a folder that nobody else may enter', async () => {
    const dir = newFolder();
    chmodSync(dir, 0o700);
    assert.deepEqual(await withEngine(dir, ({ connection }) => query(connection, 'select 1')), [[1]]);
  });

  test('runs for an ordinary user', async () => {
    const isRoot = process.getuid?.() === 0;
    const { child, folder } = await hold([], isRoot ? { uid: 65534, gid: 65534 } : {});
    child.kill('SIGTERM');
    await once(child, 'exit');
    await gone([folder]);
  });
});

describe('a PostgreSQL that will not do', () => {
  /** A folder with programs that say they are this version. */
  function programs(version: string): string {
    const folder = newFolder();
    for (const name of ['postgres', 'initdb']) {
      writeFileSync(join(folder, name), `#!/bin/sh\necho "postgres (PostgreSQL) ${version}"\n`, {
        mode: 0o755,
      });
    }
    return folder;
  }
  const old = programs('15.18');
  const cases: readonly (readonly [name: string, postgres: string, sentence: string])[] = [
    ['nothing there', '/nowhere', 'There are no PostgreSQL programs (postgres, initdb) at /nowhere.'],
    ['too old', old, `${old} is PostgreSQL 15.18: the sandbox needs 16 or newer.`],
    [
      'a URL nobody answers at',
      'postgres://me@127.0.0.1:1/postgres',
      'The PostgreSQL at 127.0.0.1:1 cannot be used: connect ECONNREFUSED 127.0.0.1:1.',
    ],
    [
      'no URL',
      'postgres://[/',
      '--postgres takes a URL such as postgres://user:password@127.0.0.1:5432/postgres.',
    ],
  ];
  for (const [name, postgres, message] of cases) {
    test(name, async () => {
      const folder = await openFolder();
      await assert.rejects(startEngine({ folder, postgres }), { message });
      await folder.close();
    });
  }

  test('one that is not the version that made the data', async () => {
    const dir = newFolder();
    await withEngine(dir, async () => undefined);
    const version = readFileSync(join(dir, 'data/PG_VERSION'), 'utf8').trim();
    const folder = await openFolder(dir);
    await assert.rejects(startEngine({ folder, postgres: programs('99.1') }), {
      message: `${join(dir, 'data')} was created by PostgreSQL ${version}, and this is 99.1: name another --dir, or a PostgreSQL ${version} with --postgres.`,
    });
    await folder.close();
  });
});

test('a PostgreSQL that runs already is joined by its URL and left running', async () => {
  await withEngine(newFolder(), async (own) => {
    const { host, user, password = '' } = own.connection;
    const postgres = `postgresql:///postgres?user=${user}&password=${password}&host=${host}`;
    const folder = await openFolder();
    const joined = await startEngine({
      folder,
      postgres,
    });
    assert.deepEqual(joined.connection, { ...own.connection, clientPassword: clientPasswordOf(password) });
    assert.equal(joined.version, own.version);
    await joined.stop();
    assert.deepEqual(await query(own.connection, 'select 1'), [[1]]);
    const again = await startEngine({
      folder,
      postgres,
    });
    await query(
      own.connection,
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'dsql sandbox'`,
    );
    assert.equal(
      await again.ended,
      `The PostgreSQL at ${own.connection.host}:5432 has ended the connection.`,
    );
    await again.stop();
    await folder.close();
  });
});

test('text search configurations stay in a PostgreSQL that somebody else has made', async () => {
  await withEngine(newFolder(), async ({ connection }) => {
    await query(connection, 'CREATE ROLE somebody SUPERUSER LOGIN');
    const configurations = async (user: string) => {
      const owner = { ...connection, user, options: '-c search_path=pg_catalog,pg_temp' };
      for (const statement of bootstrap) await query(owner, statement);
      return await query(
        owner,
        "SELECT cfgname FROM pg_ts_config WHERE cfgname IN ('english', 'simple') ORDER BY 1",
      );
    };
    assert.deepEqual(await configurations('somebody'), [['english'], ['simple']]);
    assert.deepEqual(await configurations(connection.user), [['simple']]);
  });
});

describe('a folder', () => {
  test('is refused to a second sandbox, and free when the first has closed it', async () => {
    const dir = newFolder();
    const first = await openFolder(dir);
    const message = `The sandbox with process id ${process.pid} uses ${first.path}: stop it, or name another --dir.`;
    await assert.rejects(openFolder(dir), { message });
    await first.close();
    await (await openFolder(dir)).close();
    assert.deepEqual(readdirSync(dir), []);
  });

  for (const [name, lock] of [
    ['ended', '999999999 1'],
    ['gave its number to another', `${process.pid} 1`],
    ['was killed while it wrote', ''],
  ] as const) {
    test(`is taken over from a sandbox that ${name}`, async () => {
      const dir = newFolder();
      writeFileSync(join(dir, 'sandbox.lock'), lock);
      await (await openFolder(dir)).close();
      assert.deepEqual(readdirSync(dir), []);
    });
  }

  test('cannot be where a file is', async () => {
    const file = join(newFolder(), 'file');
    writeFileSync(file, '');
    await assert.rejects(openFolder(file), /^Error: .*file is a file, not a folder: name another --dir\.$/);
  });
});

/** PostgreSQL takes a moment to recover. */
async function reachable(connection: Connection): Promise<void> {
  while (
    !(await query(connection, 'select 1').then(
      () => true,
      () => false,
    ))
  );
}

async function gone(paths: readonly string[]): Promise<void> {
  while (paths.some((path) => existsSync(path))) await new Promise((resolve) => setTimeout(resolve, 20));
}
