import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Cell } from '../../../../server/src/connection/answer.js';
import { valueProblem } from '../../../src/results/validity.js';
import { run, sandboxForTests } from '../local.js';

const sandbox = sandboxForTests();

/** Texts by type. Each is put into a column of a real server: what it takes, nothing may be said of. */
const values: Readonly<Record<string, readonly Cell[]>> = {
  smallint: [
    '0',
    '-32768',
    '32767',
    '32768',
    '-32769',
    ' 7\n',
    '1.0',
    '1e2',
    'abc',
    '',
    '0x7FFF',
    '0x8000',
    null,
  ],
  integer: [
    '2147483647',
    '2147483648',
    '1_000',
    '1__0',
    '_1',
    '+5',
    '- 5',
    '٣',
    'NaN',
    '0b101',
    '0o17',
    '0b2',
  ],
  bigint: ['9223372036854775807', '-9223372036854775808', '9223372036854775808', '1,000', '12a'],
  numeric: [
    'abc',
    '1.5',
    '.5',
    '5.',
    '.',
    '-1e5',
    '1e',
    'NaN',
    'Infinity',
    '-inf',
    '1_000.5',
    '1 000',
    '0x1F',
    '1e400',
  ],
  'numeric(5,2)': [
    '999.99',
    '999.994',
    '999.995',
    '1000',
    '-999.99',
    '0.001',
    '1e3',
    '1e2',
    '9.99e2',
    'NaN',
    'Infinity',
    '00000999.1',
  ],
  'numeric(2,4)': ['0.0099', '0.00994', '0.00995', '0.01', '0', '1'],
  'numeric(5,0)': ['99999.4', '99999.5', '100000', '1e-9', '99999'],
  real: ['1.5', 'abc', 'inf', '-Infinity', 'nan', '1e5', '', ' 2 '],
  'double precision': ['0.1', 'x', '1e-300', '+.5e+1', '1.2.3'],
  boolean: ['t', 'TRUE', 'fal', 'y', 'ye', 'off', 'of', 'o', '1', '0', '2', 'maybe', ' true ', '', 'truely'],
  'character varying(3)': ['abc', 'abcd', 'abc   ', 'äöü', '🙂🙂🙂', '🙂🙂🙂🙂', ''],
  'character(2)': ['ab', 'abc', 'a', 'ab '],
  text: ['anything', ''],
  uuid: [
    '00000000-0000-4000-8000-000000000001',
    '{00000000-0000-4000-8000-000000000001}',
    '00000000000040008000000000000001',
    '0000-0000-0000-4000-8000-0000-0000-0001',
    '00000000-0000-4000-8000-00000000000',
    '00000000-0000-4000-8000-00000000000g',
    '{00000000-0000-4000-8000-000000000001',
    '',
  ],
  jsonb: ['{"a": 1}', '[1, 2', 'null', '"x"', "{'a': 1}", '', '{"a": 1,}', '12345678901234567890', ' {} '],
  date: [
    '2026-02-28',
    '2026-02-29',
    '2024-02-29',
    '2026-13-01',
    '2026-00-01',
    '2026-1-1',
    'Jan 8, 1999',
    '19990108',
    'J2451187',
    '0005-02-29 BC',
    'today',
    'infinity',
    '-infinity',
    'epoch',
    'abc',
    '',
    '2026-11-31',
    '1900-02-29',
    '2000-02-29',
  ],
  'timestamp without time zone': [
    '2026-11-23 08:15:00',
    '2026-11-23T08:15',
    '2026-11-23 25:00',
    '2026-11-23 24:00',
    '2026-11-23 08:60',
    '2026-11-23 08:15:61',
    'now',
    'soon',
  ],
  'timestamp(3) with time zone': [
    '2026-11-23 08:15:00.123456+00',
    '2026-11-23 08:15 Europe/Berlin',
    '2026-11-23',
    '2026-06-31 00:00',
    'tomorrow',
    'never',
    '2026-11-23 08:15:00 +05:30',
  ],
  'time without time zone': [
    '08:15',
    '08:15:60',
    '25:00',
    '08:61',
    'allballs',
    'noon',
    '8:15 PM',
    '24:00:00',
  ],
};

/** What a server refuses and nothing is said of: its own words come when it is saved. */
const left: ReadonlySet<string> = new Set(['numeric 1e400', 'numeric Infinity', 'numeric -inf']);

for (const [type, cells] of Object.entries(values))
  test(`nothing is said of a value of ${type} that a server takes`, async () => {
    const session = sandbox.session();
    const table = type.replace(/\W/g, '_');
    assert.equal(await run(session, `CREATE TABLE ${table} (id int PRIMARY KEY, c ${type})`), 'CREATE TABLE');
    const disagreements: string[] = [];
    for (const [id, cell] of cells.entries()) {
      const literal = cell === null ? 'NULL' : `'${cell.replaceAll("'", "''")}'`;
      const answer = await run(session, `INSERT INTO ${table} VALUES (${id}, ${literal})`);
      const isTaken = answer === 'INSERT 0 1';
      const problem = valueProblem(type, cell);
      if (isTaken !== (problem === undefined) && !left.has(`${type} ${cell}`))
        disagreements.push(`${JSON.stringify(cell)}: ${answer}; ${problem ?? 'nothing is said'}`);
    }
    assert.deepEqual(disagreements, []);
  });

const sentences: readonly (readonly [type: string, cell: Cell, sentence: string | undefined])[] = [
  ['numeric(10,2)', 'abc', '"abc" is not a number.'],
  ['integer', '', 'The empty text is not a number.'],
  ['integer', '1.5', '"1.5" is not a whole number.'],
  ['smallint', '40000', '"40000" does not fit: smallint holds -32768 to 32767.'],
  ['numeric(5,2)', '12345', '"12345" does not fit: numeric(5,2) holds 3 digits before the point.'],
  ['character varying(3)', 'four', 'This text has 4 characters, and character varying(3) holds 3.'],
  ['boolean', 'perhaps', '"perhaps" is not a boolean: type true or false.'],
  ['date', '2026-02-30', '"2026-02-30" is not a valid date or time.'],
  ['integer[]', 'abc', undefined],
  ['public.mood', 'abc', undefined],
  ['text', null, undefined],
];

for (const [type, cell, sentence] of sentences)
  test(`${JSON.stringify(cell)} in ${type} is answered with ${sentence ?? 'nothing'}`, () => {
    assert.equal(valueProblem(type, cell), sentence);
  });
