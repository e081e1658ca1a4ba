import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Cell } from '../../../../server/src/connection/answer.js';
import type { Condition, SortKey } from '../../../src/results/messages.js';
import { orderRows } from '../../../src/results/ordering.js';

const oids = {
  int4: 23,
  int8: 20,
  numeric: 1700,
  float8: 701,
  text: 25,
  bool: 16,
  date: 1082,
  uuid: 2950,
} as const;
const times = { timestamp: 1114, timestamptz: 1184, time: 1083, timetz: 1266, interval: 1186 } as const;

/** Cells of a type from the least to the greatest, as `ORDER BY` of PostgreSQL 16 puts them. */
const ascending: readonly (readonly [oid: number, cells: readonly Cell[]])[] = [
  [oids.int4, ['-2147483648', '-1', '0', '9', '10', '2147483647', null]],
  [oids.int8, ['-9007199254740993', '-9007199254740992', '9007199254740992', '9007199254740993', null]],
  [
    oids.numeric,
    ['-Infinity', '-1e3', '-0.1', '0', '0.09', '0.1', '0.10000000000000000001', '1', 'Infinity', 'NaN', null],
  ],
  [
    oids.numeric,
    ['99999999999999999999.98', '99999999999999999999.99', `1${'0'.repeat(400)}`, `1${'0'.repeat(400)}.5`],
  ],
  [oids.float8, ['-Infinity', '-1e+300', '-1e-300', '1e-300', '0.1', '1e+20', 'Infinity', 'NaN', null]],
  [oids.text, ['', ' ', 'A', 'Z', 'a', 'z', 'é', '\u{e000}', '\u{ffff}', '\u{1f600}', null]],
  [oids.bool, ['f', 't', null]],
  [
    oids.date,
    [
      '-infinity',
      '4713-01-01 BC',
      '0001-12-31 BC',
      '0001-01-01',
      '1969-12-31',
      '1970-01-01',
      '10000-01-01',
      'infinity',
      null,
    ],
  ],
  [
    times.timestamp,
    [
      '1969-12-31 23:59:59.5',
      '1970-01-01 00:00:00',
      '2024-02-29 00:00:00',
      '2024-02-29 00:00:00.000001',
      '2024-03-01 00:00:00',
    ],
  ],
  [
    times.timestamptz,
    [
      '2024-10-27 02:30:00+02',
      '2024-10-27 02:30:00+01',
      '2024-10-27 01:30:00.1+00',
      '2024-10-27 01:00:00-04:30',
    ],
  ],
  [times.time, ['00:00:00', '04:05:06', '04:05:06.789', '24:00:00']],
  [times.timetz, ['10:00:00+02', '09:00:00+00', '09:00:00-01']],
  [
    times.interval,
    [
      '-1 years',
      '-00:00:01',
      '00:00:00',
      '00:00:00.5',
      '23:59:59',
      '1 day 01:00:00',
      '29 days',
      '1 mon',
      '1 year 2 mons',
      null,
    ],
  ],
  [oids.uuid, ['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff']],
];

for (const [oid, cells] of ascending) {
  test(`type ${oid} sorts ${cells.length} values as PostgreSQL does, both ways`, () => {
    assert.deepEqual(sorted(oid, cells.toReversed(), false), cells);
    assert.deepEqual(sorted(oid, cells, true), cells.toReversed());
  });
}

test('values that are equal stay in the order they came in, in either direction', () => {
  const rows = [
    ['1.0', 'a'],
    ['1', 'b'],
    ['1.00', 'c'],
    ['0', 'd'],
  ];
  const columns = [column(oids.numeric), column(oids.text)];
  assert.deepEqual(arranged(rows, columns, [{ column: 0, isDescending: false }], []), [3, 0, 1, 2]);
  assert.deepEqual(arranged(rows, columns, [{ column: 0, isDescending: true }], []), [0, 1, 2, 3]);
});

test('a second key decides where the first is equal', () => {
  const rows = [
    ['x', '2'],
    ['y', '1'],
    ['x', '10'],
    [null, '0'],
  ];
  const sort = [
    { column: 0, isDescending: true },
    { column: 1, isDescending: false },
  ];
  assert.deepEqual(arranged(rows, [column(oids.text), column(oids.int4)], sort, []), [3, 1, 0, 2]);
});

test('many rows sort as Array.sort sorts them', () => {
  const rows = Array.from({ length: 30_001 }, (_, at) => [String((at * 7919) % 10_007)]);
  const expected = rows
    .map((_, at) => at)
    .sort((one, other) => Number(rows[one]?.[0]) - Number(rows[other]?.[0]));
  assert.deepEqual(arranged(rows, [column(oids.int4)], [{ column: 0, isDescending: false }], []), expected);
});

const people: readonly (readonly Cell[])[] = [
  ['1', 'Ada'],
  ['2', 'ADAM (+)'],
  ['3', ''],
  ['4', null],
  ['12', 'ÉMILE'],
];

/** Conditions and the rows that meet all of them, by their first cell. */
const filters: readonly (readonly [filter: readonly Condition[], kept: readonly string[]])[] = [
  [[], ['1', '2', '3', '4', '12']],
  [[{ column: 1, test: 'contains', text: 'ada' }], ['1', '2']],
  [[{ column: 1, test: 'contains', text: '(+)' }], ['2']],
  [[{ column: 1, test: 'contains', text: 'émi' }], ['12']],
  [[{ column: 1, test: 'contains', text: '' }], ['1', '2', '3', '12']],
  [[{ column: 1, test: 'equals', text: 'Ada' }], ['1']],
  [[{ column: 1, test: 'equals', text: 'ada' }], []],
  [[{ column: 1, test: 'equals', text: '' }], ['3']],
  [[{ column: 1, test: 'isNull', text: '' }], ['4']],
  [[{ column: 1, test: 'isNotNull', text: '' }], ['1', '2', '3', '12']],
  [[{ column: undefined, test: 'contains', text: '2' }], ['2', '12']],
  [
    [
      { column: undefined, test: 'contains', text: '2' },
      { column: 1, test: 'contains', text: 'e' },
    ],
    ['12'],
  ],
];

for (const [filter, kept] of filters) {
  const words = filter.map(({ column, test, text }) => `${column ?? 'any'} ${test} "${text}"`).join(' and ');
  test(`the filter [${words}] keeps ${kept.length} rows`, () => {
    const order = arranged(people, [column(oids.int4), column(oids.text)], [], filter);
    assert.deepEqual(
      order.map((at) => people[at]?.[0]),
      kept,
    );
  });
}

const column = (oid: number) => ({ name: 'c', type: 't', oid });

function sorted(oid: number, cells: readonly Cell[], isDescending: boolean): readonly Cell[] {
  const order = arranged(
    cells.map((cell) => [cell]),
    [column(oid)],
    [{ column: 0, isDescending }],
    [],
  );
  return order.map((at) => cells[at] ?? null);
}

function arranged(
  rows: readonly (readonly Cell[])[],
  columns: Parameters<typeof orderRows>[1],
  sort: readonly SortKey[],
  filter: readonly Condition[],
): number[] {
  const steps = orderRows(rows, columns, sort, filter);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return [...value];
  }
}
