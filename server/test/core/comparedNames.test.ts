import assert from 'node:assert/strict';
import { test } from 'node:test';
import { comparedNames } from '../../src/core/lint/script/comparedNames.js';

const told: readonly (readonly [sql: string, names: ReturnType<typeof comparedNames>])[] = [
  ['SELECT a = b FROM t', undefined],
  ['SELECT a FROM t WHERE a = 1', undefined],
  ['UPDATE t SET a = b, c = now() WHERE d IS NULL', undefined],
  ['SELECT 1 FROM t WHERE a=b', { pairs: [['a', 'b']], hasTime: false }],
  ['SELECT 1 FROM t JOIN u ON u . a <= s.T.B', { pairs: [['a', 'b']], hasTime: false }],
  ['SELECT 1 FROM t WHERE "A b" >= t."C d" AND 1 < e', { pairs: [['A b', 'C d']], hasTime: false }],
  ['DELETE FROM t WHERE größe < x$1 AND a <> b', { pairs: [['größe', 'x$1']], hasTime: false }],
  [
    'SELECT 1 FROM t JOIN u USING (a, "B") WHERE a > b::date',
    {
      pairs: [
        ['a', 'b'],
        ['a', 'a'],
        ['B', 'B'],
      ],
      hasTime: true,
    },
  ],
  ["SELECT 1 FROM t WHERE a < now() - interval '1 day'", { pairs: [['a', 'now']], hasTime: true }],
  ['SELECT 1 FROM t WHERE to_timestamp (1) > a', { pairs: [], hasTime: true }],
  ['SELECT 1 FROM t WHERE a = ', undefined],
  ['SELECT 1 FROM t WHERE = "a', undefined],
];

for (const [sql, names] of told)
  test(`the text tells what is compared: ${sql}`, () => assert.deepEqual(comparedNames(sql), names));
