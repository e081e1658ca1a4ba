import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { Client, type ClientConfig, DatabaseError } from 'pg';
import type { Connection, Engine } from '../../src/sandbox/engine/connection.js';
import { startEngine } from '../../src/sandbox/engine/engine.js';
import { findPrograms } from '../../src/sandbox/engine/programs.js';
import { openFolder } from '../../src/sandbox/folder/folder.js';

// What PostgreSQL is given by the machine: no more than it needs.

const made: string[] = [];
after(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

function newFolder(mode: number, parent = tmpdir()): string {
  const folder = mkdtempSync(join(parent, 'dsql-rights-'));
  chmodSync(folder, mode);
  made.push(folder);
  return folder;
}

interface Use {
  readonly engine: Engine;
  readonly said: readonly string[];
}

async function withEngine<T>(dir: string, use: (given: Use) => Promise<T>, postgres?: string): Promise<T> {
  const folder = await openFolder(dir);
  const said: string[] = [];
  try {
    const engine = await startEngine({ folder, postgres, log: (sentence) => said.push(sentence) });
    try {
      return await use({ engine, said });
    } finally {
      await engine.stop();
    }
  } finally {
    await folder.close();
  }
}

/** The rows, or the SQLSTATE of the error. */
async function ask(connection: ClientConfig, sql: string): Promise<unknown> {
  const client = new Client(connection);
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query({ text: sql, rowMode: 'array' })).rows;
  } catch (error) {
    if (error instanceof DatabaseError) return error.code;
    throw error;
  } finally {
    await client.end();
  }
}

const withoutPassword = ({ host, port, user, database }: Connection): ClientConfig => ({
  host,
  port,
  user,
  database,
  password: 'guessed',
});

const postmasterOf = (dir: string): number =>
  Number.parseInt(readFileSync(join(dir, 'data/postmaster.pid'), 'utf8'), 10);

test('the superuser has a name of its own in each folder, kept there, and logs in by a password only', async () => {
  const [one, other] = [newFolder(0o711), newFolder(0o711)];
  const connections: Connection[] = [];
  for (const dir of [one, one, other]) {
    await withEngine(dir, async ({ engine: { connection } }) => {
      connections.push(connection);
      assert.deepEqual(await ask(connection, 'SELECT rolname FROM pg_roles WHERE rolsuper'), [
        [connection.user],
      ]);
      assert.equal(await ask(withoutPassword(connection), 'SELECT 1'), '28P01');
    });
  }
  const [first, again, elsewhere] = connections;
  assert.match(first?.user ?? '', /^dsql_[0-9a-f]{16}$/);
  assert.deepEqual([again?.user, again?.password], [first?.user, first?.password]);
  assert.notEqual(elsewhere?.user, first?.user);
  assert.notEqual(elsewhere?.password, first?.password);
});

test('a client cannot enter another database', async () => {
  await withEngine(newFolder(0o711), async ({ engine: { connection } }) => {
    await ask(connection, 'CREATE ROLE app LOGIN');
    const answers = ['postgres', 'template1'].map((database) =>
      ask({ ...connection, user: 'app', password: connection.clientPassword, database }, 'SELECT 1'),
    );
    assert.deepEqual(await Promise.all(answers), [[[1]], '28000']);
  });
});

test('the data of a version whose superuser was "sandbox" is taken over whole, and says so', async () => {
  const dir = newFolder(0o711);
  const data = join(dir, 'data');
  const { initdb, postgres } = await findPrograms(undefined);
  mkdirSync(data, { mode: 0o700 });
  const isRoot = userInfo().uid === 0;
  if (isRoot) chownSync(data, 65534, 65534);
  const account = { cwd: data, ...(isRoot ? { uid: 65534, gid: 65534 } : {}) };
  execFileSync(
    initdb,
    [`--pgdata=${data}`, '--username=sandbox', '--auth=trust', '--no-sync', '--encoding=UTF8', '--locale=C'],
    { ...account, stdio: 'ignore' },
  );
  const before = [
    'CREATE ROLE admin LOGIN CREATEROLE',
    'CREATE ROLE app LOGIN SUPERUSER',
    'GRANT pg_read_server_files, pg_read_all_settings TO admin',
    'ALTER DATABASE postgres OWNER TO admin',
    'CREATE TABLE orders (id int PRIMARY KEY, total int)',
    'CREATE SEQUENCE numbers OWNED BY orders.total',
    'INSERT INTO orders VALUES (1, 10), (2, 20)',
    'CREATE VIEW large AS SELECT id FROM orders WHERE total > 15',
    'CREATE SCHEMA own CREATE TABLE kept (id int)',
    "CREATE FUNCTION own.read() RETURNS text SECURITY DEFINER LANGUAGE sql AS 'SELECT current_user::text'",
  ];
  const args = ['-D', data, '-k', data, '-c', 'listen_addresses='];
  const server = spawn(postgres, args, { ...account, stdio: ['ignore', 'ignore', 'pipe'] });
  for await (const line of createInterface({ input: server.stderr })) {
    if (!line.includes('ready to accept connections')) continue;
    const bySocket = { host: data, port: 5432, user: 'sandbox', database: 'postgres' };
    for (const sql of before) assert.deepEqual(await ask(bySocket, sql), [], sql);
    server.kill('SIGINT');
  }
  const found = `SELECT (SELECT array_agg(rolname::text ORDER BY rolname) FROM pg_roles WHERE rolname !~ '^(pg|dsql)_'),
    (SELECT array_agg(rolname ~ '^dsql_[0-9a-f]{16}$') FROM pg_roles WHERE rolsuper),
    (SELECT count(*)::int FROM pg_auth_members WHERE member = 'admin'::regrole),
    (SELECT array_agg(relowner::regrole::text) FROM pg_class WHERE relname IN ('orders', 'numbers', 'large', 'kept')),
    (SELECT nspowner::regrole::text FROM pg_namespace WHERE nspname = 'own'), own.read(),
    (SELECT sum(total)::int FROM orders)`;
  const expected = [
    [['admin', 'app'], [true], 0, ['admin', 'admin', 'admin', 'admin'], 'admin', 'admin', 30],
  ];
  const sentence = `${data} was created by an earlier version. Its superuser now has another name and a password, and everything that it owned belongs to admin.`;
  const starts: unknown[] = [];
  for (let start = 0; start < 2; start++) {
    await withEngine(dir, async ({ engine: { connection }, said }) => {
      starts.push([await ask(connection, found), said]);
    });
  }
  assert.deepEqual(starts, [
    [expected, [sentence]],
    [expected, []],
  ]);
});

// Only Linux shows what a process was given.
const testOnLinux = process.platform === 'linux' ? test : () => undefined;

testOnLinux('PostgreSQL is told none of the secrets in the environment', async () => {
  const dir = newFolder(0o711);
  process.env.AWS_SECRET_ACCESS_KEY = 'secret';
  process.env.GITHUB_TOKEN = 'secret';
  try {
    await withEngine(dir, async () => {
      const text = readFileSync(`/proc/${postmasterOf(dir)}/environ`, 'utf8');
      const names = text.split('\0').flatMap((line) => line.split('=')[0] || []);
      const known = ['HOME', 'LC_ALL', 'LD_LIBRARY_PATH', 'PATH', 'TEMP', 'TMP', 'TMPDIR'];
      assert.deepEqual(
        names.filter((name) => !known.includes(name)),
        [],
      );
      assert.equal(text.includes('secret'), false);
    });
  } finally {
    delete process.env.AWS_SECRET_ACCESS_KEY;
    delete process.env.GITHUB_TOKEN;
  }
});

/** The user and the capabilities of a process. https://man7.org/linux/man-pages/man5/proc_pid_status.5.html */
function powersOf(pid: number): unknown {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const field = (name: string) => new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(status)?.[1];
  const isRoot = /\b0\b/.test(`${field('Uid')} ${field('Gid')} ${field('Groups')}`);
  return [
    isRoot,
    ...['CapInh', 'CapPrm', 'CapEff', 'CapAmb'].map((name) => Number.parseInt(field(name) ?? '', 16)),
  ];
}

const none = [false, 0, 0, 0, 0];

// An ordinary user has none to give.
const testAsRoot = userInfo().uid === 0 ? testOnLinux : () => undefined;

testAsRoot(
  'PostgreSQL keeps no power of root, though nobody else may enter its folder and its programs',
  async () => {
    const hidden = newFolder(0o700);
    const { postgres } = await findPrograms(undefined);
    cpSync(join(postgres, '../..'), join(hidden, 'programs'), { recursive: true, verbatimSymlinks: true });
    const dir = join(hidden, 'sandbox');
    for (let start = 0; start < 2; start++) {
      await withEngine(
        dir,
        async ({ engine: { connection } }) => {
          assert.deepEqual(powersOf(postmasterOf(dir)), none);
          assert.deepEqual(await ask(connection, `SELECT pg_read_file('/etc/shadow')`), '42501');
          await ask(connection, 'CREATE TABLE IF NOT EXISTS kept (id int)');
          await ask(connection, 'INSERT INTO kept VALUES (1)');
        },
        join(hidden, 'programs/bin'),
      );
    }
    const kept = await withEngine(dir, ({ engine: { connection } }) => ask(connection, 'TABLE kept'));
    assert.deepEqual(kept, [[1], [1]]);
  },
);
