import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import tls from 'node:tls';
import type pg from 'pg';
import { failure } from './failure.js';
import { heldBytes } from './heldBytes.js';
import { type Local, startLocal } from './local.js';

// What one client sends, or does not read, is kept within bounds, and others are served.

const mebibyte = 2 ** 20;
const bounds = { prepared: mebibyte, changes: mebibyte, answer: 8 * mebibyte, row: 10 * mebibyte };

let local: Local;
let others: pg.Client;
before(async () => {
  local = await startLocal({ bounds });
  others = await local.connect();
  await others.query('CREATE TABLE t (id int PRIMARY KEY, n int)');
  await others.query('INSERT INTO t VALUES (1, 0), (2, 0)');
  await others.query('CREATE FUNCTION own(a int) RETURNS int LANGUAGE sql AS $$ SELECT a $$');
});
after(async () => {
  assert.deepEqual((await others.query('SELECT id FROM t ORDER BY id')).rows, [{ id: 1 }, { id: 2 }]);
  await others.end();
  await local.close();
  assert.deepEqual(local.complaints, []);
});

function message(type: string, ...parts: readonly (string | Buffer)[]): Buffer {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part as string)));
  const head = Buffer.alloc(5);
  head.write(type, 0, 'latin1');
  head.writeInt32BE(4 + body.length, 1);
  return Buffer.concat([head, body]);
}

const query = (sql: string) => message('Q', `${sql}\0`);
const parse = (name: string, sql: string) => message('P', `${name}\0${sql}\0\0\0`);
const sync = message('S');

/** A session of bytes, and what it is told: the types of messages and the SQLSTATEs of errors. */
async function rawSession() {
  const socket = tls.connect({
    port: local.port,
    host: '127.0.0.1',
    ca: local.ca,
    ALPNProtocols: ['postgresql'],
  });
  socket.on('error', () => undefined);
  await once(socket, 'secureConnect');
  const body = Buffer.from('user\0admin\0database\0postgres\0\0');
  const head = Buffer.alloc(8);
  head.writeInt32BE(8 + body.length, 0);
  head.writeInt32BE(196_608, 4);
  const told: string[] = [];
  let seen = Buffer.alloc(0);
  let wake: () => void = () => undefined;
  socket.on('data', (chunk: Buffer) => {
    seen = Buffer.concat([seen, chunk]);
    for (let size = 0; seen.length >= 5; seen = seen.subarray(size)) {
      size = seen.readInt32BE(1) + 1;
      if (seen.length < size) break;
      const code = /\0C(\w{5})\0/.exec(seen.toString('latin1', 5, size))?.[1];
      const type = String.fromCharCode(seen[0] ?? 0);
      told.push(type === 'E' ? `E ${code}` : type);
    }
    wake();
  });
  const until = async (isSo: () => boolean) => {
    while (!isSo()) await new Promise<void>((resolve) => (wake = resolve));
  };
  const ready = async (count: number): Promise<readonly string[]> => {
    await until(() => told.filter((type) => type === 'Z').length >= count);
    return told.splice(0);
  };
  socket.write(Buffer.concat([head, body, message('p', `${await local.token()}\0`)]));
  await ready(1);
  return { socket, ready };
}

test('others are served between the statements that one client sends at once and the sandbox refuses', async () => {
  const { socket, ready } = await rawSession();
  const many = 30;
  const flood = Array.from({ length: many }, (_, at) => query(`TRUNCATE t${at}${', t'.repeat(3_000)}`));
  let isOver = false;
  const answered = ready(many).then((told) => {
    isOver = true;
    return told;
  });
  socket.write(Buffer.concat(flood));
  let served = 0;
  while (!isOver) {
    await others.query('SELECT 1');
    served++;
  }
  assert.deepEqual(await answered, Array(many).fill(['E 0A000', 'Z']).flat());
  assert.ok(served > 5, `${served} answers`);
  socket.destroy();
});

test('a client that reads nothing is not read any more', async () => {
  const { socket } = await rawSession();
  socket.pause();
  const block = Buffer.concat(Array.from({ length: 10_000 }, () => query('nonsense')));
  const before = heldBytes();
  let blocks = 0;
  const isTaken = async (): Promise<boolean> => {
    const isWritten = new Promise<true>((resolve) => socket.write(block, () => resolve(true)));
    const isStuck = new Promise<false>((resolve) => setTimeout(() => resolve(false), 3_000));
    return await Promise.race([isWritten, isStuck]);
  };
  while (blocks < 400 && (await isTaken())) blocks++;
  assert.ok(blocks < 400, `${blocks * 10_000} messages were taken in`);
  const grown = heldBytes() - before;
  assert.ok(grown < 100 * mebibyte, `${grown} bytes`);
  socket.destroy();
});

test('messages behind a statement that runs wait with the client', async () => {
  const { socket, ready } = await rawSession();
  const many = 12;
  const bind = Buffer.concat([message('B', '\0none\0', Buffer.alloc(9 * mebibyte)), sync]);
  const before = process.memoryUsage().arrayBuffers;
  socket.write(query('SELECT pg_sleep(1)'));
  let sent = 0;
  let most = 0;
  while (sent < many) {
    sent++;
    if (!socket.write(bind)) await once(socket, 'drain');
    most = Math.max(most, heldBytes() - before);
  }
  const told = await ready(many + 1);
  assert.equal(told.filter((type) => type === 'E 26000').length, many);
  assert.ok(most < 80 * mebibyte, `${most} bytes`);
  socket.destroy();
});

/** 64 KiB with its head. */
const size = 64 * 1024;
const padded = (name: string) =>
  parse(name, `SELECT 1 /* ${name} ${'x'.repeat(size - 25 - 2 * name.length)} */`);

test('prepared statements of a session are kept up to a bound, and there is room again when they are closed', async () => {
  const { socket, ready } = await rawSession();
  assert.equal(padded('s1').length, size);
  for (let at = 0; at < 20; at++) socket.write(Buffer.concat([padded(`s${at}`), sync]));
  assert.deepEqual(
    (await ready(20)).filter((type) => type !== 'Z'),
    [...Array(16).fill('1'), ...Array(4).fill('E 54000')],
  );
  socket.write(Buffer.concat([message('C', 'Ss1\0'), padded('again'), padded('beyond'), sync]));
  assert.deepEqual(await ready(1), ['3', '1', 'E 54000', 'Z']);
  // The same by SQL, of which no message of the protocol tells.
  socket.write(query('DEALLOCATE ALL'));
  assert.deepEqual(await ready(1), ['C', 'Z']);
  socket.write(Buffer.concat([padded('more'), sync]));
  assert.deepEqual(await ready(1), ['1', 'Z']);
  socket.destroy();
});

const value = Buffer.concat([
  Buffer.from([0, 0, 0, 1, 0, 1, 0, 0]),
  Buffer.alloc(size, 'x'),
  Buffer.alloc(2),
]);

test('values of the portals of a transaction are kept up to a bound', async () => {
  const { socket, ready } = await rawSession();
  socket.write(Buffer.concat([query('BEGIN'), parse('s', 'SELECT $1::text IS NULL'), sync]));
  await ready(2);
  for (let at = 0; at < 20; at++) socket.write(Buffer.concat([message('B', `p${at}\0s\0`, value), sync]));
  assert.deepEqual(
    (await ready(20)).filter((type) => type !== 'Z'),
    [...Array(15).fill('2'), 'E 54000', ...Array(4).fill('E 25P02')],
  );
  socket.write(query('ROLLBACK'));
  await ready(1);
  socket.destroy();
});

test('a batch that never ends goes on to PostgreSQL', async () => {
  const { socket, ready } = await rawSession();
  socket.write(parse('s', 'SELECT $1::text IS NULL'));
  const bind = message('B', '\0s\0', value);
  const before = heldBytes();
  for (let at = 0; at < 1_000; at++) {
    if (socket.write(bind)) continue;
    await once(socket, 'drain');
  }
  const grown = heldBytes() - before;
  assert.ok(grown < 30 * mebibyte, `${grown} bytes`);
  socket.write(sync);
  assert.deepEqual(await ready(1), ['1', ...Array(1_000).fill('2'), 'Z']);
  socket.destroy();
});

const long = `repeat('x', 1048576)`;

/** Statements whose answer is kept until it is known that they stand. */
const held: readonly string[] = [
  `SELECT own(g), ${long} FROM generate_series(1, 10) g`,
  `INSERT INTO t SELECT g, 0 FROM generate_series(10, 20) g RETURNING ${long}`,
  `UPDATE t SET n = 1 RETURNING (SELECT string_agg(${long}, '') FROM generate_series(1, 5))`,
];

for (const sql of held) {
  test(`of ${sql} no more is kept than there is room for, and nothing of it stands`, async () => {
    const client = await local.connect();
    assert.equal((await failure(client.query(sql))).code, '54000');
    await client.query('BEGIN');
    assert.equal((await failure(client.query(sql))).code, '54000');
    await client.query('ROLLBACK');
    assert.deepEqual((await client.query('SELECT count(*)::int, sum(n)::int FROM t')).rows, [
      { count: 2, sum: 0 },
    ]);
    await client.end();
  });
}

test('a row that is longer than may be ends its session and no other', async () => {
  const client = await local.connect();
  const lost = await failure(client.query(`SELECT repeat('x', 20000000)`));
  assert.equal(lost.message, 'server unavailable');
});

test('the statements of a transaction are kept up to a bound', async () => {
  const client = await local.connect();
  await client.query('BEGIN');
  const text = 'x'.repeat(size);
  let done = 0;
  const update = async (): Promise<number> => {
    while (done < 100) {
      await client.query('UPDATE t SET n = length($1) WHERE id = 1', [text]);
      done++;
    }
    return done;
  };
  assert.equal((await failure(update())).code, '54000');
  assert.equal(done, 15);
  await client.query('ROLLBACK');
  await client.end();
});

/** What keeps a statement from ending, in a transaction that has locked a row. */
const stuck: readonly (readonly [name: string, sql: string])[] = [
  ['does not read what it is answered', `SELECT ${long} FROM generate_series(1, 200)`],
  ['sends nothing of its COPY', 'COPY t FROM STDIN'],
];

for (const [name, sql] of stuck) {
  test(`a client that has locked a row and ${name} does not keep others from it`, async () => {
    const { socket, ready } = await rawSession();
    socket.write(Buffer.concat([query('BEGIN'), query('UPDATE t SET n = 1 WHERE id = 1')]));
    await ready(2);
    socket.pause();
    socket.write(query(sql));
    await others.query('SELECT pg_sleep(0.5)');
    assert.equal((await others.query('UPDATE t SET n = 0 WHERE id = 1')).rowCount, 1);
    socket.destroy();
  });
}
