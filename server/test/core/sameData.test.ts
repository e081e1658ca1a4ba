import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSameData } from '../../src/core/text/sameData.js';

const pairs: readonly (readonly [one: unknown, other: unknown, isSame: boolean])[] = [
  [1, 1, true],
  [1, '1', false],
  [1n, 1n, true],
  [null, undefined, false],
  [{ a: [1, { b: 'x' }] }, { a: [1, { b: 'x' }] }, true],
  [{ a: [1, { b: 'x' }] }, { a: [1, { b: 'y' }] }, false],
  [{ a: 1, b: undefined }, { a: 1 }, true],
  [{ a: 1 }, { a: 1, b: 2 }, false],
  [['a'], { 0: 'a' }, false],
  [[], [undefined], false],
  [['a'], ['a', 'b'], false],
];

for (const [one, other, isSame] of pairs)
  test(`plain data is compared by what it holds: ${String(one)}, ${String(other)}: ${isSame}`, () => {
    assert.equal(isSameData(one, other), isSame);
    assert.equal(isSameData(other, one), isSame);
  });
