import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runWatched } from '../../src/cli/terminal.js';

/** What a screen gets while steps run, each of which takes so many ms. */
function shown(milliseconds: readonly number[]): readonly string[] {
  let clock = 5_000;
  function* steps(): Generator<undefined, string> {
    for (const one of milliseconds) {
      clock += one;
      yield;
    }
    return 'done';
  }
  const lines: string[] = [];
  const screen = { write: (text: string) => lines.push(text) > 0 };
  assert.equal(
    runWatched(steps(), 'Checking 3 files', screen, () => clock),
    'done',
  );
  return lines;
}

test('what takes less than a second says nothing', () => {
  assert.deepEqual(shown([300, 300, 399]), []);
});

test('what takes longer tells each second once, and leaves nothing on the screen', () => {
  assert.deepEqual(shown([600, 600, 100, 2_000, 100]), [
    '\rChecking 3 files: 1 s',
    '\rChecking 3 files: 3 s',
    '\r\x1b[K',
  ]);
});
