import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { Ask, Cell } from '../../../../server/src/connection/answer.js';
import type { Session } from '../../../../server/src/connection/session.js';
import type { Tracked } from '../../../../server/src/running/tracking.js';
import { type FollowOptions, followJobs, type JobFollower } from '../../../src/jobs/followJobs.js';
import { unfinishedIndexOf } from '../../../src/jobs/unfinishedIndex.js';
import type { ResultsSink } from '../../../src/results/sink.js';
import { watched } from '../../../src/runner/watched.js';
import { answerTo, run, sandboxForTests } from '../local.js';

const sandbox = sandboxForTests();

describe('Jobs of a cluster', () => {
  let session: Session;
  before(async () => {
    session = sandbox.session();
    for (const sql of [
      'CREATE TABLE t (id int PRIMARY KEY, a int, b int)',
      'INSERT INTO t VALUES (1, 1, 1), (2, 1, 2)',
      'ALTER TABLE t ADD CONSTRAINT small CHECK (b < 2) NOT VALID',
    ])
      await run(session, sql);
  });

  test('are followed to their end', async () => {
    const { follower, begin, ended } = following(session);
    await begin('CREATE INDEX ASYNC good ON t (b)');
    await begin('CREATE UNIQUE INDEX ASYNC bad ON t (a)');
    await begin('ALTER TABLE ASYNC t VALIDATE CONSTRAINT small');
    assert.deepEqual(
      (await ended(3)).map(({ state, job }) => [job?.object, job?.type, state, job?.details]),
      [
        ['public.bad', 'INDEX_BUILD', 'failed', 'found duplicate key(s) while validating index uniqueness'],
        ['public.good', 'INDEX_BUILD', 'completed', ''],
        ['public.small', 'VALIDATE_CONSTRAINT', 'failed', 'check constraint "small" is violated by some row'],
      ],
    );
    const [small, bad, good] = follower.tracked();
    assert.ok(small && bad && good);
    assert.deepEqual(
      [await unfinishedIndexOf(session.query, bad), await unfinishedIndexOf(session.query, good)].map(
        (index) => index?.name,
      ),
      ['bad', undefined],
    );
    follower.dismiss(bad.id);
    assert.deepEqual(follower.tracked(), [small, good]);
    follower.dismissEnded();
    assert.deepEqual(follower.tracked(), []);
    follower.dispose();
  });

  test('that begin with a commit are followed from then on, without a transaction of their own', async () => {
    const { follower, begin, ended } = following(session);
    await run(session, 'BEGIN');
    await begin('CREATE INDEX ASYNC later ON t (b, a)');
    assert.equal(session.transaction(), 'open');
    assert.equal(follower.tracked()[0]?.state, 'waiting');
    await run(session, 'COMMIT');
    assert.deepEqual(
      (await ended(1)).map(({ state, job }) => [job?.object, state]),
      [['public.later', 'completed']],
    );
    follower.dispose();
  });

  test('outlive the window that began them', async () => {
    const first = following(session);
    await first.begin('CREATE INDEX ASYNC kept ON t (a, b)');
    first.follower.dispose();
    const { follower, ended } = following(session, { kept: first.kept() });
    follower.look();
    assert.deepEqual(
      (await ended(1)).map(({ state, job }) => [job?.object, state]),
      [['public.kept', 'completed']],
    );
    follower.dispose();
  });

  test('of others are shown while they run and somebody looks', async () => {
    const holder = sandbox.session();
    await run(holder, 'BEGIN');
    await run(holder, 'SELECT count(*) FROM t');
    await run(session, 'CREATE INDEX ASYNC other ON t (a, id)');
    // Two connections to one cluster see the same jobs, which are shown once
    const ask: Ask = (sql, values) => session.query(sql, values);
    const connections = () => [
      { name: 'local', ask },
      { name: 'the same', ask },
    ];
    const { follower, until } = following(session, { isWatched: () => true, connections });
    follower.look();
    await until(() => follower.others().length > 0);
    assert.deepEqual(
      follower.others().map(({ connection, job: { object, type } }) => [connection, object, type]),
      [['local', 'public.other', 'INDEX_BUILD']],
    );
    await run(holder, 'COMMIT');
    await until(() => follower.others().length === 0);
    assert.deepEqual(follower.tracked(), []);
    follower.dispose();
  });

  test('are asked for again after the server could not be asked', async () => {
    let failures = 2;
    const { follower, begin, ended } = following(session, {
      connections: () => [
        {
          name: 'local',
          ask: async (sql, values) => {
            if (failures-- > 0) throw new Error('The network is down.');
            return await session.query(sql, values);
          },
        },
      ],
    });
    await begin('CREATE INDEX ASYNC again ON t (b, id)');
    assert.equal((await ended(1))[0]?.state, 'completed');
    follower.dispose();
  });
});

/** A follower that waits no longer than it must. */
function following(session: Session, changes: Partial<FollowOptions> = {}) {
  let kept: readonly Tracked[] = [];
  const ended: Tracked[] = [];
  const waiting = new Set<() => void>();
  const notify = () => {
    for (const check of waiting) check();
  };
  const follower: JobFollower = followJobs({
    kept: [],
    keep: (tracked) => {
      kept = JSON.parse(JSON.stringify(tracked));
    },
    connections: () => [{ name: 'local', ask: session.query }],
    isWatched: () => false,
    changed: notify,
    ended: (job) => {
      ended.push(job);
      notify();
    },
    log: () => undefined,
    now: Date.now,
    later: (callback) => {
      const immediate = setImmediate(callback);
      return { dispose: () => clearImmediate(immediate) };
    },
    ...changes,
  });
  const until = (isSo: () => boolean) =>
    new Promise<void>((resolve) => {
      const check = () => {
        if (!isSo()) return;
        waiting.delete(check);
        resolve();
      };
      waiting.add(check);
      check();
    });
  /** Runs a statement as the runner does, whose results are watched for jobs. */
  const begin = async (sql: string) => {
    const sink = watched(nowhere, ({ jobs }) => {
      for (const id of jobs) follower.track({ id, connection: 'local', sql });
    })
      .run({ title: '', document: undefined })
      .statement({ sql, at: undefined });
    const { ending, columns, rows } = await answerTo(session, sql);
    assert.equal(ending.kind, 'done', `${sql}: ${JSON.stringify(ending)}`);
    sink.columns(columns);
    sink.rows(rows);
    sink.done({ tag: '', rows: undefined, time: 0, retries: 0 });
  };
  return {
    follower,
    begin,
    until,
    kept: () => kept,
    ended: async (count: number) => {
      await until(() => ended.length >= count);
      return ended.toSorted((one, other) => ((one.job?.object ?? '') < (other.job?.object ?? '') ? -1 : 1));
    },
  };
}

const nowhere: ResultsSink = {
  run: () => ({
    statement: () => ({
      columns: () => undefined,
      rows: (_rows: readonly (readonly Cell[])[]) => undefined,
      notice: () => undefined,
      pause: () => undefined,
      done: () => undefined,
      fail: () => undefined,
    }),
    end: () => undefined,
  }),
  refused: () => undefined,
};
