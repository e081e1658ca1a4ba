import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closest, hasNear, indexNames } from '../../src/core/text/closest.js';
import { randomFrom } from '../random.js';

/** What is written, the names, and the one that is meant. */
const cases: readonly (readonly [string, string, string | undefined])[] = [
  ['custmers', 'customers orders', 'customers'],
  ['ordres', 'orders', 'orders'],
  ['order', 'orders', 'orders'],
  ['Orders', 'orders', 'orders'],
  ['orders', 'orders', undefined],
  ['item1', 'item2', undefined],
  ['id', 'ids', undefined],
  ['custmers', 'invoices', undefined],
  ['tast', 'test text', 'test'],
  ['tent', 'test text', undefined],
];

test('what may be meant', () => {
  assert.deepEqual(
    cases.map(([written, names]) => [written, names, closest(written, names.split(' '))]),
    cases,
  );
});

/** All ways to write it with one mistake. */
function oneMistake(word: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (let at = 0; at <= word.length; at++) {
    const [before, behind] = [word.slice(0, at), word.slice(at)];
    found.add(before + behind.slice(1));
    if (behind.length > 1) found.add(before + behind.charAt(1) + behind.charAt(0) + behind.slice(2));
    for (const letter of 'abc') found.add(before + letter + behind).add(before + letter + behind.slice(1));
  }
  return found;
}

test('words of one mistake are near, and those of no fewer than three are not', () => {
  const random = randomFrom(7);
  const word = (length: number) =>
    Array.from({ length }, () => 'abc'.charAt(Math.floor(random() * 3))).join('');
  for (let count = 0; count < 400; count++) {
    const [one, other] = [word(6), word(5 + Math.floor(random() * 3))];
    if (one === other) continue;
    const near = oneMistake(one);
    const isNear = near.has(other) || [...near].some((between) => oneMistake(between).has(other));
    const isTold = hasNear(indexNames([other]), one);
    // A letter between two that are swapped is one mistake more than swapping and putting it in.
    if (isTold) assert.ok(isNear, `${one} ${other}`);
    if (near.has(other)) assert.ok(isTold, `${one} ${other}`);
  }
});
