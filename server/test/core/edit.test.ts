import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byStart } from '../../src/core/repair/editsByStart.js';
import { applyEdits, type Edit, offsetBefore } from '../../src/core/text/edit.js';
import { randomFrom } from '../random.js';

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

test('edits in any order have the neighbors that one sorted array would give them', () => {
  const random = randomFrom(14);
  const taken = byStart();
  const sorted: Edit[] = [];
  for (let at = 0; at < 500; at++) {
    const start = Math.floor(random() * 200);
    const edit = { start, end: start, text: String(at) };
    const place = sorted.findIndex((other) => other.start >= start);
    const behind = place < 0 ? sorted.length : place;
    assert.deepEqual(taken.around(edit), sorted.slice(Math.max(0, behind - 2), behind + 2));
    taken.add(edit);
    sorted.splice(behind, 0, edit);
  }
});
