import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits, type Edit, offsetBefore } from '../../src/core/text/edit.js';

const text = 'abcdef';
/** Each with the offset in `text` of every offset in what comes out. */
const cases: readonly (readonly [edits: readonly Edit[], after: string, offsets: readonly number[]])[] = [
  [[], 'abcdef', [0, 1, 2, 3, 4, 5, 6]],
  [[{ start: 2, end: 2, text: 'XY' }], 'abXYcdef', [0, 1, 2, 2, 2, 3, 4, 5, 6]],
  [[{ start: 1, end: 4, text: 'X' }], 'aXef', [0, 1, 4, 5, 6]],
  [[{ start: 0, end: 2, text: '' }], 'cdef', [2, 3, 4, 5, 6]],
  [[{ start: 6, end: 6, text: 'X' }], 'abcdefX', [0, 1, 2, 3, 4, 5, 6, 6]],
  [
    [
      { start: 4, end: 5, text: 'XYZ' },
      { start: 1, end: 1, text: 'Q' },
      { start: 4, end: 6, text: 'dropped' },
    ],
    'aQbcdXYZf',
    [0, 1, 1, 2, 3, 4, 4, 4, 5, 6],
  ],
];

for (const [edits, after, offsets] of cases)
  test(`offsets of "${after}" are found again in "${text}"`, () => {
    assert.equal(applyEdits(text, edits), after);
    assert.deepEqual(
      Array.from({ length: after.length + 1 }, (_, offset) => offsetBefore(edits, offset)),
      offsets,
    );
  });
