import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createAnalyzer, problemsAt } from '../../src/core/lint/analysis.js';
import { fixAll } from '../../src/core/repair/fixAll.js';
import { readiness } from '../../src/core/repair/report.js';
import { rules } from '../../src/core/rules/index.js';
import { type Counter, countSteps } from '../countSteps.js';
import { parser } from './engine.js';
import { kinds } from './growthKinds.js';

// A text of twice the size takes twice the steps, whatever it holds and whatever is asked of it.

const tasks: Readonly<Record<string, (text: string) => unknown>> = {
  lint: (text) => createAnalyzer(parser, rules).analyze(text).problems.length,
  fix: (text) => fixAll(createAnalyzer(parser, rules), text, {}, 'review').text.length,
  report: (text) => readiness(createAnalyzer(parser, rules), text, {}).verdict,
  lightbulb(text) {
    const analysis = createAnalyzer(parser, rules).analyze(text);
    const place = { start: text.length >> 1, end: (text.length >> 1) + 1 };
    return problemsAt(analysis, place).map(({ fixes }) => fixes.map(({ edits }) => edits.length));
  },
};

let counter: Counter;
before(() => {
  counter = countSteps();
});
after(() => counter.close());

const size = Number(process.env.GROWTH_SIZE ?? 100);

test('there are as many kinds as were promised', () => {
  assert.ok(Object.keys(kinds).length >= 132);
});

for (const [title, make] of Object.entries(kinds)) {
  test(`${title} take twice the steps when there are twice as many`, () => {
    const slow = Object.entries(tasks).flatMap(([task, work]) => {
      work(make(5)); // whatever is made once is made now
      const [one, two] = [size, 2 * size].map((count) => counter.count(() => work(make(count))));
      return (two ?? 0) < 2.6 * (one ?? 0) ? [] : [`${task}: ${one} steps, then ${two}`];
    });
    assert.deepEqual(slow, []);
  });
}
