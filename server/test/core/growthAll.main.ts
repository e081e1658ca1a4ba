import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { grouped } from '../../src/core/text/grouped.js';
import { type Counter, countSteps, growing, totalOf } from '../countSteps.js';
import { kinds as firstKinds } from './growthKinds.js';
import { type Group, groups, tasks } from './growthTasks.js';
import { moreKinds } from './moreGrowthKinds.js';

// Of a text of twice the size every single place of the code runs twice as often, whatever is asked of it. Tasks of a group
// are counted together: GROWTH_EACH=1 counts each by itself, GROWTH_SIZE another size.

const kinds = { ...firstKinds, ...moreKinds };

let counter: Counter;
before(() => {
  counter = countSteps();
});
after(() => counter.close());

const size = Number(process.env.GROWTH_SIZE ?? 15);

/** What runs less often than each part of the text with each third other one says nothing. */
const least = (count: number) => (count * count) / 2.5;

/** A search in order takes a little more than twice as long. */
const most = 3;

/** What grows too fast in some tasks together; where something does, in each by itself. */
function slowIn(tasks: Group, make: (count: number) => string): readonly string[] {
  const grownIn = (some: Group) => {
    const steps = (count: number) =>
      counter.steps(() => {
        const text = make(count);
        for (const work of Object.values(some)) work(text);
      });
    const [one, two] = [steps(size), steps(2 * size)];
    if (growing(one, two, least(2 * size)).length === 0) return [];
    // Behind a limit the steps may be others; what grows on does so at twice the size, too.
    const four = steps(4 * size);
    if (growing(two, four, least(4 * size), most).length === 0) return [];
    return growing(four, steps(8 * size), least(8 * size), most);
  };
  const together = grownIn(tasks);
  if (together.length === 0 || Object.keys(tasks).length === 1) return together;
  const alone = Object.entries(tasks).flatMap(([name, task]) =>
    grownIn({ [name]: task }).map((place) => `${name}: ${place}`),
  );
  return alone.length > 0 ? alone : together;
}

test('what compares each with each other one is seen beside all that lint does, and not in the sum of its steps', () => {
  const steps = (count: number) =>
    counter.steps(() => {
      tasks.lint?.(kinds.tables?.(count) ?? '');
      for (let one = 0; one < count; one++) for (let other = 0; other < one; other++) grouped(other);
    });
  steps(5);
  const [one, two] = [steps(size), steps(2 * size)];
  assert.deepEqual(
    [...new Set(growing(one, two, least(2 * size)).map((place) => place.split(' ')[0]))],
    ['core/text/grouped.ts'],
  );
  assert.ok(totalOf(two) < 2.6 * totalOf(one));
});

test('there are as many kinds as were promised', () => {
  assert.ok(Object.keys(kinds).length >= 132);
});

before(() => {
  // Whatever is made once is made now
  for (const make of Object.values(kinds).slice(0, 40))
    for (const work of Object.values(tasks)) work(make(3));
});

const each = process.env.GROWTH_EACH !== undefined;

for (const [title, make] of Object.entries(kinds)) {
  test(`${title} take twice the steps at each place of the code when there are twice as many`, () => {
    const alone = Object.entries(tasks).map(([name, task]): Group => ({ [name]: task }));
    assert.deepEqual(
      (each ? alone : Object.values(groups)).flatMap((some) => slowIn(some, make)),
      [],
    );
  });
}
