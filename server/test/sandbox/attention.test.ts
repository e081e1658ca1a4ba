import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAttention } from '../../src/sandbox/attention.js';

/** An attention with a clock of its own: `pass` lets milliseconds go by, and tells whether the process was awake until then. */
function watched() {
  let now = 0;
  let look: (() => void) | undefined;
  const attention = createAttention(
    () => now,
    (next) => {
      look = next;
    },
  );
  const pass = (milliseconds: number) => {
    now += milliseconds;
    const before = look;
    look = undefined;
    before?.();
    return look !== undefined;
  };
  return { attention, pass };
}

test('the process is awake until the answer comes, or is late', () => {
  const { attention, pass } = watched();
  attention.answers.expect();
  assert.equal(pass(0.2), true);
  attention.answers.met();
  assert.equal(pass(0.01), false);
  attention.answers.expect();
  assert.equal(pass(0.4), false);
});

test('where several sessions have something to do the process may sleep', () => {
  const { attention, pass } = watched();
  attention.begin();
  attention.begin();
  attention.answers.expect();
  assert.equal(pass(0), false);
  attention.end();
  attention.answers.expect();
  assert.equal(pass(0), true);
});

test('where answers are late again and again the process sleeps for longer and longer, until they come in time', () => {
  const { attention, pass } = watched();
  const { answers } = attention;
  /** Whether it is awake for an answer. */
  const isAwake = () => {
    answers.expect();
    return pass(0.1);
  };
  const late = () => {
    const wasAwake = isAwake();
    pass(1);
    return wasAwake;
  };
  let tries = 0;
  while (late()) tries++;
  assert.equal(tries, 10);
  pass(20);
  assert.deepEqual([late(), late()], [true, false]);
  pass(20);
  assert.equal(late(), false);
  pass(20);
  for (let count = 0; count < 50; count++) {
    assert.equal(isAwake(), true);
    answers.met();
    pass(0.1);
  }
});
