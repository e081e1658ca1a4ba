import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Cell } from '../../../../server/src/connection/answer.js';
import { createBlocks } from '../../../src/results/view/blocks.js';
import { prettyJson } from '../../../src/results/view/prettyJson.js';
import {
  canvasHeight,
  maxCanvas,
  positionAt,
  revealed,
  rowsIn,
  scrolledTo,
} from '../../../src/results/view/scrolling.js';
import { areaOf, type Selection, selectionAfter, single } from '../../../src/results/view/selection.js';

/** Texts, and how the cell viewer lays them out; undefined: it does not. */
const jsons: Readonly<Record<string, string | undefined>> = {
  '{"a":1.10,"b":[true,null],"c":{}}': '{\n  "a": 1.10,\n  "b": [\n    true,\n    null\n  ],\n  "c": {}\n}',
  '[]': '[]',
  ' [ [ ] , "a\\"],[" ] ': '[\n  [],\n  "a\\"],["\n]',
  '{"n":12345678901234567890,"n":2}': '{\n  "n": 12345678901234567890,\n  "n": 2\n}',
  '"text"': undefined,
  '12': undefined,
  '{broken}': undefined,
};

for (const [text, expected] of Object.entries(jsons)) {
  test(`the cell viewer shows ${text} ${expected === undefined ? 'as it is' : 'on many lines'}`, () => {
    assert.equal(prettyJson(text), expected);
  });
}

const short = { rowHeight: 20, rowCount: 1_000, viewport: 400 };
const long = { rowHeight: 20, rowCount: 10_000_000, viewport: 400 };

test('a list that fits the canvas scrolls pixel by pixel', () => {
  assert.equal(canvasHeight(short), 20_000);
  assert.deepEqual(positionAt(12_345, short), { top: 12_345, bar: 12_345 });
  assert.deepEqual(scrolledTo(12_400, { top: 12_345, bar: 12_345 }, short), { top: 12_400, bar: 12_400 });
  assert.deepEqual(positionAt(99_999, short), { top: 19_600, bar: 19_600 });
});

test('a list that is too long for a browser is reached from end to end', () => {
  const end = { top: 10_000_000 * 20 - 400, bar: maxCanvas - 400 };
  assert.equal(canvasHeight(long), maxCanvas);
  assert.deepEqual(positionAt(Number.MAX_SAFE_INTEGER, long), end);
  assert.deepEqual(scrolledTo(maxCanvas - 400, { top: 0, bar: 0 }, long), end);
  assert.deepEqual(scrolledTo(0, end, long), { top: 0, bar: 0 });
  assert.deepEqual(rowsIn(end, long, 2), { start: 9_999_978, end: 10_000_000 });
});

test('a small step moves a long list by so many pixels, a large one by its share', () => {
  const from = positionAt(1_000_000, long);
  assert.deepEqual(scrolledTo(from.bar + 60, from, long), { top: 1_000_060, bar: from.bar + 60 });
  const half = scrolledTo((maxCanvas - 400) / 2, from, long);
  assert.deepEqual(half, { top: (10_000_000 * 20 - 400) / 2, bar: (maxCanvas - 400) / 2 });
});

test('a row is brought into sight with the least move', () => {
  const from = positionAt(1_000, short);
  assert.equal(revealed(60, from, short), from);
  assert.deepEqual(revealed(10, from, short), positionAt(200, short));
  assert.deepEqual(revealed(100, from, short), positionAt(101 * 20 - 400, short));
});

const size = { rows: 100, columns: 5 };
const at = (row: number, column: number): Selection => single({ row, column });
const range = (
  anchor: [number, number],
  active: [number, number],
  extent: Selection['extent'] = 'cells',
): Selection => ({
  anchor: { row: anchor[0], column: anchor[1] },
  active: { row: active[0], column: active[1] },
  extent,
});

/** Keys, pressed where, and what is selected then; a page has 10 rows. */
const keys: readonly (readonly [keys: string, from: Selection, to: Selection | undefined])[] = [
  ['ArrowDown', at(99, 0), at(99, 0)],
  ['ArrowUp', at(0, 2), at(-1, 2)],
  ['ArrowUp', at(-1, 2), at(-1, 2)],
  ['ArrowDown', at(-1, 2), at(0, 2)],
  ['ArrowLeft', at(3, 0), at(3, 0)],
  ['ctrl ArrowDown', at(3, 2), at(99, 2)],
  ['ctrl ArrowUp', at(3, 2), at(0, 2)],
  ['ctrl ArrowRight', at(3, 2), at(3, 4)],
  ['Home', at(3, 2), at(3, 0)],
  ['End', at(3, 2), at(3, 4)],
  ['ctrl Home', at(3, 2), at(0, 0)],
  ['ctrl End', at(3, 2), at(99, 4)],
  ['PageDown', at(3, 2), at(13, 2)],
  ['PageDown', at(95, 2), at(99, 2)],
  ['PageUp', at(3, 2), at(0, 2)],
  ['shift ArrowRight', at(3, 2), range([3, 2], [3, 3])],
  ['shift ArrowDown', range([3, 2], [3, 3]), range([3, 2], [4, 3])],
  ['shift ArrowUp', range([3, 2], [0, 2]), at(-1, 2)],
  ['shift  ', at(3, 2), range([3, 2], [3, 2], 'rows')],
  ['shift ArrowDown', range([3, 2], [3, 2], 'rows'), range([3, 2], [4, 2], 'rows')],
  ['ctrl  ', at(3, 2), range([3, 2], [3, 2], 'columns')],
  ['ctrl a', at(3, 2), range([3, 2], [3, 2], 'all')],
  ['ArrowDown', range([3, 2], [3, 2], 'all'), at(4, 2)],
  ['x', at(3, 2), undefined],
  ['a', at(3, 2), undefined],
];

for (const [press, from, to] of keys) {
  test(`"${press}" at ${JSON.stringify(from.active)} selects ${JSON.stringify(to?.active)}`, () => {
    const [, modifier, key = ''] = /^(?:(ctrl|shift) )?(.*)$/.exec(press) ?? [];
    const pressed = { key, ctrl: modifier === 'ctrl', shift: modifier === 'shift' };
    assert.deepEqual(selectionAfter(pressed, from, size, 10), to);
  });
}

test('a selection covers the cells between its ends, or whole rows, columns, everything', () => {
  const extents = ['cells', 'rows', 'columns', 'all'] as const;
  assert.deepEqual(
    extents.map((extent) => areaOf(range([7, 3], [5, 1], extent), size)),
    [
      { top: 5, bottom: 8, left: 1, right: 4 },
      { top: 5, bottom: 8, left: 0, right: 5 },
      { top: 0, bottom: 100, left: 1, right: 4 },
      { top: 0, bottom: 100, left: 0, right: 5 },
    ],
  );
});

test('an empty result has nothing to select', () => {
  assert.deepEqual(areaOf(at(-1, 0), { rows: 0, columns: 3 }), { top: 0, bottom: 0, left: 0, right: 1 });
});

test('blocks of cells are asked for once, kept, and asked for again when rows were added', () => {
  const blocks = createBlocks();
  const wanted = (count: number) => blocks.missing({ start: 60, end: 70 }, [0, 40], count);
  const asked = [
    { row: 0, rows: 64, column: 0, columns: 32 },
    { row: 0, rows: 64, column: 32, columns: 32 },
    { row: 64, rows: 64, column: 0, columns: 32 },
    { row: 64, rows: 64, column: 32, columns: 32 },
  ];
  assert.deepEqual(wanted(70), asked);
  assert.deepEqual(wanted(70), []);
  for (const { row, column } of asked) blocks.take(row, column, block(Math.min(64, 70 - row)));
  assert.deepEqual(wanted(70), []);
  assert.deepEqual(
    [blocks.cellAt(64, 33), blocks.cellAt(69, 40), blocks.cellAt(70, 0)],
    ['0 1', '5 8', undefined],
  );
  assert.deepEqual(wanted(80), asked.slice(2));
});

test('the view keeps no more than a fixed number of cells', () => {
  const blocks = createBlocks();
  for (let row = 0; row < 100 * 64; row += 64) {
    blocks.missing({ start: row, end: row + 64 }, [0], 100 * 64);
    blocks.take(row, 0, block(64));
  }
  const kept = Array.from({ length: 100 }, (_, at) => blocks.cellAt(at * 64, 0)).filter(
    (cell) => cell !== undefined,
  );
  assert.equal(kept.length, 48);
});

const block = (rows: number): Cell[][] =>
  Array.from({ length: rows }, (_, row) => Array.from({ length: 32 }, (_, column) => `${row} ${column}`));
