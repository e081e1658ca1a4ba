import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Cell } from '../../../../server/src/connection/answer.js';
import type { Session } from '../../../../server/src/connection/session.js';
import {
  createTransactionLog,
  type RunOptions,
  runScript,
} from '../../../../server/src/running/runScript.js';
import type { RunSink } from '../../../../server/src/running/sink.js';
import type { StatementSource } from '../../../../server/src/running/source.js';
import { planOf } from '../../../../server/src/running/steps.js';
import { historyFrom, remembered } from '../../../src/results/history.js';
import { stepsOf } from '../../../src/runner/stepsOf.js';
import { answerTo, run, sandboxForTests } from '../local.js';

/** What a run has shown: a line for each thing that a statement was told. */
function recorder() {
  const lines: string[] = [];
  const rows: Cell[][] = [];
  const more: (() => Promise<boolean>)[] = [];
  const sink: RunSink = {
    statement: ({ sql }) => {
      const say = (text: string) => void lines.push(`${sql.replace(/;$/, '')} → ${text}`);
      return {
        columns: (columns) => say(columns.map(({ name }) => name).join(', ')),
        rows: (batch) => {
          rows.push(...batch.map((row) => [...row]));
          say(`${batch.length} rows`);
        },
        notice: say,
        pause: (next) => {
          more.push(next);
          say('paused');
        },
        done: ({ tag, retries }) => say(retries > 0 ? `${tag} at attempt ${retries + 1}` : tag),
        fail: ({ message, sqlstate }) => say(`failed: ${sqlstate ?? 'no SQLSTATE'} ${message}`),
      };
    },
    end: () => undefined,
  };
  return { lines, rows, more, sink };
}

const options = (session: Session, sink: RunSink, changes: Partial<RunOptions> = {}): RunOptions => ({
  session,
  sink,
  uri: undefined,
  pageSize: 10,
  retries: 3,
  transaction: createTransactionLog(),
  repeatTransaction: async () => assert.fail('Nothing here asks.'),
  progress: () => undefined,
  isCanceled: () => false,
  random: () => 0.5,
  wait: async () => undefined,
  ...changes,
});

const sandbox = sandboxForTests();

describe('A run', () => {
  test('sends DDL and DML one by one, each in a transaction of its own', async () => {
    const { lines, rows, sink } = recorder();
    const script = `CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (id int PRIMARY KEY);
      INSERT INTO a SELECT generate_series(1, 3); INSERT INTO b VALUES (7) RETURNING id; SELECT count(*) AS n FROM a`;
    const end = await runScript(planOf(script).steps, options(sandbox.session(), sink));
    assert.deepEqual(end, { kind: 'done' });
    assert.deepEqual(lines, [
      'CREATE TABLE a (id int PRIMARY KEY) → CREATE TABLE',
      'CREATE TABLE b (id int PRIMARY KEY) → CREATE TABLE',
      'INSERT INTO a SELECT generate_series(1, 3) → INSERT 0 3',
      'INSERT INTO b VALUES (7) RETURNING id → id',
      'INSERT INTO b VALUES (7) RETURNING id → 1 rows',
      'INSERT INTO b VALUES (7) RETURNING id → INSERT 0 1',
      'SELECT count(*) AS n FROM a → n',
      'SELECT count(*) AS n FROM a → 1 rows',
      'SELECT count(*) AS n FROM a → SELECT 1',
    ]);
    assert.deepEqual(rows, [['7'], ['3']]);
  });

  test('sends values beside the statement, whatever they hold, and for a plan too', async () => {
    const { lines, rows, sink } = recorder();
    const values = ["it's; DROP TABLE a", null];
    const [step] = planOf('SELECT $1::text AS one, $2::int AS two').steps;
    const plan = { ...planOf('EXPLAIN SELECT $1::text, $2::int').steps[0], values };
    assert.ok(step && 'sql' in plan && plan.effect);
    const steps = [
      { ...step, values },
      { ...step, ...plan },
    ];
    assert.deepEqual(await runScript(steps, options(sandbox.session(), sink)), { kind: 'done' });
    assert.deepEqual(rows[0], values);
    assert.ok(lines.at(-1)?.endsWith('EXPLAIN'), lines.at(-1));
  });

  test('again sends the same values, and asks for those that were not kept', async () => {
    const sources: StatementSource[] = [];
    const { rows, sink } = recorder();
    const watched: RunSink = {
      ...sink,
      statement: (source) => {
        sources.push(source);
        return sink.statement(source);
      },
    };
    const asked: string[] = [];
    const runOf = async (source: StatementSource, answers: readonly (string | null)[] | undefined) => {
      const steps = await stepsOf(source, async (parameters) => {
        asked.push(...parameters.map(({ name, type }) => `${name} ${type}`));
        return answers;
      });
      return steps && (await runScript(steps, options(sandbox.session(), watched)));
    };
    const parameters = [{ name: 'book.id', type: 'text' }];
    const first = { sql: 'SELECT $1::text AS one', at: undefined, parameters };
    assert.deepEqual(await runOf(first, ['a']), { kind: 'done' });
    const [ran] = sources;
    assert.ok(ran);
    const { sql } = ran;
    assert.deepEqual(await runOf(ran, undefined), { kind: 'done' });
    const [kept] = historyFrom(
      JSON.parse(
        JSON.stringify(
          remembered([], {
            ...{ sql, parameters: ran.parameters, title: 'a', connection: 'a' },
            ...{ time: 1, outcome: '', hasFailed: false },
          }),
        ),
      ),
    );
    assert.ok(kept);
    assert.deepEqual(await runOf({ ...kept, at: undefined }, ['b']), { kind: 'done' });
    assert.deepEqual(await runOf({ ...kept, at: undefined, explain: 'plan' }, ['c']), { kind: 'done' });
    assert.equal(await runOf({ ...kept, at: undefined }, undefined), undefined);
    assert.deepEqual(rows.slice(0, 3), [['a'], ['a'], ['b']]);
    assert.deepEqual(asked, ['book.id text', 'book.id text', 'book.id text', 'book.id text']);
  });

  test('ends with the first failure, and tells where', async () => {
    const { lines, sink } = recorder();
    const { steps } = planOf('SELECT 1 AS one; SELECT nothing; SELECT 2 AS two');
    const end = await runScript(steps, options(sandbox.session(), sink));
    assert.equal(end.kind === 'failed' && end.step, steps[1]);
    assert.deepEqual(lines.slice(2), [
      'SELECT 1 AS one → SELECT 1',
      'SELECT nothing → failed: 42703 column "nothing" does not exist',
    ]);
  });

  for (const sql of [
    'SELECT g FROM generate_series(1, 25) g',
    // It writes, so that the rows of a page are held back until all of it is there.
    "SELECT nextval('s') AS g FROM generate_series(1, 25)",
  ])
    test(`shows a page, and the rest when asked for it: ${sql}`, async () => {
      const { lines, rows, more, sink } = recorder();
      const session = sandbox.session();
      await run(session, 'CREATE SEQUENCE IF NOT EXISTS s CACHE 1');
      await runScript(planOf(sql).steps, options(session, sink));
      const [next] = more;
      assert.ok(next);
      assert.deepEqual([await next(), await next(), rows.length], [true, false, 25]);
      assert.deepEqual(
        lines.map((line) => line.split(' → ')[1]),
        ['g', '10 rows', 'paused', '10 rows', '5 rows', 'SELECT 25'],
      );
    });

  test('tells that COMMIT answered ROLLBACK', async () => {
    const session = sandbox.session();
    await run(session, 'BEGIN');
    await run(session, 'SELECT 1 / 0');
    const { lines, sink } = recorder();
    const end = await runScript(planOf('COMMIT').steps, options(session, sink));
    assert.equal(end.kind, 'rolledBack');
    assert.deepEqual(lines, [
      'COMMIT → ROLLBACK',
      'COMMIT → COMMIT was answered with ROLLBACK: the transaction had failed, and none of its changes were kept.',
    ]);
  });

  test('is over at once when it was canceled, without the statements that remain', async () => {
    const { lines, sink } = recorder();
    let count = 0;
    const end = await runScript(
      planOf('SELECT 1 AS one; SELECT 2 AS two').steps,
      options(sandbox.session(), sink, { isCanceled: () => count++ > 0 }),
    );
    assert.equal(end.kind === 'failed' && end.failure.isCanceled, true);
    assert.deepEqual(lines, [
      'SELECT 1 AS one → one',
      'SELECT 1 AS one → 1 rows',
      'SELECT 1 AS one → SELECT 1',
    ]);
  });
});

describe('A written transaction that meets a conflict', () => {
  /** The transaction up to its COMMIT, and another one that wins. */
  async function conflicting(session: Session, log: RunOptions['transaction'], sink: RunSink) {
    const table = `counter_${Math.random().toString(36).slice(2)}`;
    const other = sandbox.session();
    await run(other, `CREATE TABLE ${table} (id int PRIMARY KEY, n int NOT NULL)`);
    await run(other, `INSERT INTO ${table} VALUES (1, 0)`);
    const script = `BEGIN; UPDATE ${table} SET n = n + 1 WHERE id = 1;`;
    await runScript(planOf(script).steps, options(session, sink, { transaction: log }));
    assert.equal(await run(other, `UPDATE ${table} SET n = n + 10 WHERE id = 1`), 'UPDATE 1');
    return { read: async () => (await answerTo(other, `SELECT n FROM ${table}`)).rows[0]?.[0] };
  }

  test('is repeated from its BEGIN when the person says so, with what came in earlier runs', async () => {
    const session = sandbox.session();
    const log = createTransactionLog();
    const { lines, sink } = recorder();
    const { read } = await conflicting(session, log, sink);
    const asked: (string | undefined)[] = [];
    const end = await runScript(
      planOf('COMMIT; SELECT 1 AS after').steps,
      options(session, sink, {
        transaction: log,
        repeatTransaction: async ({ sqlstate }) => {
          asked.push(sqlstate);
          return true;
        },
      }),
    );
    assert.deepEqual(
      [end.kind, asked, await read(), session.transaction()],
      ['done', ['40001'], '11', 'none'],
    );
    assert.deepEqual(
      lines.map((line) => line.replace(/UPDATE \w+ SET.*?→/, 'UPDATE →')),
      [
        'BEGIN → BEGIN',
        'UPDATE → UPDATE 1',
        'COMMIT → failed: 40001 change conflicts with another transaction (OC000)',
        'BEGIN → BEGIN',
        'UPDATE → UPDATE 1',
        'COMMIT → COMMIT',
        'SELECT 1 AS after → after',
        'SELECT 1 AS after → 1 rows',
        'SELECT 1 AS after → SELECT 1',
      ],
    );
  });

  test('is left as it is when the person says no', async () => {
    const session = sandbox.session();
    const log = createTransactionLog();
    const { sink } = recorder();
    const { read } = await conflicting(session, log, sink);
    const end = await runScript(
      planOf('COMMIT; SELECT 1').steps,
      options(session, sink, { transaction: log, repeatTransaction: async () => false }),
    );
    assert.equal(end.kind === 'failed' && end.failure.sqlstate, '40001');
    assert.deepEqual([await read(), session.transaction(), log.steps()], ['10', 'none', []]);
  });
});
