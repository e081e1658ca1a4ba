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
  'every fix': (text) =>
    createAnalyzer(parser, rules)
      .analyze(text)
      .problems.flatMap(({ fixes }) => fixes.map(({ edits }) => edits.length)),
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

const size = Number(process.env.GROWTH_SIZE ?? 30);

/** Each repair builds on the one before it, so that a round does one of them; each round reads the text once. */
const oneByOne = new Set(['a chain of tables of queries', 'types changed', 'NOT NULL set']);

test('there are as many kinds as were promised', () => {
  assert.ok(Object.keys(kinds).length >= 132);
});

for (const [title, make] of Object.entries(kinds)) {
  test(`${title} take twice the steps when there are twice as many`, () => {
    const slow = Object.entries(tasks).flatMap(([task, work]) => {
      const most = oneByOne.has(title) && (task === 'fix' || task === 'report') ? 4.6 : 2.6;
      const steps = (count: number) => counter.count(() => work(make(count)));
      steps(5); // whatever is made once is made now
      const [one, two] = [steps(size), steps(2 * size)];
      if (two < most * one) return [];
      // Behind a limit the steps may be others; what grows on does so at twice the size, too.
      const four = steps(4 * size);
      return four < most * two ? [] : [`${task}: ${one} steps, then ${two}, then ${four}`];
    });
    assert.deepEqual(slow, []);
  });
}
