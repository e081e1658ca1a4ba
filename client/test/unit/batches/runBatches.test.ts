import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type TestContext, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { Session } from '../../../../server/src/connection/session.js';
import { removeSql } from '../../../src/batches/ledger.js';
import { type BatchEnd, type BatchOptions, runBatches } from '../../../src/batches/runBatches.js';
import { cli, run, sandboxForTests } from '../local.js';
import { entered, filled, rowsOf, setUp } from './batching.js';
import { type Fault, faultyWay } from './faults.js';

const sandbox = sandboxForTests();
const quarrelsome = sandboxForTests(['--inject-conflicts', '0.4', '--seed', '7']);

/** Runs to the end; without pauses unless asked for. */
const toEnd = (
  session: Session,
  { plan, ledger }: Pick<BatchOptions, 'plan' | 'ledger'>,
  more: Partial<BatchOptions> = {},
): Promise<BatchEnd> =>
  runBatches({
    session,
    plan,
    ledger,
    onProgress: () => undefined,
    signal: new AbortController().signal,
    random: Math.random,
    wait: async () => undefined,
    ...more,
  });

const sums = async (session: Session, table: string) =>
  (await rowsOf(session, `SELECT count(*), sum(n), sum(id::bigint * n), max(n) FROM ${table}`))[0];

/** Tables `name (id, part, n)` with a key of two columns, and `name_copy` beside it. */
async function table(session: Session, name: string, rows: number): Promise<void> {
  await setUp(session, [
    `CREATE TABLE ${name} (id text, part int, n bigint NOT NULL, PRIMARY KEY (part, id))`,
    `CREATE TABLE ${name}_copy (id text, part int, n bigint NOT NULL, PRIMARY KEY (id))`,
    ...filled(name, (from, to) => `SELECT i, i % 3, i FROM generate_series(${from}, ${to}) AS i`, rows),
  ]);
}

test('10,000 rows are updated, copied and deleted in batches', async () => {
  const session = sandbox.session();
  await table(session, 'plain', 10_000);
  const sum = (10_000 * 10_001) / 2;

  const seen: number[] = [];
  const update = await entered(session, 'UPDATE plain SET n = n + 1 WHERE n % 5 <> 0', 3_000);
  const updated = await toEnd(session, update, { onProgress: ({ rows }) => seen.push(rows) });
  assert.deepEqual(updated, {
    kind: 'done',
    progress: { batches: 3, rows: 8_000, after: updated.progress?.after, isDone: true },
    isCertain: true,
    counts: { conflicts: 0, losses: 0, size: 2_999 },
  });
  assert.deepEqual(seen, [2_999, 5_998, 8_000]);
  assert.deepEqual((await sums(session, 'plain'))?.slice(0, 2), ['10000', String(sum + 8_000)]);

  const copy = await entered(session, 'INSERT INTO plain_copy SELECT id, part, n FROM plain', 1_000);
  assert.equal((await toEnd(session, copy)).progress?.batches, 10);
  assert.deepEqual(await sums(session, 'plain_copy'), await sums(session, 'plain'));

  const removal = await entered(session, 'DELETE FROM plain WHERE part = 1', 500);
  assert.deepEqual((await toEnd(session, removal)).progress?.rows, 3_334);
  assert.equal((await sums(session, 'plain'))?.[0], '6666');
  assert.equal(await run(session, removeSql(removal.ledger)), 'DELETE 1');
});

test('a batch that is too large is halved until it fits', async () => {
  const session = sandbox.session();
  await setUp(session, [
    'CREATE TABLE parents (id int PRIMARY KEY)',
    'CREATE TABLE children (id int PRIMARY KEY, parent int REFERENCES parents (id) ON DELETE CASCADE)',
    'INSERT INTO parents SELECT i FROM generate_series(1, 1000) AS i',
    ...filled(
      'children',
      (from, to) => `SELECT i, i % 1000 + 1 FROM generate_series(${from}, ${to}) AS i`,
      9_000,
    ),
  ]);
  const removal = await entered(session, 'DELETE FROM parents', 1_000);
  const end = await toEnd(session, removal);
  assert.deepEqual([end.kind, end.counts.size, end.progress?.rows], ['done', 250, 1_000]);
  assert.deepEqual(await rowsOf(session, 'SELECT count(*) FROM children'), [['0']]);
});

test('nothing is lost or done twice when commits conflict', async () => {
  const session = quarrelsome.session();
  await table(session, 'disputed', 6_000);
  const update = await entered(session, 'UPDATE disputed SET n = n + 1', 200);
  const end = await toEnd(session, update);
  assert.deepEqual([end.kind, end.progress?.rows, end.progress?.batches], ['done', 6_000, 30]);
  assert.ok(end.counts.conflicts > 5, `${end.counts.conflicts} conflicts`);
  assert.deepEqual((await sums(session, 'disputed'))?.slice(0, 2), [
    '6000',
    String((6_000 * 6_001) / 2 + 6_000),
  ]);
});

test('a run gives up a batch that always conflicts, and goes on later', async () => {
  const session = sandbox.session();
  const other = sandbox.session();
  await table(session, 'guarded', 100);
  const update = await entered(session, 'UPDATE guarded SET n = n + 1', 10);
  // Changes a row of each batch between its BEGIN and its COMMIT.
  const stubborn: Pick<Session, 'run' | 'transaction'> = {
    ...session,
    run: async (request, answers) => {
      const ending = await session.run(request, answers);
      if (request.sql.startsWith('SELECT guarded')) await run(other, 'UPDATE guarded SET n = n + 1000');
      return ending;
    },
  };
  const limits = { conflicts: 3 };
  const end = await toEnd(session, update, { session: stubborn, limits });
  assert.deepEqual(
    [
      end.kind,
      end.kind === 'failed' && end.cause,
      end.isCertain,
      end.progress?.batches,
      end.counts.conflicts,
    ],
    ['failed', 'conflict', true, 0, 3],
  );
  const rest = await toEnd(session, update);
  assert.deepEqual([rest.kind, rest.progress?.rows], ['done', 100]);
  assert.deepEqual((await sums(session, 'guarded'))?.[1], String((100 * 101) / 2 + 100 + 4 * 100 * 1_000));
});

test('a run that was canceled goes on where it stopped', async () => {
  const session = sandbox.session();
  await table(session, 'canceled', 2_000);
  const update = await entered(session, 'UPDATE canceled SET n = n + 1', 100);
  const ends: string[] = [];
  for (const stopAfter of [0, 3, 8, 1, 100]) {
    const abort = new AbortController();
    if (stopAfter === 0) abort.abort();
    let batches = 0;
    const end = await toEnd(session, update, {
      signal: abort.signal,
      onProgress: () => {
        if (++batches !== stopAfter) return;
        abort.abort();
        void session.cancel();
      },
    });
    ends.push(`${end.kind} ${end.progress?.rows} ${end.isCertain}`);
  }
  assert.deepEqual(ends, [
    'stopped 0 true',
    'stopped 300 true',
    'stopped 1100 true',
    'stopped 1200 true',
    'done 2000 true',
  ]);
  assert.deepEqual((await sums(session, 'canceled'))?.slice(0, 2), [
    '2000',
    String((2_000 * 2_001) / 2 + 2_000),
  ]);
});

test('a cancel within a batch keeps all of it or nothing', async () => {
  const session = sandbox.session();
  await table(session, 'cut_short', 3_000);
  const update = await entered(session, 'UPDATE cut_short SET n = n + 1', 100);
  let end: BatchEnd | undefined;
  // Each run is canceled some statements later than the one before.
  for (let statements = 1; end?.kind !== 'done'; statements += 1) {
    const abort = new AbortController();
    let sent = 0;
    end = await toEnd(session, update, {
      signal: abort.signal,
      session: {
        ...session,
        run: (request, answers) => {
          const ending = session.run(request, answers);
          if (++sent === statements) {
            abort.abort();
            void session.cancel();
          }
          return ending;
        },
      },
    });
    assert.equal(end.isCertain, true);
  }
  assert.deepEqual((await sums(session, 'cut_short'))?.slice(0, 2), [
    '3000',
    String((3_000 * 3_001) / 2 + 3_000),
  ]);
});

const faults: readonly Fault[] = ['unsent', 'unanswered', 'late'];

for (const fault of faults) {
  test(`nothing is lost or done twice wherever a connection breaks: ${fault}`, async () => {
    const direct = sandbox.session();
    await table(direct, fault, 20);
    let before = (20 * 21) / 2;
    for (let at = 1; ; at++) {
      const way = await faultyWay(sandbox.target().profile.endpoint.port, fault, at);
      const session = sandbox.session({ endpoint: { port: way.port } });
      const update = await entered(direct, `UPDATE ${fault} SET n = n + 1`, 7);
      const end = await toEnd(session, update);
      await session.close();
      way.close();
      before += 20;
      assert.deepEqual(
        [at, end.kind, end.progress?.rows, (await sums(direct, fault))?.[1]],
        [at, 'done', 20, String(before)],
      );
      if (!way.hasFailed()) return;
    }
  });
}

test('two windows that do the same run do each batch once', async () => {
  const sessions = [sandbox.session(), sandbox.session()] as const;
  await table(sessions[0], 'shared', 2_000);
  const update = await entered(sessions[0], 'UPDATE shared SET n = n + 1', 50);
  const ends = await Promise.all(
    sessions.map((session) => toEnd(session, update, { wait: (time) => delay(time) })),
  );
  assert.deepEqual(
    ends.map(({ kind, progress }) => [kind, progress?.rows]),
    [
      ['done', 2_000],
      ['done', 2_000],
    ],
  );
  assert.deepEqual((await sums(sessions[0], 'shared'))?.[1], String((2_000 * 2_001) / 2 + 2_000));
});

test('changes of others at the same time are kept', async () => {
  const session = sandbox.session();
  const other = sandbox.session();
  await table(session, 'busy', 3_000);
  const update = await entered(session, 'UPDATE busy SET n = n + 1', 100);
  let isOver = false;
  const running = toEnd(session, update, { wait: (time) => delay(time) }).finally(() => {
    isOver = true;
  });
  let added = 0;
  for (let id = 1; !isOver; id = (id * 7) % 3_001) {
    if ((await run(other, `UPDATE busy SET n = n + 1000000 WHERE id = '${id}'`)) === 'UPDATE 1') added++;
  }
  assert.equal((await running).kind, 'done');
  assert.deepEqual(
    (await sums(session, 'busy'))?.[1],
    String((3_000 * 3_001) / 2 + 3_000 + added * 1_000_000),
  );
});

/** Does something else once, behind the first batch. */
const afterFirst = (session: Session, does: () => Promise<unknown>): Pick<Session, 'run' | 'transaction'> => {
  let isDone = false;
  return {
    ...session,
    run: async (request, answers) => {
      const ending = await session.run(request, answers);
      if (isDone || request.sql !== 'COMMIT') return ending;
      isDone = true;
      await does();
      return ending;
    },
  };
};

test('a table that hides another one of its name between two batches is left alone', async () => {
  const session = sandbox.session();
  const other = sandbox.session();
  await setUp(session, ['CREATE SCHEMA nearer', 'SET search_path = nearer, public']);
  for (const name of ['aimed', 'limits', 'source'])
    await setUp(session, [
      `CREATE TABLE public.${name} (id int PRIMARY KEY, n int)`,
      `INSERT INTO public.${name} SELECT i, 0 FROM generate_series(1, 30) AS i`,
    ]);
  const hide = (name: string, rows: number) => async () => {
    await setUp(other, [
      `CREATE TABLE nearer.${name} (id int PRIMARY KEY, n int)`,
      `INSERT INTO nearer.${name} SELECT i, 0 FROM generate_series(1, ${rows}) AS i`,
    ]);
  };
  const update = await entered(session, 'UPDATE aimed SET n = 1 WHERE id IN (SELECT id FROM limits)', 10);
  await toEnd(session, update, { session: afterFirst(session, hide('aimed', 30)) });
  const again = await entered(
    session,
    'UPDATE public.aimed SET n = 2 WHERE id IN (SELECT id FROM limits)',
    10,
  );
  await toEnd(session, again, { session: afterFirst(session, hide('limits', 0)) });
  const copy = await entered(session, 'INSERT INTO public.limits SELECT id + 100, n FROM source', 10);
  await toEnd(session, copy, { session: afterFirst(session, hide('source', 0)) });
  const counts = `SELECT (SELECT sum(n) FROM public.aimed), (SELECT sum(n) FROM nearer.aimed),
    (SELECT count(*) FROM public.limits), (SELECT count(*) FROM nearer.limits)`;
  assert.deepEqual(await rowsOf(session, counts), [['60', '0', '60', '0']]);
});

/** What happens behind the first of three batches, and why the second is not kept. */
const betweenBatches: Readonly<
  Record<string, readonly [sql: readonly string[], told: string, changed: string]>
> = {
  'makes a table anew': [
    [
      'DROP TABLE renewed',
      'CREATE TABLE renewed (id int PRIMARY KEY, n int)',
      'INSERT INTO renewed SELECT i, 0 FROM generate_series(1, 30) AS i',
    ],
    '"public.renewed" is another table than it was when the run began.',
    '0',
  ],
  'puts another table in its place': [
    [
      'CREATE TABLE stand_in (id int PRIMARY KEY, n int)',
      'INSERT INTO stand_in SELECT i, 0 FROM generate_series(1, 30) AS i',
      'ALTER TABLE renewed RENAME TO put_aside',
      'ALTER TABLE stand_in RENAME TO renewed',
    ],
    '"public.renewed" is another table than it was when the run began.',
    '0',
  ],
  'makes a table anew that is read': [
    ['DROP TABLE looked_at', 'CREATE TABLE looked_at (id int PRIMARY KEY)'],
    '"public.looked_at" is another table than it was when the run began.',
    '10',
  ],
  'changes where names are found': [
    ["SELECT set_config('search_path', 'public', false)"],
    'search_path was ""$user", public" when the run began, and is "public" now: SET it back first.',
    '10',
  ],
  'changes the time zone': [
    ["SET TimeZone = 'Asia/Tokyo'"],
    'TimeZone was "UTC" when the run began, and is "Asia/Tokyo" now: SET it back first.',
    '10',
  ],
};

for (const [name, [happens, told, changed]] of Object.entries(betweenBatches))
  test(`a run stops where somebody ${name} between two batches`, async () => {
    const session = sandbox.session();
    await setUp(session, [
      'DROP TABLE IF EXISTS renewed',
      'DROP TABLE IF EXISTS looked_at',
      'CREATE TABLE renewed (id int PRIMARY KEY, n int)',
      'CREATE TABLE looked_at (id int PRIMARY KEY)',
      'INSERT INTO renewed SELECT i, 0 FROM generate_series(1, 30) AS i',
    ]);
    const update = await entered(
      session,
      'UPDATE renewed SET n = 1 WHERE id NOT IN (SELECT id FROM looked_at)',
      10,
    );
    const end = await toEnd(session, update, {
      session: afterFirst(session, () => setUp(session, happens)),
    });
    assert.deepEqual(
      [end.kind, end.kind === 'failed' && end.failure.message, end.progress?.batches, end.isCertain],
      ['failed', told, 1, true],
    );
    assert.deepEqual(await rowsOf(session, 'SELECT sum(n) FROM renewed'), [[changed]]);
  });

test('a backend that is killed within a batch costs nothing but time', async () => {
  const session = sandbox.session();
  await table(session, 'killed', 2_000);
  const update = await entered(session, 'UPDATE killed SET n = n + 1', 100);
  let kills = 0;
  const end = await toEnd(session, update, {
    session: {
      ...session,
      run: async (request, answers) => {
        const ending = await session.run(request, answers);
        if (request.sql.startsWith('UPDATE public.killed') && kills++ % 4 === 0) sandbox.endTransactions();
        return ending;
      },
    },
  });
  assert.deepEqual([end.kind, end.progress?.rows], ['done', 2_000]);
  assert.ok(end.counts.losses > 3, `${end.counts.losses} losses`);
  assert.deepEqual((await sums(session, 'killed'))?.[1], String((2_000 * 2_001) / 2 + 2_000));
});

test('a sandbox that is killed within batches and started again costs nothing but time', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'killed-'));
  const started = await start(t, folder, 0);
  let { child } = started;
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const session = sandbox.session(started.changes);
  await table(session, 'restarted', 3_000);
  const update = await entered(session, 'UPDATE restarted SET n = n + 1', 100);
  let kills = 0;
  let batches = 0;
  const end = await toEnd(session, update, {
    onProgress: () => {
      if (++batches % 8 !== 0) return;
      kills++;
      // At once, and again while the connection is being tried for.
      setImmediate(() => child.kill('SIGKILL'));
    },
    wait: async () => {
      if (child.signalCode === null && child.exitCode === null) return;
      ({ child } = await start(t, folder, started.changes.endpoint.port));
    },
  });
  assert.deepEqual([end.kind, end.progress?.rows, kills], ['done', 3_000, 3]);
  assert.deepEqual((await sums(session, 'restarted'))?.slice(0, 2), [
    '3000',
    String((3_000 * 3_001) / 2 + 3_000),
  ]);
  await session.close();
});

/** A sandbox of its own, on a port that it keeps. */
async function start(t: TestContext, folder: string, port: number) {
  const args = ['sandbox', '--json', '--port', String(port), '--dir', join(folder, 'data')];
  const child: ChildProcess = fork(cli, args, { silent: true, execArgv: [] });
  t.after(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.disconnect();
    await once(child, 'exit');
  });
  assert.ok(child.stdout);
  const [line] = await once(createInterface(child.stdout), 'line');
  const ready = JSON.parse(String(line));
  return {
    child,
    changes: {
      endpoint: {
        port: Number(ready.port),
        clusterId: String(ready.clusterId),
        host: '127.0.0.1',
        address: '127.0.0.1',
      },
      credentials: ready.credentials,
      caFile: String(ready.caFile),
    },
  };
}
