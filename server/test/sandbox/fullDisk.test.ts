import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { DsqlSigner } from '@aws-sdk/dsql-signer';
import pg from 'pg';
import { leastRoom } from '../../src/sandbox/engine/room.js';
import { cli } from '../cli/dsql.js';
import { failure } from './failure.js';

// A sandbox on a disk of its own that gets full. Nobody needs to be root for it: the disk is mounted in a namespace, and
// seen from here below /proc. PostgreSQL takes another user than the one who mounts.

const mount = (size: number, folder: string, command: readonly string[]) => [
  '-rm',
  'sh',
  '-c',
  `mount -t tmpfs -o size=${size} none "$0" && mkdir "$0/box" && exec unshare --map-user=1000 --map-group=1000 "$@"`,
  folder,
  ...command,
];

const mebibyte = 2 ** 20;
/** What is taken away to make room, once for the rows of many and once for those of one statement. */
const ballast = { first: 30 * mebibyte, second: leastRoom };
/** Data of a new sandbox take 40 MiB. */
const size = leastRoom + 70 * mebibyte + ballast.first + ballast.second;

const full = {
  code: '53100',
  message: 'no space is left on the disk of the sandbox',
};

test('on a full disk writing is refused, reading is not, and nothing that was acknowledged is lost', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'dsql-disk-'));
  context.after(() => rmSync(folder, { recursive: true }));
  if (spawnSync('unshare', mount(mebibyte, folder, ['true'])).status !== 0) {
    context.skip('No disk can be mounted here: unshare and mount do not work.');
    return;
  }
  const args = [process.execPath, cli, 'sandbox', '--dir', join(folder, 'box'), '--port', '0', '--json'];
  const child = spawn('unshare', mount(size, folder, args), { stdio: ['ignore', 'pipe', 'pipe'] });
  context.after(() => child.kill('SIGKILL'));
  const said = text(child.stderr);
  const [line] = await once(createInterface(child.stdout), 'line');
  const { port, region, credentials } = JSON.parse(String(line));
  const disk = `/proc/${child.pid}/root${folder}`;
  const isFull = () => {
    const { bavail, bsize } = statfsSync(disk);
    return bavail * bsize < leastRoom;
  };
  const signer = new DsqlSigner({ hostname: '127.0.0.1', region, credentials });
  const ca = readFileSync(join(disk, 'box/ca.pem'), 'utf8');
  const connect = async () => {
    const password = () => signer.getDbConnectAdminAuthToken();
    const client = new pg.Client({
      host: '127.0.0.1',
      port,
      user: 'admin',
      database: 'postgres',
      password,
      ssl: { ca },
    });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  };
  for (const [name, bytes] of Object.entries(ballast)) writeFileSync(join(disk, name), Buffer.alloc(bytes));
  const clients = await Promise.all(Array.from({ length: 8 }, connect));
  const [reader] = clients;
  assert.ok(reader);
  await reader.query('CREATE TABLE kept (id int PRIMARY KEY, note text)');

  const acknowledged: number[] = [];
  let next = 0;
  const fill = async (client: pg.Client): Promise<unknown> => {
    for (;;) {
      const id = next++;
      try {
        await client.query('INSERT INTO kept VALUES ($1, $2)', [id, randomBytes(100_000).toString('hex')]);
      } catch (error) {
        return await failure(Promise.reject(error));
      }
      acknowledged.push(id);
    }
  };
  assert.deepEqual(
    await Promise.all(clients.map(fill)),
    clients.map(() => full),
  );
  const stored = async () => (await reader.query('SELECT id FROM kept ORDER BY id')).rows.map(({ id }) => id);
  assert.deepEqual(
    await stored(),
    acknowledged.toSorted((one, other) => one - other),
  );

  for (const sql of [
    'INSERT INTO kept VALUES (-1)',
    'UPDATE kept SET note = note',
    'DELETE FROM kept',
    'CREATE TABLE more (id int PRIMARY KEY)',
    'CREATE INDEX ASYNC ON kept (note)',
    'DO $$ BEGIN PERFORM 1; END $$',
  ])
    assert.deepEqual(await failure(reader.query(sql)), full, sql);
  await reader.query('BEGIN');
  assert.deepEqual(await failure(reader.query('INSERT INTO kept VALUES (-1)')), full);
  assert.equal((await failure(reader.query('SELECT 1'))).code, '25P02');
  await reader.query('ROLLBACK');
  assert.equal((await reader.query('SET search_path = public')).command, 'SET');

  rmSync(join(disk, 'first'));
  assert.equal(isFull(), false);
  // One statement fills the disk again, and does not end PostgreSQL.
  const long = 'INSERT INTO kept SELECT -n, repeat(md5(n::text), 100) FROM generate_series(1, 1000000) AS n';
  assert.equal((await failure(reader.query(long))).code, '53100');
  assert.deepEqual(
    await stored(),
    acknowledged.toSorted((one, other) => one - other),
  );
  rmSync(join(disk, 'second'));
  await reader.query('INSERT INTO kept VALUES (-1)');
  for (const client of clients) await client.end();
  child.kill('SIGTERM');
  assert.deepEqual(await once(child, 'exit'), [0, null]);
  assert.match(
    await said,
    /^(?:dsql sandbox: Less than 64 MiB are free on the disk of \S+data\. Statements that write are refused until there is more room\.\ndsql sandbox: There is room again on the disk of \S+data\. Statements that write are accepted\.\n)+$/,
  );
});
