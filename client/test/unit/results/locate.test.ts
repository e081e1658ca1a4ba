import assert from 'node:assert/strict';
import { test } from 'node:test';
import { locate } from '../../../src/results/locate.js';

const sql = 'SELECT id,\n       totl AS sum\nFROM orders';

/** The document today, and what is selected for `totl` of a statement that stood at offset 10; undefined: said to be gone. */
const documents: readonly (readonly [
  title: string,
  document: string,
  found: string | undefined,
  isGuess?: boolean,
])[] = [
  ['it stands where it stood', `${' '.repeat(10)}${sql};`, 'totl'],
  ['text was put before it', `SELECT 1;\n\n-- a comment that is longer than before\n${sql};`, 'totl'],
  ['text before it was deleted', sql, 'totl'],
  [
    'another line of it was changed',
    `SELECT 1;\n${sql.replace('orders', 'order_lines')}`,
    'totl AS sum',
    true,
  ],
  ['its line was changed', sql.replace('totl', 'total'), undefined],
  ['the document is empty', '', undefined],
];

for (const [title, document, found, isGuess = false] of documents) {
  test(`the spot is found although ${title}`.replace('although', found ? 'when' : 'not when'), () => {
    const at = sql.indexOf('totl');
    const place = locate(document, sql, 10, { start: at, end: at + 4 });
    const text = place && document.slice(place.span.start, place.span.end);
    assert.deepEqual([text, place?.isGuess ?? false], [found, isGuess]);
  });
}

test('of two equal statements the nearer one is meant', () => {
  const document = 'SELECT x; SELECT x; SELECT x;';
  const starts = [0, 10, 20];
  const found = starts.map((start) => locate(document, 'SELECT x', start + 1, undefined)?.span.start);
  assert.deepEqual(found, starts);
});

test('a line that says too little is not taken for another', () => {
  assert.equal(locate('CREATE TABLE b (\n);', 'CREATE TABLE a (\n);', 0, { start: 17, end: 18 }), undefined);
});
