import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planOf } from '../../../../server/src/running/steps.js';
import { analyzeQuestion } from '../../../src/explain/analyzeQuestion.js';
import { explainStep } from '../../../src/explain/explainStep.js';

/** A text, and the statement in it whose plan is asked for. */
const explainable: readonly (readonly [text: string, explained: string])[] = [
  ['SELECT 1', 'SELECT 1'],
  ['-- why\nselect * from t where id = 1;\n', 'select * from t where id = 1;'],
  [
    'WITH x AS (DELETE FROM t RETURNING *) SELECT * FROM x',
    'WITH x AS (DELETE FROM t RETURNING *) SELECT * FROM x',
  ],
  ['(SELECT 1) UNION (SELECT 2)', '(SELECT 1) UNION (SELECT 2)'],
  ['EXPLAIN SELECT 1', 'SELECT 1'],
  ['explain (analyze, verbose /* ) */) UPDATE t SET a = 1', 'UPDATE t SET a = 1'],
  ['EXPLAIN ANALYZE VERBOSE\n  VALUES (1)', 'VALUES (1)'],
  ['EXPLAIN (SELECT 1)', '(SELECT 1)'],
];

for (const [text, explained] of explainable) {
  test(`the plan of ${JSON.stringify(text)} is asked for`, () => {
    const plan = explainStep(text, undefined, 'plan');
    assert.equal(plan.sql, `EXPLAIN ${explained}`);
    assert.equal(text.slice(plan.span.start, plan.span.end), explained);
    assert.deepEqual(plan.explained, { sql: explained, mode: 'plan' });
    assert.deepEqual([plan.effect.access, plan.effect.plan, plan.effect.losses], ['reads', 'only', []]);
    const analyze = explainStep(text, undefined, 'analyze');
    assert.equal(analyze.sql, `EXPLAIN (ANALYZE, VERBOSE) ${explained}`);
    assert.equal(analyze.effect.plan, 'run');
  });
}

/** What has no plan, and the sentence that says so. */
const refused: readonly (readonly [text: string, message: string])[] = [
  ['', 'There is no statement to explain here.'],
  ['SELECT 1; SELECT 2', 'EXPLAIN takes one statement: select one, or place the caret in it.'],
  ...[
    'CREATE TABLE t (id int)',
    'SHOW search_path',
    'SELECT a INTO b FROM c',
    'EXPLAIN ANALYZE COMMIT',
    'EXPLAIN',
  ].map(
    (sql) =>
      [
        sql,
        `There is a plan only for SELECT, VALUES, TABLE, WITH, INSERT, UPDATE and DELETE, and not for: ${sql}`,
      ] as const,
  ),
];

for (const [text, message] of refused)
  test(`${JSON.stringify(text)} is not explained: ${message}`, () =>
    assert.throws(() => explainStep(text, undefined, 'plan'), { message }));

const change = 'DELETE FROM t';

test('nothing is asked before ANALYZE of what only reads', () => {
  assert.equal(asked(explainStep('SELECT 1', undefined, 'analyze'), false, 'none'), undefined);
  // Who writes EXPLAIN ANALYZE for a query knows that it reads
  assert.equal(asked(written('EXPLAIN ANALYZE SELECT 1'), true, 'none'), undefined);
});

test('in production a person is always asked', () =>
  assert.deepEqual(asked(explainStep('SELECT 1', undefined, 'analyze'), true, 'open'), {
    message: 'EXPLAIN ANALYZE executes the statement in production, on "Live".',
    detail: 'It only reads, but it takes the time and the DPU of a real run.',
    choices: ['Execute'],
  }));

const rolledBack =
  'Everything is rolled back, except numbers that it takes from sequences. It takes the time and the DPU of a real run.';

test('a change is rolled back, unless the person wrote it so and wants it kept', () => {
  assert.deepEqual(asked(explainStep(change, undefined, 'analyze'), false, 'none'), {
    message: 'EXPLAIN ANALYZE executes the statement.',
    detail: `It deletes all rows of "t" on "Live". ${rolledBack}`,
    choices: ['Execute and roll back (nothing is kept)'],
  });
  assert.deepEqual(asked(written('EXPLAIN ANALYZE UPDATE t SET a = 1 WHERE id = 1'), true, 'none'), {
    message: 'EXPLAIN ANALYZE executes the statement in production, on "Live".',
    detail: `It changes data on "Live". ${rolledBack}`,
    choices: ['Execute and roll back (nothing is kept)', 'Execute and keep'],
  });
});

test('in an open transaction the change becomes part of it', () =>
  assert.deepEqual(asked(explainStep(change, undefined, 'analyze'), false, 'open'), {
    message: 'EXPLAIN ANALYZE executes the statement in your open transaction.',
    detail:
      'It deletes all rows of "t" on "Live". That is part of the transaction until you commit it or roll it back.',
    choices: ['Execute in the transaction'],
  }));

function written(sql: string) {
  const [step] = planOf(sql).steps;
  assert.ok(step);
  return step;
}

function asked(
  step: Parameters<typeof analyzeQuestion>[0],
  production: boolean,
  transaction: Parameters<typeof analyzeQuestion>[2],
) {
  const question = analyzeQuestion(step, { name: 'Live', production }, transaction);
  return (
    question && {
      ...question,
      choices: question.choices.map(({ label, isRolledBack }) =>
        isRolledBack ? `${label} (nothing is kept)` : label,
      ),
    }
  );
}
