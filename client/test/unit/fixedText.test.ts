import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixedText } from '../../src/fixedText.js';

const messages: readonly (readonly [applied: readonly string[], left: number, message: string])[] = [
  [[], 0, 'This file has no problems.'],
  [[], 1, 'No problem here has a safe fix. 1 problem is left for you to decide.'],
  [['Add ASYNC'], 0, 'Fixed 1 problem; none is left: Add ASYNC.'],
  [
    ['Add ASYNC', 'Remove this ignore', 'Add ASYNC'],
    2,
    'Fixed 3 problems; 2 are left for you to decide: Add ASYNC (2), Remove this ignore.',
  ],
  [['a', 'b', 'c', 'd', 'e', 'f'], 0, 'Fixed 6 problems; none is left: a, b, c, d, 2 more.'],
];

for (const [applied, left, message] of messages)
  test(message, () => assert.equal(fixedText({ applied, left }), message));
