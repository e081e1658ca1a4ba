import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { unifiedDiff } from '../../src/cli/unifiedDiff.js';
import { grouped } from '../../src/core/text/grouped.js';
import { type Counter, countSteps, growing, growingAt, totalOf } from '../countSteps.js';
import { kinds as firstKinds } from './growthKinds.js';
import { about, type Group, groups, tasks } from './growthTasks.js';
import { crossed, moreKinds } from './moreGrowthKinds.js';

// Of a text of twice the size every single place of the code runs twice as often, whatever the text holds and whatever is asked
// of it. Counted are steps, not milliseconds. GROWTH_SIZE is another size; GROWTH_ALL=1 takes all kinds, and the tasks in groups.

const isWhole = process.env.GROWTH_ALL !== undefined;
const kinds = { ...firstKinds, ...crossed, ...(isWhole ? moreKinds : {}) };
const size = Number(process.env.GROWTH_SIZE ?? 8);

let counter: Counter;
before(() => {
  counter = countSteps();
  // Whatever is made once is made now.
  for (const make of Object.values(kinds).slice(0, 40)) work(tasks, make(3));
});
after(() => counter.close());

function work(some: Group, text: string): void {
  const asked = about(text);
  for (const task of Object.values(some)) task(asked);
}

const slowIn = (some: Group, make: (count: number) => string): Promise<readonly string[]> =>
  growingAt(size, (count) => counter.steps(() => work(some, make(count))));

/** What grows too fast in tasks that are counted together; where something does, in each by itself. */
async function slow(make: (count: number) => string): Promise<readonly string[]> {
  const told: string[] = [];
  for (const group of isWhole ? groups : [tasks]) {
    const together = await slowIn(group, make);
    if (together.length === 0) continue;
    const alone: string[] = [];
    for (const [name, task] of Object.entries(group))
      for (const place of await slowIn({ [name]: task }, make)) alone.push(`${name}: ${place}`);
    told.push(...(alone.length > 0 ? alone : together));
  }
  return told;
}

test('what compares each with each other one is seen beside all that lint does, and not in the sum of its steps', async () => {
  const count = 30;
  const lint: Group = { lint: ({ analysis }) => analysis.problems.length };
  const steps = (count: number) =>
    counter.steps(() => {
      work(lint, kinds.tables?.(count) ?? '');
      for (let one = 0; one < count; one++) for (let other = 0; other < one; other++) grouped(other);
    });
  steps(5);
  const [one, two] = [steps(count), steps(2 * count)];
  const placeOf = (told: string) => told.split(' ')[0];
  assert.deepEqual(
    [...new Set(growing(one, two, (2 * count) ** 2 / 2.5).map(placeOf))],
    ['core/text/grouped.ts'],
  );
  assert.ok(totalOf(two) < 2.6 * totalOf(one));
  assert.deepEqual([...new Set((await growingAt(size, steps)).map(placeOf))], ['core/text/grouped.ts']);
});

test('there are as many kinds as were promised', () => {
  assert.ok(Object.keys(kinds).length >= 132);
});

// Up to 200 changes are compared with each other; of more it takes the first ones.
const edits: Readonly<Record<string, (line: string, at: number) => string>> = {
  'each third line changed': (line, at) => (at % 3 === 0 ? `${line} more` : line),
  'each line changed': (line) => `${line} more`,
  'lines removed and added': (line, at) => (at % 4 === 0 ? '' : at % 5 === 0 ? `${line}\n${line}` : line),
};

for (const [title, edit] of Object.entries(edits))
  test(`a diff of ${title} takes twice the steps when there are twice as many`, () => {
    const steps = (count: number) => {
      const lines = Array.from({ length: count }, (_none, at) => `line ${at}\n`);
      const [text, edited] = [lines, lines.map(edit)].map((some) => some.join(''));
      return counter.count(() => [...unifiedDiff('a.sql', text ?? '', edited ?? '')].length);
    };
    steps(50);
    const [one, two] = [steps(1_200), steps(2_400)];
    assert.ok(two < 2.3 * one, `${one} steps, then ${two}`);
  });

for (const [title, make] of Object.entries(kinds))
  test(`${title} take twice the steps at each place of the code when there are twice as many`, async () => {
    assert.deepEqual(await slow(make), []);
  });
