import assert from 'node:assert/strict';
import { type EventEmitter, once } from 'node:events';
import net from 'node:net';
import { after, before, test } from 'node:test';
import tls from 'node:tls';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { failure } from './failure.js';
import { heldBytes } from './heldBytes.js';
import { left } from './left.js';
import { type Local, startLocal } from './local.js';

let local: Local;
/** Asks the PostgreSQL behind the sandbox. */
let bare: pg.Client;
/** Lives through everything that happens to others. */
let witness: pg.Client;
before(async () => {
  local = await startLocal();
  bare = new pg.Client(local.engine.connection);
  await bare.connect();
  witness = await local.connect();
  await witness.query('create table rows (id int primary key, n int not null)');
  await witness.query('insert into rows values (1, 0)');
});
after(async () => {
  await bare.end();
  await local.close();
});

const pidOf = (client: pg.Client) => (client as unknown as { processID: number }).processID;
const connectionOf = (client: pg.Client) =>
  (client as unknown as { connection: EventEmitter & { stream: net.Socket } }).connection;

const socketOf = (client: pg.Client) => connectionOf(client).stream;

/** Answers once the query answers a row. */
async function until(sql: string, values: unknown[] = []) {
  for (;;) {
    const answer = await bare.query(sql, values);
    if (answer.rowCount !== 0) return answer;
  }
}
const isGone = (pid: number) =>
  until('select where not exists (select from pg_stat_activity where pid = $1)', [pid]);
const isActive = (pid: number) =>
  until("select from pg_stat_activity where pid = $1 and state = 'active'", [pid]);

const works = async () => {
  await witness.query('update rows set n = n + 1 where id = 1');
  const client = await local.connect();
  assert.equal((await client.query('select 1')).rowCount, 1);
  await client.end();
};

test('the transaction of a client that vanishes is gone, and its rows are free', async () => {
  const client = await local.connect();
  await client.query('begin');
  await client.query('insert into rows values (2, 0)');
  await client.query('update rows set n = 100 where id = 1');
  socketOf(client).destroy();
  await isGone(pidOf(client));
  assert.deepEqual((await witness.query('select id from rows')).rows, [{ id: 1 }]);
  await works();
});

test('the statement of a client that vanishes does not run on', async () => {
  const client = await local.connect();
  await client.query('begin');
  await client.query('update rows set n = 100 where id = 1');
  const lost = failure(client.query('select pg_sleep(600)'));
  await isActive(pidOf(client));
  socketOf(client).destroy();
  await lost;
  await isGone(pidOf(client));
  await works();
});

test('a client that vanishes while it waits for a job leaves nothing behind', async () => {
  const client = await local.connect();
  const { rows } = await client.query('create index async on rows (n)');
  const lost = failure(client.query(`call sys.wait_for_job('${rows[0].job_id}')`));
  socketOf(client).destroy();
  await lost;
  await isGone(pidOf(client));
  await works();
});

test('a bound call that waits for a job does not hold up what it waits for', async () => {
  const client = await local.connect();
  await client.query('create table indexed (id int primary key, a int, b int)');
  const jobs: string[] = [];
  for (const column of ['a', 'b', 'a, b']) {
    const { rows } = await client.query(`create index async on indexed (${column})`);
    jobs.push(rows[0].job_id);
  }
  const waited = await client.query('call sys.wait_for_job($1)', [jobs.at(-1)]);
  assert.deepEqual(waited.rows, [{ succeeded: true }]);
  const { rows } = await client.query('select status from sys.jobs where job_id = any($1)', [jobs]);
  assert.deepEqual(rows, [{ status: 'completed' }, { status: 'completed' }, { status: 'completed' }]);
  await client.end();
});

test('clients that vanish while their session opens leave none behind', async () => {
  const password = Buffer.from(`${await local.token()}\0`);
  const answer = message('p', password.toString());
  for (let count = 0; count < 40; count++) {
    const socket = await securedSocket();
    socket.on('error', () => undefined);
    socket.write(Buffer.concat([startUp(), answer]));
    // Some are gone before the session is open, some just after.
    if (count % 2 === 0) await once(socket, 'data');
    socket.destroy();
  }
  await until("select where (select count(*) from pg_stat_activity where usename = 'admin') = 1");
  await works();
});

test('the session of a client that never closes its side of the connection is gone', async () => {
  const socket = await securedSocket({ allowHalfOpen: true });
  const answer = message('p', `${await local.token()}\0`);
  socket.write(Buffer.concat([startUp(), answer]));
  const { rows } = await until("select pid from pg_stat_activity where usename = 'admin' and pid <> $1", [
    pidOf(witness),
  ]);
  socket.write(message('X', ''));
  socket.resume();
  await isGone(rows[0]?.pid);
  socket.destroy();
});

test('a client that sends faster than PostgreSQL reads has to wait', async () => {
  const client = await local.connect();
  await client.query('create table slow (id int primary key, note text)');
  const sink = client.query(copyFrom('copy slow from stdin'));
  const pid = pidOf(client);
  await until("select from pg_stat_activity where pid = $1 and query like 'copy%'", [pid]);
  process.kill(pid, 'SIGSTOP');
  const row = (id: number) => `${id}\t${'x'.repeat(100_000)}\n`;
  let accepted = 0;
  // As long as all of it goes out, more is sent; a sandbox that took everything would never let this end.
  const sent = async (): Promise<boolean> => {
    const isWritten = new Promise<true>((resolve) => sink.write(row(accepted++), () => resolve(true)));
    const isStuck = new Promise<false>((resolve) => setTimeout(() => resolve(false), 1_000));
    return await Promise.race([isWritten, isStuck]);
  };
  while (accepted < 2_000 && (await sent()));
  process.kill(pid, 'SIGCONT');
  assert.ok(accepted < 2_000, `${accepted} rows of 100 kB were taken in`);
  sink.end();
  await once(sink, 'finish');
  assert.deepEqual((await client.query('select count(*)::int as n from slow')).rows, [{ n: accepted }]);
  await client.end();
});

/** What a stranger sends; the sandbox closes the connection, with or without a word. */
const strangers: readonly { name: string; secured: boolean; bytes: Buffer }[] = [
  { name: 'a request of HTTP', secured: false, bytes: Buffer.from('GET / HTTP/1.1\r\n\r\n') },
  { name: 'noise', secured: false, bytes: Buffer.alloc(4_096, 0xa5) },
  { name: 'zeros', secured: false, bytes: Buffer.alloc(64) },
  { name: 'a message longer than a start-up may be', secured: false, bytes: words(10_005, 196_608) },
  { name: 'a negative length', secured: false, bytes: words(-1, 196_608) },
  {
    name: 'TLS that is none',
    secured: false,
    bytes: Buffer.concat([Buffer.from([22, 3, 1, 0, 200]), Buffer.alloc(200, 7)]),
  },
  { name: 'a request of HTTP', secured: true, bytes: Buffer.from('GET / HTTP/1.1\r\n\r\n') },
  { name: 'noise', secured: true, bytes: Buffer.alloc(4_096, 0xa5) },
  { name: 'zeros', secured: true, bytes: Buffer.alloc(64) },
  { name: 'another version of the protocol', secured: true, bytes: words(8, 131_072) },
  {
    name: 'a start-up without its end',
    secured: true,
    bytes: Buffer.concat([words(12, 196_608), Buffer.from('user')]),
  },
  {
    name: 'a start-up with noise as its password',
    secured: true,
    bytes: Buffer.concat([startUp(), Buffer.alloc(4_096, 0xa5)]),
  },
  {
    name: 'a query in place of the password',
    secured: true,
    bytes: Buffer.concat([startUp(), message('Q', 'select 1\0')]),
  },
];

for (const { name, secured, bytes } of strangers)
  test(`${secured ? 'behind' : 'in place of'} TLS, ${name} closes the connection and nothing else`, async () => {
    const socket = secured ? await securedSocket() : net.connect(local.port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.resume();
    socket.write(bytes);
    await once(socket, 'close');
    await works();
  });

test('connections that stop halfway do not keep others from theirs', async () => {
  const halves = [
    Buffer.alloc(0),
    words(8, 80_877_103),
    words(8),
    Buffer.concat([words(8, 80_877_103), Buffer.from([22, 3, 1])]),
    Buffer.from([22, 3, 1, 2, 0, 1, 0]),
  ];
  const sockets = await Promise.all(
    Array.from({ length: 200 }, async (_, index) => {
      const socket = net.connect(local.port, '127.0.0.1');
      socket.on('error', () => undefined);
      await once(socket, 'connect');
      socket.write(halves[index % halves.length] ?? '');
      return socket;
    }),
  );
  const silent = await Promise.all(Array.from({ length: 20 }, () => securedSocket()));
  await works();
  for (const socket of [...sockets, ...silent]) socket.destroy();
});

test('of many connections that say nothing the oldest go, and others are served', async (context) => {
  const limited = await startLocal({ mostArrivals: 30 });
  context.after(() => limited.close());
  const sockets = await Promise.all(
    Array.from({ length: 120 }, async () => {
      const socket = net.connect(limited.port, '127.0.0.1');
      socket.on('error', () => undefined);
      await once(socket, 'connect');
      socket.resume();
      return socket;
    }),
  );
  const client = await limited.connect();
  assert.deepEqual((await client.query('SELECT 1 AS one')).rows, [{ one: 1 }]);
  const gone = sockets.slice(0, 80).map((socket) => socket.closed || once(socket, 'close'));
  await Promise.all(gone);
  assert.ok(sockets.filter(({ closed }) => !closed).length <= 30);
  await client.end();
});

test('a thousand handshakes that go on a byte at a time cost little, end by a limit, and others are served', async (context) => {
  const slow = await startLocal({ mostArrivals: 400, startUpTime: 2_000 });
  context.after(() => slow.close());
  const hello = await clientHello();
  const before = heldBytes();
  const sockets = await Promise.all(
    Array.from({ length: 1_000 }, async (_, index) => {
      const socket = net.connect(slow.port, '127.0.0.1');
      socket.on('error', () => undefined);
      await once(socket, 'connect');
      socket.resume();
      // With a request for TLS before it, or at once, as libpq 17 may
      if (index % 2 === 0) socket.write(words(8, 80_877_103));
      let sent = 1 + (index % 300);
      socket.write(hello.subarray(0, sent));
      const drip = setInterval(() => {
        if (sent < hello.length - 1) socket.write(hello.subarray(sent, ++sent));
      }, 100);
      socket.once('close', () => clearInterval(drip));
      return socket;
    }),
  );
  const client = await slow.connect();
  assert.deepEqual((await client.query('SELECT 1 AS one')).rows, [{ one: 1 }]);
  const grown = heldBytes() - before;
  assert.ok(grown < 64 * 2 ** 20, `${grown} bytes`);
  assert.ok(sockets.filter(({ closed }) => !closed).length <= 400);
  await Promise.all(
    sockets.map((socket) => socket.closed || new Promise((resolve) => socket.once('close', resolve))),
  );
  assert.deepEqual((await client.query('SELECT 2 AS two')).rows, [{ two: 2 }]);
  await client.end();
});

test('ten thousand requests for another encryption at once close their connection', async () => {
  const socket = net.connect(local.port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.resume();
  await once(socket, 'connect');
  socket.write(Buffer.concat(Array.from({ length: 10_000 }, () => words(8, 80_877_104))));
  await new Promise((resolve) => socket.once('close', resolve));
  await works();
});

/** What a session sends once it is open, and what it is told. */
const nonsense: readonly { name: string; bytes: Buffer; word: string }[] = [
  { name: 'a message of no known type', bytes: message('z', ''), word: 'invalid frontend message type 122' },
  { name: 'noise', bytes: Buffer.alloc(4_096, 0xa5), word: 'invalid frontend message type 165' },
  {
    name: 'a length that is none',
    bytes: Buffer.concat([Buffer.from('Q'), words(0)]),
    word: 'Connection terminated unexpectedly',
  },
];

for (const { name, bytes, word } of nonsense)
  test(`in a session, ${name} ends it and no other`, async () => {
    const client = await local.connect();
    const told: string[] = [];
    client.on('error', (error) => told.push(error.message));
    const ended = new Promise((resolve) => client.once('end', resolve));
    socketOf(client).write(bytes);
    await ended;
    assert.equal(told[0], word);
    await isGone(pidOf(client));
    await works();
  });

/** What is not as long as its fields, or not of the session's encoding, and what PostgreSQL says of it. */
const misfits: readonly { name: string; bytes: readonly Buffer[]; word: string; code?: string }[] = [
  { name: 'a Query without its end', bytes: [message('Q', 'select 1')], word: 'invalid string in message' },
  { name: 'a Query of nothing', bytes: [message('Q', '')], word: 'invalid string in message' },
  {
    name: 'two Queries in one',
    bytes: [message('Q', 'select 1\0select 2\0')],
    word: 'invalid message format',
  },
  {
    name: 'a Parse without its end',
    bytes: [message('P', '\0select'), message('S', '')],
    word: 'invalid string in message',
  },
  {
    name: 'a Bind that ends in the middle',
    bytes: [message('B', 'x'), message('S', '')],
    word: 'invalid string in message',
  },
  {
    name: 'an Execute without its number',
    bytes: [message('E', '\0'), message('S', '')],
    word: 'insufficient data left in message',
  },
  {
    name: 'an Execute with more',
    bytes: [message('E', '\0\0\0\0\0x'), message('S', '')],
    word: 'invalid message format',
  },
  {
    name: 'a Close of nothing',
    bytes: [message('C', ''), message('S', '')],
    word: 'no data left in message',
  },
  { name: 'a Sync with more', bytes: [message('S', 'x')], word: 'invalid message format' },
  { name: 'a Flush with more', bytes: [message('H', 'x'), message('S', '')], word: 'invalid message format' },
  ...[
    ['a letter of Latin-1', 'e9 74 e9', '0xe9 0x74 0xe9'],
    ['a byte that begins nothing', '61 80 62', '0x80'],
    ['a character longer than need be', 'c0 80 61', '0xc0 0x80'],
    ['half of a surrogate pair', 'ed a0 80', '0xed 0xa0 0x80'],
    ['what is beyond the last code point', 'c3 a9 f4 90 80 80', '0xf4 0x90 0x80 0x80'],
    ['a character without its end', 'f0 9f', '0xf0 0x9f 0x27'],
  ].flatMap(([name, hex = '', wrong]) => {
    const sql = [`select 'é', '`, Buffer.from(hex.replaceAll(' ', ''), 'hex'), `'\0`];
    const whole = { word: `invalid byte sequence for encoding "UTF8": ${wrong}`, code: '22021' };
    return [
      { name: `a Query with ${name}`, bytes: [message('Q', ...sql)], ...whole },
      {
        name: `a Parse with ${name}`,
        bytes: [message('P', '\0', ...sql, '\0\0'), message('S', '')],
        ...whole,
      },
    ];
  }),
];

for (const { name, bytes, word, code = '08P01' } of misfits)
  test(`in a session, ${name} is an error, and the session lives on`, async () => {
    const client = await local.connect();
    const told: unknown[] = [];
    client.on('error', (error) => told.push(`${codeOf(error)} ${error.message}`));
    const ready = once(connectionOf(client), 'readyForQuery');
    socketOf(client).write(Buffer.concat(bytes));
    await ready;
    assert.deepEqual(told, [`${code} ${word}`]);
    const pid = pidOf(client);
    await client.end();
    await isGone(pid);
  });

const codeOf = (error: Error) => (error instanceof pg.DatabaseError ? error.code : undefined);

test('after an error PostgreSQL ignores a Query up to the next Sync as well', async () => {
  const client = await local.connect();
  const told: string[] = [];
  client.on('error', ({ message }) => told.push(message));
  const ready = once(connectionOf(client), 'readyForQuery');
  const tags: string[] = [];
  connectionOf(client).on('commandComplete', ({ text }: { text: string }) => tags.push(text));
  const parse = message('P', '\0selec\0\0\0');
  socketOf(client).write(Buffer.concat([parse, message('Q', 'select 1\0'), message('S', '')]));
  await ready;
  assert.deepEqual([told, tags], [['syntax error at or near "selec"'], []]);
  await client.end();
});

test('values of portals are forgotten with their transaction', async () => {
  const client = await local.connect();
  const socket = socketOf(client);
  const ready = () => once(connectionOf(client), 'readyForQuery');
  const parsed = ready();
  socket.write(Buffer.concat([message('P', 's\0select $1::text\0\0\0'), message('S', '')]));
  await parsed;
  const [many, size] = [100, 2 ** 20];
  const value = Buffer.concat([
    Buffer.from([0, 0, 0, 1]),
    words(size),
    Buffer.alloc(size, 'x'),
    Buffer.alloc(2),
  ]);
  const before = heldBytes();
  for (let at = 0; at < many; at++) {
    const bound = ready();
    const name = Buffer.from(`p${at}\0s\0`);
    socket.write(Buffer.concat([Buffer.from('B'), words(4 + name.length + value.length), name, value]));
    socket.write(message('S', ''));
    await bound;
  }
  const grown = heldBytes() - before;
  assert.ok(grown < (many * size) / 2, `${grown} bytes`);
  await client.end();
});

test('a message of 20 MiB closes its connection without a word', async () => {
  const client = await local.connect();
  const long = client.query(`select '${'x'.repeat(20 * 1024 * 1024)}'`);
  assert.match(
    (await failure(long)).message,
    /^(read ECONNRESET|write EPIPE|Connection terminated unexpectedly)$/,
  );
  await isGone(pidOf(client));
  await works();
});

test('a request to cancel with a wrong key cancels nothing', async () => {
  const client = await local.connect();
  const pid = pidOf(client);
  const slow = client.query('select pg_sleep(0.3), 7 as seven');
  await isActive(pid);
  const { secretKey } = client as unknown as { secretKey: number };
  for (const request of [
    words(16, 80_877_102, pid, secretKey + 1),
    words(16, 80_877_102, 1, 1),
    words(12, 80_877_102, pid),
  ]) {
    const socket = net.connect(local.port, '127.0.0.1');
    socket.end(request);
    socket.resume();
    await once(socket, 'close');
  }
  assert.equal((await slow).rows[0]?.seven, 7);
  await client.end();
});

test('where a query of the sandbox itself meets a lock, the statement fails and its session lives on', async () => {
  const [reader, writer] = [await local.connect(), await local.connect()];
  const owner = new pg.Client(local.engine.connection);
  await owner.connect();
  await writer.query('CREATE TABLE met (id int PRIMARY KEY)');
  await reader.query('BEGIN');
  await reader.query('SELECT count(*) FROM met');
  await writer.query('INSERT INTO met VALUES (1)');
  await owner.query('BEGIN');
  await owner.query('LOCK TABLE pg_catalog.pg_index IN ACCESS EXCLUSIVE MODE');
  assert.equal((await failure(writer.query('DELETE FROM met'))).code, '40001');
  await owner.query('ROLLBACK');
  assert.equal((await writer.query('DELETE FROM met')).rowCount, 1);
  for (const client of [reader, writer, owner]) await client.end();
});

test('after all that no session, no transaction and no copy of a table is left', async () => {
  const expected = { clients: 1, transactions: 0, copies: 0 };
  assert.deepEqual([await left(local.engine.connection), local.complaints], [expected, []]);
});

function words(...numbers: number[]): Buffer {
  const bytes = Buffer.alloc(numbers.length * 4);
  for (const [index, number] of numbers.entries()) bytes.writeInt32BE(number, index * 4);
  return bytes;
}

function message(type: string, ...parts: readonly (string | Buffer)[]): Buffer {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part as string)));
  return Buffer.concat([Buffer.from(type), words(4 + body.length), body]);
}

function startUp(): Buffer {
  const body = Buffer.from('user\0admin\0database\0postgres\0\0');
  return Buffer.concat([words(8 + body.length, 196_608), body]);
}

/** What a client sends first to begin TLS. */
function clientHello(): Promise<Buffer> {
  return new Promise((resolve) => {
    const server = net.createServer((socket) => {
      socket.once('data', (chunk) => {
        resolve(chunk);
        socket.destroy();
        server.close();
      });
    });
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      tls.connect({ port, host: '127.0.0.1', ALPNProtocols: ['postgresql'] }).on('error', () => undefined);
    });
  });
}

async function securedSocket(options: { readonly allowHalfOpen?: boolean } = {}): Promise<tls.TLSSocket> {
  const socket = tls.connect({
    ...options,
    port: local.port,
    host: '127.0.0.1',
    ca: local.ca,
    ALPNProtocols: ['postgresql'],
  });
  await once(socket, 'secureConnect');
  return socket;
}

test('a definition that waits for a table keeps nobody from asking what the table is', async () => {
  const reader = await local.connect();
  const definer = new pg.Client(local.engine.connection);
  await definer.connect();
  await reader.query('create table waited (id int primary key, n int)');
  await reader.query('create index async on waited (n) where n > 0');
  await reader.query('insert into waited values (1, 1)');
  await reader.query('begin');
  await reader.query('select n from waited where id = 1');
  await definer.query('begin');
  // It stands in the queue for the table as ALTER TABLE does, behind the reader
  const locked = definer.query('lock table waited in access exclusive mode');
  await until('select from pg_locks where not granted and relation = $1::regclass', ['waited']);
  const read = await reader.query('select n from waited where id = 1 for update');
  assert.deepEqual(read.rows, [{ n: 1 }]);
  await works();
  await reader.query('commit');
  await locked;
  await definer.query('rollback');
  await definer.end();
  await reader.end();
});
