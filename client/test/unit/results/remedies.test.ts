import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Cause } from '../../../../server/src/connection/answer.js';
import { planOf } from '../../../../server/src/running/steps.js';
import { remediesOf } from '../../../src/results/remedies.js';

type After = 'none' | 'open' | 'failed';

/** The last statement of a script fails: why, how it leaves the transaction, and what is offered then. */
const cases: readonly (readonly [script: string, cause: Cause, after: After, offered: string])[] = [
  ['SELECT x', 'statement', 'none', ''],
  ['SELECT 1', 'connectionLost', 'none', 'runAgain'],
  ['SELECT 1', 'canceled', 'none', 'runAgain'],
  ['SELECT 1', 'tokenExpired', 'none', 'runAgain'],
  ['UPDATE t SET a = 1', 'conflict', 'none', 'runAgain'],
  ['UPDATE t SET a = 1', 'tooManyRows', 'none', 'inBatches'],
  ['CREATE TABLE t AS SELECT 1', 'tooManyRows', 'none', ''],
  ['INSERT INTO t VALUES (1)', 'readOnly', 'none', ''],
  ['BEGIN; UPDATE t SET a = 1; COMMIT', 'conflict', 'none', 'repeat 3'],
  ['BEGIN; UPDATE t SET a = 1', 'connectionLost', 'none', 'repeat 2'],
  ['BEGIN; SELECT x', 'statement', 'failed', 'rollBack'],
  ['BEGIN; SELECT x; SELECT 1', 'aborted', 'failed', 'rollBack'],
  ['BEGIN; UPDATE t SET a = 1', 'tooManyRows', 'failed', 'rollBack'],
  ['BEGIN; UPDATE t SET a = 1', 'tooOld', 'none', ''],
];

for (const [script, cause, transaction, offered] of cases)
  test(`"${script}" that ends with ${cause} offers ${offered || 'nothing'}`, () => {
    const { steps } = planOf(script);
    const last = steps.at(-1);
    assert.ok(last);
    const inTransaction = steps.length > 1 ? steps : [];
    const remedies = remediesOf({ cause, step: last, inTransaction, transaction });
    const words = remedies.map((one) => (one.kind === 'repeat' ? `repeat ${one.steps.length}` : one.kind));
    assert.equal(words.join(), offered);
  });

test('a change with values of its own is not offered in batches, which take none', () => {
  const [step] = planOf('UPDATE t SET a = $1').steps;
  assert.ok(step);
  const failing = { cause: 'tooManyRows', inTransaction: [], transaction: 'none' } as const;
  assert.deepEqual(remediesOf({ ...failing, step: { ...step, values: ['1'] } }), []);
  assert.deepEqual(remediesOf({ ...failing, step }), [{ kind: 'inBatches' }]);
});
