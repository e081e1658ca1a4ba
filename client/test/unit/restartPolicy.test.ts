import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterCrash } from '../../src/restartPolicy.js';

const minute = 60_000;

/** The times of crashes in minutes, and whether the server is started again after each. */
const histories: Readonly<
  Record<string, readonly [minutes: readonly number[], restarts: readonly boolean[]]>
> = {
  'one crash': [[0], [true]],
  'five crashes at once': [
    [0, 0, 0, 0, 0],
    [true, true, true, true, true],
  ],
  'a sixth within three minutes': [
    [0, 0.5, 1, 1.5, 2, 2.9],
    [true, true, true, true, true, false],
  ],
  'a sixth when the first is three minutes old': [
    [0, 0.5, 1, 1.5, 2, 3],
    [true, true, true, true, true, true],
  ],
  'one crash a minute, all day': [
    [0, 1, 2, 3, 4, 5, 6, 7],
    [true, true, true, true, true, true, true, true],
  ],
};

for (const [name, [minutes, restarts]] of Object.entries(histories)) {
  test(`whether a server is started again after ${name}`, () => {
    let crashes: readonly number[] = [];
    const decisions = minutes.map((time) => {
      const next = afterCrash(crashes, time * minute);
      crashes = next.crashes;
      return next.restart;
    });
    assert.deepEqual(decisions, restarts);
  });
}

test('crashes older than three minutes are forgotten', () => {
  assert.deepEqual(afterCrash([0, minute, 4 * minute], 5 * minute).crashes, [4 * minute, 5 * minute]);
});
