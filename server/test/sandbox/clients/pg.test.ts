import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { after, before, test } from 'node:test';
import tls from 'node:tls';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import Cursor from 'pg-cursor';
import { openAuthority } from '../../../src/sandbox/authority.js';
import { frame } from '../../../src/sandbox/wire/frame.js';
import { failure } from '../failure.js';
import { type Local, startLocal } from '../local.js';

let local: Local;
before(async () => {
  local = await startLocal();
});
after(() => local.close());

test('simple queries and parameters answer rows of every common type', async () => {
  const client = await local.connect();
  const plain = await client.query("select 1 as one, 'a' as text, true as yes, null as nothing");
  assert.deepEqual(plain.rows, [{ one: 1, text: 'a', yes: true, nothing: null }]);
  const bound = await client.query('select $1::int + 1 as next, $2::text as same, $3::bytea as bytes', [
    41,
    'naïve 🐘',
    Buffer.from([0, 255]),
  ]);
  assert.deepEqual(bound.rows, [{ next: 42, same: 'naïve 🐘', bytes: Buffer.from([0, 255]) }]);
  assert.deepEqual([bound.command, bound.rowCount], ['SELECT', 1]);
  await client.end();
});

/** Bytes as a client with that encoding sends them within a statement, and the text that is to be stored. */
const encoded: readonly (readonly [encoding: string, bytes: string, text: string])[] = [
  ['LATIN1', 'e974e9', 'été'],
  ['WIN1252', '80e9', '€é'],
  ['BIG5', 'a4a4a4e5', '中文'],
  ['SJIS', '93fa967b835c', '日本ソ'],
  ['EUC_JP', 'c6fccbdc', '日本'],
  ['UTF8', 'c3a9', 'é'],
];

for (const [encoding, hex, text] of encoded) {
  test(`what a client writes in ${encoding} is stored as that text, under names in it too`, async () => {
    const client = await local.connect();
    const written = Buffer.from(hex, 'hex');
    const send = async (...parts: (string | Buffer)[]) => {
      const query = new pg.Query('');
      query.submit = ({ stream }) => {
        stream.write(
          frame(
            'Q',
            ...parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)),
            Buffer.from([0]),
          ),
        );
      };
      const ended = once(query, 'end');
      client.query(query);
      await ended;
    };
    await client.query(`SET client_encoding = '${encoding}'`);
    await send('CREATE TABLE encoded (id int PRIMARY KEY, "', written, '" text)');
    await send("INSERT INTO encoded VALUES (1, '", written, "')");
    await client.query('BEGIN');
    await send('UPDATE encoded SET "', written, '" = \'', written, written, "' WHERE id = 1");
    await client.query('COMMIT');
    await client.query("SET client_encoding = 'UTF8'");
    assert.deepEqual((await client.query('SELECT * FROM encoded')).rows, [{ id: 1, [text]: text + text }]);
    await client.query('DROP TABLE encoded');
    await client.end();
  });
}

/** Characters of which a byte looks like ASCII, mostly like a backslash, and others, each in an encoding that has them. */
const lookAlikes: readonly (readonly [encoding: string, bytes: string, text: string])[] = [
  ['SJIS', '835c955cb1', 'ソ表ｱ'],
  ['SHIFT_JIS_2004', '835c', 'ソ'],
  ['BIG5', 'a55cb35c', '功許'],
  ['GBK', '815c', '乗'],
  ['GB18030', '815c90308130', '乗\u{10000}'],
  ['UHC', '8141', '갂'],
  ['JOHAB', '88a1', '갸'],
  ['EUC_KR', 'b0a1', '가'],
  ['KOI8R', 'f0d1', 'Пя'],
  ['LATIN9', 'a4', '€'],
];

/** Statements that store the text, which stands where the parts meet. */
const holding: readonly (readonly string[])[] = [
  ["INSERT INTO held VALUES (1, '", "')"],
  ["INSERT INTO held VALUES (1, E'", "')"],
  ['INSERT INTO held VALUES (1, $$', '$$)'],
  ['/* ', " */ INSERT INTO held VALUES (1, E'", "') -- "],
];

for (const [encoding, hex, text] of lookAlikes) {
  test(`a byte of ${encoding} that looks like ASCII neither ends nor escapes anything`, async () => {
    const client = await local.connect();
    const written = Buffer.from(hex, 'hex');
    const joined = (...parts: readonly string[]) =>
      Buffer.concat([
        ...parts.flatMap((part, index) => [...(index > 0 ? [written] : []), Buffer.from(part)]),
        Buffer.from([0]),
      ]);
    const simply = (sql: Buffer) => told(client, frame('Q', sql));
    const bound = (sql: Buffer) =>
      told(
        client,
        Buffer.concat([
          frame('P', Buffer.from([0]), sql, Buffer.alloc(2)),
          frame('B', Buffer.alloc(8)),
          frame('E', Buffer.alloc(5)),
          frame('S'),
        ]),
      );
    await client.query('CREATE TABLE held (id int PRIMARY KEY, note text)');
    for (const send of [simply, bound]) {
      for (const parts of holding) {
        await client.query(`SET client_encoding = '${encoding}'`);
        assert.deepEqual(await send(joined(...parts)), [], parts.join());
        await client.query("SET client_encoding = 'UTF8'");
        assert.deepEqual((await client.query('SELECT note FROM held')).rows, [{ note: text }]);
        await client.query('DELETE FROM held');
      }
    }
    await client.query(`SET client_encoding = '${encoding}'`);
    assert.deepEqual(
      await simply(joined("SELECT E'", "'; INSERT INTO held VALUES (1, 'a'); SELECT E'", "'")),
      [],
    );
    assert.deepEqual(await simply(joined("SELECT E'", "'; TRUNCATE held")), ['0A000']);
    await client.query("SET client_encoding = 'UTF8'");
    assert.deepEqual((await client.query('SELECT note FROM held')).rows, [{ note: 'a' }]);
    await client.query('DROP TABLE held');
    await client.end();
  });
}

test('text that would be read in two encodings is refused, and the session goes on', async () => {
  const client = await local.connect();
  assert.deepEqual(await failure(client.query("SET client_encoding = 'LATIN1'; SELECT '€'")), {
    code: '0A000',
    message: 'text beyond ASCII cannot follow SET client_encoding in one query',
  });
  assert.deepEqual((await client.query("SELECT '€' AS sign")).rows, [{ sign: '€' }]);
  await client.end();
});

test('a table takes rows and gives them back, with tags and counts', async () => {
  const client = await local.connect();
  await client.query('create table orders (id int primary key, note text)');
  const written = await client.query('insert into orders values ($1, $2), (2, null) returning id', [1, 'a']);
  assert.deepEqual([written.command, written.rowCount, written.rows], ['INSERT', 2, [{ id: 1 }, { id: 2 }]]);
  const changed = await client.query("update orders set note = 'b' where id < 3");
  assert.deepEqual([changed.command, changed.rowCount], ['UPDATE', 2]);
  const gone = await client.query('delete from orders where id = 1 returning note');
  assert.deepEqual([gone.command, gone.rows], ['DELETE', [{ note: 'b' }]]);
  await client.end();
});

test('the same name prepares different statements on two connections, many times each', async () => {
  const [one, other] = await Promise.all([local.connect(), local.connect()]);
  const first = (value: number) =>
    one.query({ name: 'same', text: 'select $1::int * 2 as n', values: [value] });
  const second = (value: string) =>
    other.query({ name: 'same', text: 'select upper($1) as s', values: [value] });
  const answers = [];
  for (const round of [1, 2, 3]) {
    const [{ rows: left }, { rows: right }] = await Promise.all([first(round), second(`a${round}`)]);
    answers.push([left[0].n, right[0].s]);
  }
  assert.deepEqual(answers, [
    [2, 'A1'],
    [4, 'A2'],
    [6, 'A3'],
  ]);
  await Promise.all([one.end(), other.end()]);
});

test('a prepared statement that writes runs again and again, in and out of a transaction', async () => {
  const client = await local.connect();
  await client.query('create table prepared (id int primary key, n int not null)');
  const put = (id: number) =>
    client.query({ name: 'put', text: 'insert into prepared values ($1, 0) returning id', values: [id] });
  await put(1);
  await client.query('begin');
  await put(2);
  await put(3);
  await client.query('commit');
  await put(4);
  assert.deepEqual(await failure(put(4)), {
    code: '23505',
    message: 'duplicate key value violates unique constraint "prepared_pkey"',
  });
  await put(5);
  const { rows } = await client.query('select array_agg(id order by id) as ids from prepared');
  assert.deepEqual(rows, [{ ids: [1, 2, 3, 4, 5] }]);
  await client.end();
});

test('a cursor reads page by page, and another query follows when it is closed early', async () => {
  const client = await local.connect();
  const read = async (cursor: Cursor, count: number) => (await cursor.read(count)).map(({ n }) => n);
  const cursor = client.query(new Cursor('select generate_series(1, $1) as n', [10]));
  assert.deepEqual(await read(cursor, 4), [1, 2, 3, 4]);
  assert.deepEqual(await read(cursor, 4), [5, 6, 7, 8]);
  assert.deepEqual(await read(cursor, 4), [9, 10]);
  assert.deepEqual(await read(cursor, 4), []);
  await cursor.close();
  const early = client.query(new Cursor('select generate_series(1, 1000000) as n'));
  assert.deepEqual(await read(early, 2), [1, 2]);
  await early.close();
  assert.deepEqual((await client.query('select 7 as n')).rows, [{ n: 7 }]);
  await client.query('begin');
  const inside = client.query(new Cursor('select generate_series(1, 3) as n'));
  assert.deepEqual(await read(inside, 2), [1, 2]);
  await inside.close();
  await client.query('commit');
  await client.end();
});

test('a cursor over rows that a statement writes pages them too', async () => {
  const client = await local.connect();
  await client.query('create table paged (n int primary key)');
  const cursor = client.query(new Cursor('insert into paged select generate_series(1, 5) returning n'));
  const pages = [];
  for (let page = await cursor.read(2); page.length > 0; page = await cursor.read(2)) pages.push(page.length);
  await cursor.close();
  assert.deepEqual(pages, [2, 2, 1]);
  assert.deepEqual((await client.query('select count(*)::int as n from paged')).rows, [{ n: 5 }]);
  await client.end();
});

test('COPY takes rows in and gives them out', async () => {
  const client = await local.connect();
  await client.query('create table copied (id int primary key, name text)');
  const lines = Array.from({ length: 2_000 }, (_, id) => `${id}\tname ${id}\n`);
  const sink = client.query(copyFrom('copy copied from stdin'));
  await pipeline(Readable.from(lines), sink);
  assert.equal(sink.rowCount, 2_000);
  const out = await text(client.query(copyTo('copy (select * from copied order by id) to stdout')));
  assert.equal(out, lines.join(''));
  await client.end();
});

test('COPY of a broken row fails with its line, and the session goes on', async () => {
  const client = await local.connect();
  await client.query('create table broken (id int primary key)');
  const sink = client.query(copyFrom('copy broken from stdin'));
  assert.deepEqual(await failure(pipeline(Readable.from(['1\n', 'x\n']), sink)), {
    code: '22P02',
    message: 'invalid input syntax for type integer: "x"',
  });
  assert.deepEqual((await client.query('select * from broken')).rows, []);
  await client.end();
});

test('COPY of more than 3,000 rows is refused', async () => {
  const client = await local.connect();
  await client.query('create table many (id int primary key)');
  const lines = Array.from({ length: 3_001 }, (_, id) => `${id}\n`);
  const sink = client.query(copyFrom('copy many from stdin'));
  assert.deepEqual(await failure(pipeline(Readable.from(lines), sink)), {
    code: '54000',
    message: 'transaction row limit exceeded',
  });
  assert.deepEqual((await client.query('select count(*)::int as n from many')).rows, [{ n: 0 }]);
  await client.end();
});

test('COPY of more than 10 MiB is refused', async () => {
  const client = await local.connect();
  await client.query('create table large (id int primary key, note text)');
  // Noise, which is stored as long as it is.
  const lines = Array.from({ length: 120 }, (_, id) => `${id}\t${randomBytes(50_000).toString('hex')}\n`);
  const sink = client.query(copyFrom('copy large from stdin'));
  assert.deepEqual(await failure(pipeline(Readable.from(lines), sink)), {
    code: '54000',
    message: 'transaction size limit 10mb exceeded',
  });
  await client.end();
});

test('a parameter that changes is told to the client', async () => {
  const client = await local.connect();
  const { connection } = client as unknown as { connection: NodeJS.EventEmitter };
  const told: unknown[] = [];
  connection.on('parameterStatus', ({ parameterName, parameterValue }) =>
    told.push([parameterName, parameterValue]),
  );
  await client.query("set application_name = 'simple'");
  await client.query({ text: "set application_name = 'extended'", queryMode: 'extended' } as pg.QueryConfig);
  assert.deepEqual(told, [
    ['application_name', 'simple'],
    ['application_name', 'extended'],
  ]);
  await client.end();
});

test('what SET refuses is not set by a function either', async () => {
  const client = await local.connect();
  assert.deepEqual(await failure(client.query("select set_config('lock_timeout', '0', false)")), {
    code: '0A000',
    message: 'setting configuration parameter "lock_timeout" not supported',
  });
  const { rows } = await client.query("select pg_catalog.set_config('search_path', 'sys', false) as path");
  assert.deepEqual(rows, [{ path: 'sys' }]);
  await client.end();
});

test('notices reach the client', async () => {
  const client = await local.connect();
  const noticed = once(client, 'notice');
  await client.query('drop table if exists nowhere');
  const [{ severity, message }] = await noticed;
  assert.deepEqual([severity, message], ['NOTICE', 'table "nowhere" does not exist, skipping']);
  await client.end();
});

for (const way of ['plain', 'encrypted'] as const)
  test(`a query is canceled by a request that comes ${way}, and its session goes on`, async () => {
    const client = await local.connect();
    const slow = failure(client.query('select pg_sleep(60)'));
    await isActive(client);
    await cancel(client, way);
    assert.deepEqual(await slow, { code: '57014', message: 'canceling statement due to user request' });
    assert.deepEqual((await client.query('select 1 as one')).rows, [{ one: 1 }]);
    await client.end();
  });

test('a COPY with its next row, and a statement of a transaction, are canceled too', async () => {
  const client = await local.connect();
  await client.query('create table awaited (id int primary key, n int)');
  const copying = client.query(copyFrom('copy awaited from stdin'));
  const copied = failure(once(copying, 'finish'));
  copying.write('1\t1\n');
  await isActive(client);
  await cancel(client, 'encrypted');
  copying.write('2\t2\n');
  assert.equal((await copied).code, '57014');
  await client.query('begin');
  await client.query('insert into awaited values (2, 2)');
  const slow = failure(client.query({ text: 'select pg_sleep($1)', values: [60] }));
  await isActive(client);
  await cancel(client, 'plain');
  assert.equal((await slow).code, '57014');
  assert.equal((await failure(client.query('select 1'))).code, '25P02');
  await client.query('rollback');
  assert.deepEqual((await client.query('select id from awaited')).rows, []);
  await client.query('drop table awaited');
  await client.end();
});

test('several statements in one string are one transaction', async () => {
  const client = await local.connect();
  await client.query('create table several (id int primary key)');
  const answers: unknown = await client.query(
    'insert into several values (1); select id from several; select 2 as two',
  );
  assert.ok(Array.isArray(answers));
  assert.deepEqual(
    answers.map(({ command, rows }) => [command, rows]),
    [
      ['INSERT', []],
      ['SELECT', [{ id: 1 }]],
      ['SELECT', [{ two: 2 }]],
    ],
  );
  assert.deepEqual(await failure(client.query('insert into several values (2); select 1 / 0')), {
    code: '22012',
    message: 'division by zero',
  });
  assert.deepEqual((await client.query('select id from several')).rows, [{ id: 1 }]);
  assert.deepEqual(await failure(client.query('create table a (n int); create table b (n int)')), {
    code: '0A000',
    message: 'multiple ddl statements not supported in a transaction',
  });
  await client.end();
});

test('an error names its place in the text', async () => {
  const client = await local.connect();
  const error: unknown = await client.query('select 1; selec 2').catch((reason: unknown) => reason);
  assert.ok(error instanceof pg.DatabaseError);
  assert.deepEqual([error.code, error.position], ['42601', '11']);
  await client.end();
});

test('an error in a pipeline skips the rest up to its Sync, and a refusal does too', async () => {
  const client = await local.connect();
  await client.query('create table pipelined (id int primary key)');
  for (const [wrong, code] of [
    ['select 1 / 0', '22012'],
    ['truncate pipelined', '0A000'],
    ['select nothing from nowhere', '42P01'],
  ] as const) {
    const sent = pipelined(client, [
      'insert into pipelined values (1)',
      wrong,
      'insert into pipelined values (2)',
    ]);
    assert.deepEqual(await sent, ['INSERT 0 1', code, 'I']);
    assert.deepEqual((await client.query('select id from pipelined')).rows, [], wrong);
  }
  const all = pipelined(client, ['insert into pipelined values (1)', 'select 1', 'delete from pipelined']);
  assert.deepEqual(await all, ['INSERT 0 1', 'SELECT 1', 'DELETE 1', 'I']);
  await client.end();
});

for (const sslnegotiation of ['postgres', 'direct'] as const)
  test(`TLS begins in the ${sslnegotiation} way`, async () => {
    const client = await local.connect({ sslnegotiation });
    assert.deepEqual((await client.query('select version()')).rows, [{ version: 'PostgreSQL 16' }]);
    await client.end();
  });

test('a client that does not know the authority stays away', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'authority-'));
  const other = await openAuthority(folder, local.host, new Date());
  await rm(folder, { recursive: true });
  const refused = {
    code: 'SELF_SIGNED_CERT_IN_CHAIN',
    message: 'self-signed certificate in certificate chain',
  };
  assert.deepEqual(await failure(local.connect({ ssl: true })), refused);
  assert.deepEqual(await failure(local.connect({ ssl: { ca: other.ca } })), refused);
});

test('a client without TLS is refused', async () => {
  assert.deepEqual(await failure(local.connect({ ssl: false })), {
    code: '08P01',
    message: 'unable to accept connection, SSL is mandatory',
  });
});

test('a wrong token opens no session', async () => {
  assert.deepEqual(await failure(local.connect({ password: 'guessed' })), {
    code: '08006',
    message: 'unable to accept connection, access denied',
  });
});

/** The SQLSTATEs that come up to the next ReadyForQuery, when these bytes are sent. */
function told(client: pg.Client, bytes: Buffer): Promise<string[]> {
  return new Promise((resolve) => {
    const codes: string[] = [];
    const raw = {
      submit(connection: pg.Connection) {
        connection.stream.write(bytes);
        connection.once('readyForQuery', () => resolve(codes));
      },
      handleRowDescription: () => undefined,
      handleDataRow: () => undefined,
      handleCommandComplete: () => undefined,
      handleError: ({ code }: { code: string }) => codes.push(code),
      handleReadyForQuery: () => undefined,
    };
    client.query(raw as unknown as pg.Submittable);
  });
}

/** Answers once PostgreSQL says that the client's session is at work. */
async function isActive(client: pg.Client): Promise<void> {
  const bare = new pg.Client(local.engine.connection);
  await bare.connect();
  const state = "select from pg_stat_activity where pid = $1 and state = 'active'";
  while ((await bare.query(state, [keyOf(client).processID])).rowCount === 0);
  await bare.end();
}

async function cancel(client: pg.Client, way: 'plain' | 'encrypted'): Promise<void> {
  const { port, ca } = local;
  const socket =
    way === 'plain'
      ? net.connect(port, '127.0.0.1')
      : tls.connect({ port, host: '127.0.0.1', ca, ALPNProtocols: ['postgresql'] });
  const { processID, secretKey } = keyOf(client);
  const request = Buffer.alloc(16);
  for (const [index, word] of [16, 80_877_102, processID, secretKey].entries())
    request.writeInt32BE(word, index * 4);
  socket.write(request);
  socket.resume();
  await once(socket, 'close');
}

/** What pg keeps of BackendKeyData, untyped. */
const keyOf = (client: pg.Client) => client as unknown as { processID: number; secretKey: number };

/** The statements in one batch with one Sync behind them: the tags that came, or an SQLSTATE, then the state. */
function pipelined(client: pg.Client, statements: readonly string[]): Promise<string[]> {
  return new Promise((resolve) => {
    const seen: string[] = [];
    const batch = {
      submit(connection: pg.Connection) {
        for (const text of statements) {
          connection.parse({ name: '', text, types: [] }, true);
          connection.bind({ portal: '', statement: '', values: [] }, true);
          connection.execute({ portal: '', rows: '0' }, true);
        }
        connection.sync();
        connection.once('readyForQuery', ({ status }: { status: string }) => resolve([...seen, status]));
      },
      handleDataRow: () => undefined,
      handleRowDescription: () => undefined,
      handleCommandComplete: ({ text: tag }: { text: string }) => seen.push(tag),
      handleError: ({ code }: { code: string }) => seen.push(code),
      handleReadyForQuery: () => undefined,
    };
    client.query(batch as unknown as pg.Submittable);
  });
}
