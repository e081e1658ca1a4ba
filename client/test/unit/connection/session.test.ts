import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, mock, test } from 'node:test';
import { createServer } from 'node:tls';
import type { Ending } from '../../../../server/src/connection/answer.js';
import { startSandbox } from '../../../../server/src/connection/sandbox.js';
import type { Session } from '../../../../server/src/connection/session.js';
import { answerTo, cli, endingText, keysOf, logged, relayTo, run, sandboxForTests } from '../local.js';

const sandbox = sandboxForTests();

/** Answers every start-up as a cluster does that was idle for long, with the certificate of the sandbox. */
async function sleepyCluster(folder: string) {
  const text = 'unable to accept connection, waking up cluster, please retry later';
  const fields = Buffer.from(`SFATAL\0VFATAL\0C57P03\0M${text}\0\0`);
  const head = Buffer.from([0x45, 0, 0, 0, fields.length + 4]);
  const server = createServer(
    {
      key: readFileSync(join(folder, 'server.key')),
      cert: readFileSync(join(folder, 'server.pem')),
      ALPNProtocols: ['postgresql'],
    },
    (socket) => {
      socket.on('error', () => socket.destroy());
      socket.once('data', () => socket.end(Buffer.concat([head, fields])));
    },
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  assert.ok(address !== null && typeof address === 'object');
  return { port: address.port, close: () => server.close() };
}

/** Lets a session sleep; resolves once the server does it. */
async function asleep(session: Session): Promise<{ readonly end: Promise<string> }> {
  const watch = sandbox.session();
  const marker = `/* ${Math.random()} */`;
  const end = run(session, `SELECT pg_sleep(60) ${marker}`);
  const sql = `SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE $1`;
  while ((await watch.query(sql, [`SELECT pg_sleep(60) ${marker}%`]))[0]?.[0] !== '1');
  return { end };
}

describe('A session', () => {
  test('answers the exact text of the server, with duplicate names, NULL and types', async () => {
    const session = sandbox.session();
    const { ending, columns, rows } = await answerTo(
      session,
      `SELECT 12345678901234567890.10::numeric(30,2) AS n, NULL AS n, 'x'::varchar(7), now() - now(), '{1,2}'::int[],
       '2026-11-23 08:15:00.123456+00'::timestamptz(6), 'infinity'::date, '{"b": 1, "a":2}'::json, pg_class FROM pg_class WHERE relname = 'pg_class'`,
    );
    assert.equal(endingText(ending), 'SELECT 1');
    assert.deepEqual(rows[0]?.slice(0, 8), [
      '12345678901234567890.10',
      null,
      'x',
      '00:00:00',
      '{1,2}',
      '2026-11-23 08:15:00.123456+00',
      'infinity',
      '{"b": 1, "a":2}',
    ]);
    assert.deepEqual(
      columns.map(({ name, type }) => `${name} ${type}`),
      [
        'n numeric(30,2)',
        'n text',
        'varchar character varying(7)',
        '?column? interval',
        'int4 integer[]',
        'timestamptz timestamp(6) with time zone',
        'date date',
        'json json',
        'pg_class pg_class',
      ],
    );
  });

  test('names the type of a table that was made meanwhile', async () => {
    const session = sandbox.session();
    await session.connect();
    await run(sandbox.session(), 'CREATE TABLE made_meanwhile (id int PRIMARY KEY)');
    await run(session, 'INSERT INTO made_meanwhile VALUES (1)');
    const { columns, rows } = await answerTo(session, 'SELECT m FROM made_meanwhile m', 10);
    assert.deepEqual([columns.map(({ type }) => type), rows], [['made_meanwhile'], [['(1)']]]);
  });

  test('reads a large result page by page, and other statements meanwhile', async () => {
    const session = sandbox.session();
    const { ending, rows } = await answerTo(session, 'SELECT g FROM generate_series(1, 25) g', 10);
    assert.equal(await run(session, "SET search_path = 'meanwhile'"), 'SET');
    const pages = [rows.length];
    let last: Ending = ending;
    while (last.kind === 'paused') {
      last = await last.more();
      pages.push(rows.length);
    }
    assert.deepEqual([endingText(last), pages, rows.at(-1)], ['SELECT 25', [10, 20, 25], ['25']]);
    assert.deepEqual((await answerTo(session, 'SHOW search_path')).rows, [['meanwhile']]);
  });

  test('reads pages within a written transaction, until that ends', async () => {
    const session = sandbox.session();
    await run(session, 'BEGIN');
    const { ending, rows } = await answerTo(session, 'SELECT g FROM generate_series(1, 25) g', 10);
    assert.equal(await run(session, 'SELECT 1'), 'SELECT 1');
    assert.ok(ending.kind === 'paused');
    const second = await ending.more();
    assert.equal(rows.length, 20);
    assert.equal(await run(session, 'COMMIT'), 'COMMIT');
    assert.ok(second.kind === 'paused');
    assert.equal(
      endingText(await second.more()),
      'resultGone: The rest of this result is gone with its transaction.',
    );
    assert.equal(session.transaction(), 'none');
  });

  test('lets go of a result that is held too long, and of the oldest of many', async () => {
    const brief = sandbox.session({}, { hold: 1 });
    const { ending } = await answerTo(brief, 'SELECT g FROM generate_series(1, 25) g', 10);
    assert.equal(await run(brief, 'SELECT pg_sleep(0.05)'), 'SELECT 1');
    assert.ok(ending.kind === 'paused');
    const gone =
      'resultGone: The rest of this result is no longer available: the server keeps it for less than five minutes.';
    assert.equal(endingText(await ending.more()), gone);

    const session = sandbox.session();
    const endings: Ending[] = [];
    for (let count = 0; count < 5; count++)
      endings.push((await answerTo(session, 'SELECT g FROM generate_series(1, 15) g', 10)).ending);
    const ends = await Promise.all(
      endings.map(async (one) => (one.kind === 'paused' ? endingText(await one.more()) : '')),
    );
    assert.deepEqual(ends, [gone, 'SELECT 15', 'SELECT 15', 'SELECT 15', 'SELECT 15']);
  });

  test('tells the state of a written transaction, and when it began', async () => {
    const session = sandbox.session();
    const states: unknown[] = [];
    for (const sql of ['BEGIN', 'SELECT 1', 'SELECT 1 / 0', 'SELECT 1', 'COMMIT', 'BEGIN', 'ROLLBACK']) {
      const tag = await run(session, sql);
      states.push([tag.split(':')[0], session.transaction(), session.transactionBegan() !== undefined]);
    }
    assert.deepEqual(states, [
      ['BEGIN', 'open', true],
      ['SELECT 1', 'open', true],
      ['statement', 'failed', true],
      ['aborted', 'failed', true],
      ['ROLLBACK', 'none', false],
      ['BEGIN', 'open', true],
      ['ROLLBACK', 'none', false],
    ]);
  });

  test('copies rows in and out', async () => {
    const session = sandbox.session();
    await run(session, 'CREATE TABLE copied (id int PRIMARY KEY, note text)');
    const { ending } = await answerTo(session, 'COPY copied FROM STDIN', undefined, '1\tone\n2\t\\N\n');
    assert.equal(endingText(ending), 'COPY 2');
    const out = await answerTo(session, 'COPY copied TO STDOUT');
    assert.deepEqual([endingText(out.ending), out.rows], ['COPY 2', [['1\tone'], ['2\t\\N']]]);
    assert.equal(
      await run(session, 'COPY copied FROM STDIN'),
      'statement: COPY from stdin failed: The rows to copy are missing.',
    );
    assert.equal(await run(session, 'SELECT 1'), 'SELECT 1');
  });

  test('makes another connection when one gets old, with its settings, but not within a transaction', async () => {
    const session = sandbox.session({ profile: { searchPath: ['my "own"'] } }, { age: 0 });
    const pid = async () => (await answerTo(session, 'SELECT pg_backend_pid()')).rows[0]?.[0];
    const path = async () => (await answerTo(session, 'SHOW search_path')).rows[0]?.[0];
    const before = await pid();
    assert.equal(await path(), '"my ""own"""');
    await run(session, 'SET search_path = app');
    assert.equal(await path(), 'app');
    await run(session, 'BEGIN');
    const inside = await pid();
    assert.equal(await pid(), inside);
    await run(session, 'COMMIT');
    assert.notEqual(await pid(), before);
  });

  test('of a read-only profile changes nothing', async () => {
    const session = sandbox.session({ profile: { readOnly: true } });
    const refused = 'readOnly: cannot execute CREATE TABLE in a read-only transaction';
    assert.equal(await run(session, 'CREATE TABLE nothing (id int PRIMARY KEY)'), refused);
    assert.equal(await run(session, 'SELECT 1'), 'SELECT 1');
  });

  test('asks its own questions beside an open transaction', async () => {
    const session = sandbox.session();
    await run(session, 'BEGIN');
    assert.deepEqual(await session.query("SELECT $1::text, 'b'", ['a']), [['a', 'b']]);
    await assert.rejects(session.query('SELECT nothing'), { message: 'Column "nothing" does not exist.' });
    assert.equal(session.transaction(), 'open');
  });
});

describe('Cancel', () => {
  test('stops a statement that sleeps, and the session goes on', async () => {
    const session = sandbox.session();
    await session.connect();
    const sleeping = await asleep(session);
    await session.cancel();
    assert.equal(await sleeping.end, 'canceled: Canceled.');
    assert.equal(await run(session, 'SELECT 1'), 'SELECT 1');
  });

  test('stops a statement before it is sent', async () => {
    const session = sandbox.session();
    const sleeping = run(session, 'SELECT pg_sleep(60)');
    await session.cancel();
    assert.equal(await sleeping, 'canceled: Canceled.');
    assert.equal(await run(session, 'SELECT 1'), 'SELECT 1');
  });

  test('stops a result of 1,000,000 rows while it arrives', async () => {
    const session = sandbox.session();
    let read = 0;
    const ending = await session.run(
      { sql: "SELECT g, repeat('x', 200) FROM generate_series(1, 1000000) g", pageSize: undefined },
      {
        columns: () => undefined,
        notice: () => undefined,
        rows: (rows) => {
          if (read === 0) void session.cancel();
          read += rows.length;
        },
      },
    );
    assert.deepEqual([endingText(ending), read > 0, read < 1_000_000], ['canceled: Canceled.', true, true]);
    assert.equal(await run(session, 'SELECT 1'), 'SELECT 1');
  });

  test('drops the connection where the server does not listen', async () => {
    const { port } = sandbox.target().profile.endpoint;
    // The second connection is the one that asks to cancel.
    const relay = await relayTo(port, (_first, index) => index !== 1);
    const session = sandbox.session({ endpoint: { port: relay.port } }, { cancel: 50 });
    await session.connect();
    const sleeping = await asleep(session);
    await session.cancel();
    assert.equal(await sleeping.end, 'canceled: Canceled.');
    assert.equal(await run(session, 'SELECT 1'), 'SELECT 1');
    relay.close();
  });

  test('gives up connecting to something that never answers', async () => {
    const relay = await relayTo(1, () => true);
    const silent = sandbox.session({ endpoint: { host: '127.0.0.1', port: relay.port } });
    const connecting = run(silent, 'SELECT 1');
    await silent.cancel();
    assert.equal(await connecting, 'canceled: Canceled.');
    relay.close();
  });
});

describe('Connecting', () => {
  const failureOf = (changes: Parameters<typeof sandbox.session>[0]) =>
    sandbox
      .session(changes, { connect: 3_000 })
      .connect()
      .then(
        () => 'connected',
        (error: Error) => error.message,
      );

  test('is refused with what to do', async () => {
    const { host } = sandbox.target().profile.endpoint;
    const answers = {
      'another Region': await failureOf({ endpoint: { region: 'eu-west-1' } }),
      'a wrong secret': await failureOf({ credentials: { secretAccessKey: 'another' } }),
      'a role that is not there': await failureOf({ profile: { user: 'nobody_here' } }),
      'a port where nobody listens': await failureOf({ endpoint: { port: 1 } }),
      'a host that is not there': await failureOf({ endpoint: { host: 'x.invalid', address: 'x.invalid' } }),
    };
    assert.deepEqual(answers, {
      'another Region':
        'Unable to accept connection, access denied. Check that the default AWS credentials may dsql:DbConnectAdmin on this cluster, and that the cluster is in eu-west-1.',
      'a wrong secret':
        'Unable to accept connection, access denied. Check that the default AWS credentials may dsql:DbConnectAdmin on this cluster, and that the cluster is in us-east-1.',
      'a role that is not there':
        'Unable to accept connection, access denied. Check that the default AWS credentials may dsql:DbConnect on this cluster in us-east-1, and that AWS IAM GRANT has given them the role "nobody_here".',
      'a port where nobody listens': `The host "${host}" does not answer. Check the network, a VPN or a firewall: port 5432 must be open to the outside.`,
      'a host that is not there':
        'The host "x.invalid" cannot be found. Check the endpoint and the network. A cluster that was deleted, or one that only a VPC endpoint reaches, has no public address.',
    });
  });

  test('fails where another authority has signed the certificate, or none that is known', async () => {
    const folder = join(sandbox.folder, 'other');
    const other = await startSandbox({ cli, folder, postgres: undefined, log: (text) => logged.push(text) });
    await other.stop();
    const { caFile } = other.target;
    assert.ok(caFile);
    assert.match(await failureOf({ caFile }), /^The certificate of "127\.0\.0\.1" cannot be trusted: /);
  });

  test('makes another token once, when the server calls one expired', async () => {
    const session = sandbox.session();
    mock.timers.enable({ apis: ['Date'], now: Date.now() - 3_600_000 });
    const before = logged.length;
    const waiting = session.connect();
    const clock = setInterval(() => {
      if (logged.slice(before).some((line) => line.includes('called the token expired'))) mock.timers.reset();
    }, 1);
    await waiting.finally(() => {
      clearInterval(clock);
      mock.timers.reset();
    });
    assert.deepEqual(
      logged.slice(before).map((line) => line.replace(/ in -?\d+ ms/, '')),
      ['The server called the token expired: making another one.', 'Connected to 127.0.0.1 as admin.'],
    );
  });

  test('blames the clock when the next token is called expired too', async () => {
    mock.timers.enable({ apis: ['Date'], now: Date.now() - 3_600_000 });
    try {
      assert.match(await failureOf({}), /this computer's clock is wrong/);
    } finally {
      mock.timers.reset();
    }
  });

  test('waits while the cluster wakes up, and says so', async () => {
    const { profile, caFile } = sandbox.target();
    assert.ok(caFile);
    const sleepy = await sleepyCluster(dirname(caFile));
    const relay = await relayTo((index) => (index < 2 ? sleepy.port : profile.endpoint.port));
    const session = sandbox.session({ endpoint: { port: relay.port } }, { wakePause: 1 });
    const phases = new Set<string>();
    session.onDidChange(() => phases.add(session.phase()));
    await session.connect();
    assert.deepEqual([...phases], ['opening', 'waking', 'open']);
    relay.close();

    const asleep = await relayTo(sleepy.port);
    assert.match(
      await sandbox
        .session({ endpoint: { port: asleep.port } }, { wakePause: 1, wake: 0 })
        .connect()
        .then(
          () => 'connected',
          (error: Error) => error.message,
        ),
      /^Unable to accept connection, waking up cluster, please retry later\. It was idle/,
    );
    asleep.close();
    sleepy.close();
  });

  test('asks for TLS in the classic way where direct negotiation is not understood', async () => {
    const relay = await relayTo(sandbox.target().profile.endpoint.port, (first) => first[0] !== 0x16);
    const session = sandbox.session({ endpoint: { port: relay.port } });
    await session.connect();
    assert.equal(await run(session, 'SELECT 1'), 'SELECT 1');
    const sleeping = await asleep(session);
    await session.cancel();
    assert.equal(await sleeping.end, 'canceled: Canceled.');
    relay.close();
  });

  test('dials a VPC endpoint, and verifies the name of the cluster', async () => {
    const { clusterId, region } = sandbox.target().profile.endpoint;
    const host = `${clusterId}.dsql.${region}.on.aws`;
    const session = sandbox.session({ endpoint: { host } });
    assert.equal(await run(session, 'SELECT 1'), 'SELECT 1');
    assert.match(
      await failureOf({ endpoint: { host: 'other.example.com' } }),
      /cannot be trusted: Hostname\/IP does not match certificate's altnames/,
    );
  });
});

describe('Faults', () => {
  test('a connection that is cut is told, and the next statement has another one', async () => {
    const relay = await relayTo(sandbox.target().profile.endpoint.port);
    const session = sandbox.session({ endpoint: { port: relay.port } });
    await run(session, 'BEGIN');
    const sleeping = await asleep(session);
    relay.cut();
    assert.equal(await sleeping.end, 'connectionLost: The connection to "127.0.0.1" was lost.');
    assert.deepEqual([session.phase(), session.transaction()], ['closed', 'none']);
    assert.equal(await run(session, 'SELECT 1'), 'SELECT 1');
    relay.close();
  });

  test('a sandbox killed in the middle of a result ends that with a sentence', async () => {
    const folder = join(sandbox.folder, 'killed');
    const own = await startSandbox({ cli, folder, postgres: undefined, log: (text) => logged.push(text) });
    const { profile, credentials, caFile } = own.target;
    assert.ok(credentials.kind === 'keys' && caFile);
    const session = sandbox.session({ profile, endpoint: profile.endpoint, credentials, caFile });
    let isKilled = false;
    const ending = await session.run(
      { sql: "SELECT g, repeat('x', 200) FROM generate_series(1, 1000000) g", pageSize: undefined },
      {
        columns: () => undefined,
        notice: () => undefined,
        rows: () => {
          if (!isKilled)
            process.kill(JSON.parse(readFileSync(join(folder, 'running.json'), 'utf8')).pid, 'SIGKILL');
          isKilled = true;
        },
      },
    );
    assert.equal(endingText(ending), 'connectionLost: The connection to "127.0.0.1" was lost.');
    await own.ended;
    assert.equal(await run(session, 'SELECT 1'), 'unreachable: The host "127.0.0.1" does not answer.');
    // Its file is a leftover now, and no window may attach to it.
    const again = await startSandbox({ cli, folder, postgres: undefined, log: (text) => logged.push(text) });
    await again.stop();
  });

  test('a second window uses the sandbox of the first', async () => {
    const { folder } = sandbox;
    const second = await startSandbox({ cli, folder, postgres: undefined, log: () => undefined });
    assert.deepEqual(second.target, sandbox.target());
    await second.stop();
    assert.equal(await run(sandbox.session(), 'SELECT 1'), 'SELECT 1');
  });

  test('no file of the extension holds a token or a secret, but the one that opens this sandbox only', () => {
    const { secretAccessKey } = keysOf(sandbox.target());
    const files = readdirSync(sandbox.folder).filter((name) => name.includes('.'));
    const holding = files.filter((name) => /X-Amz-/.test(read(name)) || read(name).includes(secretAccessKey));
    assert.deepEqual(holding, ['running.json']);

    function read(name: string) {
      return readFileSync(join(sandbox.folder, name), 'utf8');
    }
  });
});
