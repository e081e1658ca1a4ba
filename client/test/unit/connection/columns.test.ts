import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rowsInTag } from '../../../../server/src/connection/tag.js';
import { typeName } from '../../../../server/src/connection/typeNames.js';

const names = new Map([
  [23, 'integer'],
  [1042, 'character'],
  [1043, 'character varying'],
  [1015, 'character varying[]'],
  [1184, 'timestamp with time zone'],
  [1083, 'time without time zone'],
  [1186, 'interval'],
  [1560, 'bit'],
  [1700, 'numeric'],
]);

/** Oid, modifier, and what format_type(oid, modifier) of PostgreSQL 16 says. */
const types: readonly (readonly [number, number, string | undefined])[] = [
  [23, -1, 'integer'],
  [1700, -1, 'numeric'],
  [1700, 655366, 'numeric(10,2)'],
  [1700, 329729, 'numeric(5,-3)'],
  [1043, 24, 'character varying(20)'],
  [1015, 24, 'character varying(20)[]'],
  [1042, 5, 'character(1)'],
  [1184, 3, 'timestamp(3) with time zone'],
  [1083, 0, 'time(0) without time zone'],
  [1186, 470351871, 'interval day to second'],
  [1186, 196607, 'interval month'],
  [1186, 2147418115, 'interval(3)'],
  [1186, 268435458, 'interval second(2)'],
  [1560, 8, 'bit(8)'],
  [16_500, -1, undefined],
];

for (const [oid, modifier, name] of types) {
  test(`the type ${oid} with modifier ${modifier} is called ${name}`, () =>
    assert.equal(typeName(oid, modifier, names), name));
}

const tags: Readonly<Record<string, number | undefined>> = {
  'SELECT 5': 5,
  'INSERT 0 3': 3,
  'COPY 2': 2,
  'CREATE TABLE': undefined,
  BEGIN: undefined,
  '': undefined,
};

for (const [tag, rows] of Object.entries(tags)) {
  test(`the command tag "${tag}" counts ${rows} rows`, () => assert.equal(rowsInTag(tag), rows));
}
