import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planOf } from '../../../../server/src/running/steps.js';
import { noticedOnce } from '../../../src/dialect/noticed.js';
import { answeredIn } from '../../../src/runner/answered.js';

const place = { cluster: 'abc', connection: 'orders', dialect: '2026-11-28' };
const found = (sentence: string) => ({ sentence, report: `${sentence} Report.`, entry: undefined });

test('what contradicts the rules is told once for each cluster, and kept with the newest first', () => {
  const first = noticedOnce([], [found('One.'), found('Two.'), found('One.')], place);
  const second = noticedOnce(first.kept, [found('Two.'), found('Three.')], place);
  const other = noticedOnce(second.kept, [found('One.')], { ...place, cluster: 'def' });
  const sentences = (all: readonly { readonly sentence: string }[]) => all.map(({ sentence }) => sentence);
  assert.deepEqual([first.fresh, second.fresh, second.kept, other.fresh].map(sentences), [
    ['One.', 'Two.'],
    ['Three.'],
    ['Three.', 'One.', 'Two.'],
    ['One.'],
  ]);
});

test('no more than 50 of what was noticed are kept', () => {
  const all = Array.from({ length: 60 }, (_, at) => found(`Number ${at}.`));
  assert.equal(noticedOnce([], all, place).kept.length, 50);
});

const failure = {
  ...{ message: 'not supported', sqlstate: '0A000', detail: undefined, hint: undefined },
  ...{ advice: undefined, span: undefined, isCanceled: false },
};

test('looked at is what ran though the rules refuse it, and what was refused', () => {
  const { steps } = planOf('SELECT 1; SELECT 2; SELECT 3;');
  const [one, two, three] = steps;
  assert.ok(one && two && three);
  const accepted = (sql: string) => ({ sql, answer: { kind: 'accepted' } });
  const refused = (sql: string) => ({
    sql,
    answer: { kind: 'refused', sqlstate: '0A000', text: 'not supported' },
  });
  const failed = { kind: 'failed', step: three, failure } as const;
  assert.deepEqual(
    [
      answeredIn(steps, [two], { kind: 'done' }),
      answeredIn(steps, [two, three], failed),
      answeredIn(steps, [], { ...failed, failure: { ...failure, sqlstate: undefined } }),
      answeredIn(steps, steps, { kind: 'rolledBack', step: one }),
    ],
    [[accepted(two.sql)], [accepted(two.sql), refused(three.sql)], [], []],
  );
});
