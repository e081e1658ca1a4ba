import type { AnswerColumn, Cell } from '../../../server/src/connection/answer.js';
import { orderOf } from '../../../server/src/running/formats/kind.js';
import { type Comparison, compareUnits, comparisons, needsCodePoints } from './compare.js';
import type { Condition, SortKey } from './messages.js';

type Rows = readonly (readonly Cell[])[];

/** Steps between two yields: some milliseconds of work. */
const slice = 5_000;

/**
 * The indexes of the rows that meet all conditions, sorted; equal rows stay as they came, and NULL counts as greater
 * than everything, as it does in PostgreSQL. A generator, so that whoever runs it may pause it or give it up.
 */
export function* orderRows(
  rows: Rows,
  columns: readonly AnswerColumn[],
  sort: readonly SortKey[],
  filter: readonly Condition[],
): Generator<undefined, Uint32Array> {
  const kept = yield* filterRows(rows, filter);
  const compares: Compare[] = [];
  for (const { column, isDescending } of sort) {
    const comparison = comparisons[orderOf(columns[column]?.oid ?? 0)];
    const compare = yield* comparing(rows, kept, column, comparison);
    compares.push(isDescending ? (one: number, other: number) => compare(other, one) : compare);
  }
  if (compares.length === 0) return kept;
  return yield* mergeSort(kept, (one, other) => {
    for (const compare of compares) {
      const difference = compare(one, other);
      if (difference !== 0) return difference;
    }
    return 0;
  });
}

function* filterRows(rows: Rows, filter: readonly Condition[]): Generator<undefined, Uint32Array> {
  const tests = filter.map(testOf);
  // Rows may be added while this runs: they are for the next time
  const kept = new Uint32Array(rows.length);
  let count = 0;
  for (let at = 0; at < kept.length; at++) {
    const row = rows[at];
    if (row && tests.every((test) => test(row))) kept[count++] = at;
    if (at % slice === slice - 1) yield;
  }
  return kept.slice(0, count);
}

function testOf({ column, test, text }: Condition): (row: readonly Cell[]) => boolean {
  const holds = tests[test](text);
  return column === undefined ? (row) => row.some(holds) : (row) => holds(row[column] ?? null);
}

const tests: Readonly<Record<Condition['test'], (text: string) => (cell: Cell) => boolean>> = {
  contains: (text) => {
    // A regular expression folds case without making a copy of every cell
    const pattern = new RegExp(text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), 'iu');
    return (cell) => cell !== null && pattern.test(cell);
  },
  equals: (text) => (cell) => cell === text,
  isNull: () => (cell) => cell === null,
  isNotNull: () => (cell) => cell !== null,
};

type Compare = (one: number, other: number) => number;

/** Compares rows, by index, in one column. Keys are worked out once per row. */
function* comparing(
  rows: Rows,
  kept: Uint32Array,
  column: number,
  { key, tie }: Comparison,
): Generator<undefined, Compare> {
  const cellOf = (row: number) => rows[row]?.[column] ?? null;
  const comparingCells =
    (compare: Comparison['tie']): Compare =>
    (one, other) => {
      const [left, right] = [cellOf(one), cellOf(other)];
      if (left === right) return 0;
      return left === null || right === null
        ? Number(left === null) - Number(right === null)
        : compare(left, right);
    };
  const compareCells = comparingCells(tie);
  if (!key) {
    for (const [at, row] of kept.entries()) {
      if (needsCodePoints(cellOf(row) ?? '')) return compareCells;
      if (at % slice === slice - 1) yield;
    }
    return comparingCells(compareUnits);
  }

  const keys = new Float64Array(rows.length);
  for (const [at, row] of kept.entries()) {
    const cell = cellOf(row);
    keys[row] = cell === null ? Number.NaN : key(cell);
    if (at % slice === slice - 1) yield;
  }
  return (one, other) => {
    const [left, right] = [keys[one] ?? Number.NaN, keys[other] ?? Number.NaN];
    if (left < right) return -1;
    if (left > right) return 1;
    // NaN is behind every key, be it a NULL, a NaN or what nobody can read
    if (left !== right && Number.isNaN(left) !== Number.isNaN(right)) return Number.isNaN(left) ? 1 : -1;
    return compareCells(one, other);
  };
}

/** Bottom-up, because Array.prototype.sort cannot pause. */
function* mergeSort(indexes: Uint32Array, compare: Compare): Generator<undefined, Uint32Array> {
  let from: Uint32Array = indexes;
  let to: Uint32Array = new Uint32Array(indexes.length);
  let steps = 0;
  for (let width = 1; width < indexes.length; width *= 2) {
    for (let start = 0; start < indexes.length; start += 2 * width) {
      const middle = Math.min(start + width, indexes.length);
      const end = Math.min(start + 2 * width, indexes.length);
      let [left, right] = [start, middle];
      for (let at = start; at < end; at++) {
        const takesLeft = left < middle && (right >= end || compare(from[left] ?? 0, from[right] ?? 0) <= 0);
        to[at] = from[takesLeft ? left++ : right++] ?? 0;
        if (++steps % slice === 0) yield;
      }
    }
    [from, to] = [to, from];
  }
  return from;
}
