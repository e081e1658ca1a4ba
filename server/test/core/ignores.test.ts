import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Ignore, silenceOf } from '../../src/core/lint/ignores.js';
import { countSteps } from '../countSteps.js';

const ignore = (id: string, scope: Ignore['scope'], at: number): Ignore => ({
  comment: { start: at, end: at + 1 },
  names: [{ id, span: { start: at, end: at + 1 } }],
  scope,
});

const part = (start: number, end: number) => ({ start, end });

describe('ignores of the parts of a body', () => {
  const scopes = [
    part(0, 100), // 0: a block
    part(10, 50), // 1: a loop in it
    part(10, 50), // 2: the same once more
    part(20, 30), // 3: a statement in that
    part(60, 60), // 4: nothing
    part(70, 80), // 5: another statement
    part(100, 110), // 6: behind the block
  ];
  for (const [at, used] of [
    [0, [0]],
    [9, [0]],
    [10, [0, 1, 2]],
    [25, [0, 1, 2, 3]],
    [30, [0, 1, 2]],
    [49, [0, 1, 2]],
    [50, [0]],
    [60, [0]],
    [75, [0, 5]],
    [80, [0]],
    [99, [0]],
    [100, [6]],
    [110, []],
  ] as const)
    test(`a problem at ${at} is silenced by ${used.join(', ') || 'none'}`, () => {
      const ignores = scopes.map((scope, index) => ignore('a', scope, 1_000 + index));
      const silence = silenceOf('', ignores, () => true);
      assert.equal(silence.covers('b', 0, at), false);
      assert.equal(silence.covers('a', 0, at), used.length > 0);
      const unused = silence.unused(() => false).map(({ ignore: { comment } }) => comment.start - 1_000);
      assert.deepEqual(
        scopes.flatMap((_, index) => (unused.includes(index) ? [] : [index])),
        used,
      );
    });
});

/** Scopes of so many ignores, each of which silences a problem at the number of it. */
const kinds: Readonly<Record<string, (count: number) => readonly Ignore['scope'][]>> = {
  'parts of a body': (count) => Array.from({ length: count }, (_, at) => part(at, at + 1)),
  'one part of a body': (count) => Array.from({ length: count }, () => part(0, 1)),
  'parts of one another': (count) => Array.from({ length: Math.min(count, 50) }, (_, at) => part(at, count)),
  'the whole text': (count) => Array.from({ length: count }, () => 'text'),
  statements: (count) => Array.from({ length: count }, (_, at) => at),
  'one statement': (count) => Array.from({ length: count }, () => 0),
};

for (const [name, make] of Object.entries(kinds))
  test(`twice as many ignores of ${name}, and problems, take twice the steps`, () => {
    const counter = countSteps();
    const steps = (count: number): number => {
      const ignores = make(count).map((scope, at) => ignore('a', scope, at));
      return counter.count(() => {
        const silence = silenceOf('', ignores, () => true);
        for (let at = 0; at < count; at++) silence.covers('a', at, at);
        return silence.unused(() => false);
      });
    };
    steps(5); // whatever is made once is made now
    const [one, two] = [steps(1_000), steps(2_000)];
    counter.close();
    assert.ok(two < 2.6 * one, `${one} steps, then ${two}`);
  });
