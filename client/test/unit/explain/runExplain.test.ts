import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { AnswerColumn, Cell, Failure } from '../../../../server/src/connection/answer.js';
import type { Session } from '../../../../server/src/connection/session.js';
import { createTransactionLog, runScript } from '../../../../server/src/running/runScript.js';
import type { RunSink } from '../../../../server/src/running/sink.js';
import type { Explaining } from '../../../../server/src/running/source.js';
import { explainStep } from '../../../src/explain/explainStep.js';
import { planView } from '../../../src/results/planView.js';
import { answerTo, run, sandboxForTests } from '../local.js';

const sandbox = sandboxForTests();

/** Asks for a plan. Answers its operations, or the failure. */
async function explain(
  session: Session,
  text: string,
  mode: Explaining,
  { isRolledBack = false, isCanceled = false } = {},
): Promise<{ readonly source: string; readonly operations?: readonly string[]; readonly failure?: Failure }> {
  let source = '';
  let columns: readonly AnswerColumn[] = [];
  const rows: (readonly Cell[])[] = [];
  let failure: Failure | undefined;
  const sink: RunSink = {
    statement: ({ sql, explain: asked }) => {
      source = `${asked}: ${sql}`;
      return {
        columns: (named) => {
          columns = named;
        },
        rows: (some) => void rows.push(...some),
        notice: () => undefined,
        pause: () => assert.fail('A plan comes as a whole.'),
        done: () => undefined,
        fail: (told) => {
          failure = told;
        },
      };
    },
    end: () => undefined,
  };
  await runScript([{ ...explainStep(text, undefined, mode), isRolledBack }], {
    session,
    sink,
    uri: undefined,
    pageSize: 1,
    retries: 3,
    transaction: createTransactionLog(),
    repeatTransaction: async () => assert.fail('Nothing here asks.'),
    progress: () => undefined,
    // Once the transaction has begun
    isCanceled: () => isCanceled && session.transaction() !== 'none',
    random: () => 0.5,
    wait: async () => undefined,
  });
  if (failure) return { source, failure };
  return { source, operations: planView(columns, rows)?.nodes.map(({ operation }) => operation) ?? [] };
}

const countIn = async (session: Session, table: string) =>
  (await answerTo(session, `SELECT count(*) FROM ${table}`)).rows;

describe('The plan of a statement', () => {
  test('is that of the server, whole, and reads as nodes', async () => {
    const session = sandbox.session();
    await run(session, 'CREATE TABLE plans (id int PRIMARY KEY, note text)');
    assert.deepEqual(await explain(session, "DELETE FROM plans WHERE note = 'x'", 'plan'), {
      source: "plan: DELETE FROM plans WHERE note = 'x'",
      operations: ['Delete', 'Seq Scan'],
    });
    assert.deepEqual(await explain(session, 'EXPLAIN SELECT count(*) FROM plans', 'analyze'), {
      source: 'analyze: SELECT count(*) FROM plans',
      operations: ['Aggregate', 'Seq Scan'],
    });
  });

  test('is measured by executing, of which nothing is kept', async () => {
    const session = sandbox.session();
    await run(session, 'CREATE TABLE measured (id int PRIMARY KEY)');
    const insert = 'INSERT INTO measured SELECT generate_series(1, 5)';
    const { operations } = await explain(session, insert, 'analyze', { isRolledBack: true });
    assert.equal(operations?.[0], 'Insert');
    assert.equal(session.transaction(), 'none');
    assert.deepEqual(await countIn(session, 'measured'), [['0']]);
  });

  test('is measured in the open transaction, which stays open', async () => {
    const session = sandbox.session();
    await run(session, 'CREATE TABLE opened (id int PRIMARY KEY)');
    await run(session, 'BEGIN');
    await explain(session, 'INSERT INTO opened VALUES (1)', 'analyze');
    assert.equal(session.transaction(), 'open');
    assert.deepEqual(await countIn(session, 'opened'), [['1']]);
    await run(session, 'ROLLBACK');
    assert.deepEqual(await countIn(session, 'opened'), [['0']]);
  });

  test('fails at the spot in the statement, and leaves no transaction behind', async () => {
    const session = sandbox.session();
    await run(session, 'CREATE TABLE failing (id int PRIMARY KEY)');
    const sql = 'UPDATE failing SET missing = 1';
    for (const isRolledBack of [false, true]) {
      const { failure } = await explain(session, sql, 'analyze', { isRolledBack });
      assert.equal(failure?.sqlstate, '42703');
      assert.equal(sql.slice(failure.span?.start, failure.span?.end), 'missing');
      assert.equal(session.transaction(), 'none');
    }
  });

  test('is not measured once the person has canceled', async () => {
    const session = sandbox.session();
    await run(session, 'CREATE TABLE canceled (id int PRIMARY KEY)');
    const { failure } = await explain(session, 'INSERT INTO canceled VALUES (1)', 'analyze', {
      isRolledBack: true,
      isCanceled: true,
    });
    assert.equal(failure?.isCanceled, true);
    assert.equal(session.transaction(), 'none');
  });
});
