import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ApplyEnd } from '../../../../server/src/running/apply/apply.js';
import type { Todo } from '../../../../server/src/running/apply/checks.js';
import { unitsOf } from '../../../../server/src/running/apply/units.js';
import { endText, questionText, stepText } from '../../../src/migrations/applyText.js';

const todoOf = (name: string, text: string, from = 0): Todo => ({
  file: { name, text, isRepeatable: false, isBaseline: false },
  units: unitsOf(text).units,
  checksum: '',
  entry: undefined,
  from,
});

const orders = todoOf('0002_orders.sql', 'CREATE TABLE orders (id uuid PRIMARY KEY);\nSELECT 1;\n', 1);
const one = todoOf('0001_customers.sql', 'CREATE TABLE customers (id uuid PRIMARY KEY);\n');
const counts =
  '\n\nEach statement is a transaction of its own, unless the file says BEGIN. A table records what is done, so the next apply continues there, even after a crash.';

const gap = 'No migration has the number 1.';

test('the question names the files, what is left of each, what is odd about them, and the connection', () => {
  assert.deepEqual(questionText([one, orders], { connection: 'Test', isProduction: false, remarks: [gap] }), {
    message: 'Apply 2 migrations on "Test"?',
    detail: `0001_customers.sql: 1 statement\n0002_orders.sql: 1 statement\n${gap}${counts}`,
  });
  const many = Array.from({ length: 12 }, (_, at) => todoOf(`${at}.sql`, 'SELECT 1; SELECT 2'));
  const { message, detail } = questionText(many, { connection: 'Live', isProduction: true, remarks: [] });
  assert.equal(message, 'Apply 12 migrations in production, on "Live"?');
  assert.equal(detail.split('\n')[9], '9.sql: 2 statements');
  assert.equal(detail.split('\n')[10], 'and 2 more files');
});

test('a step is told by its file, its number and its first words', () => {
  const [unit] = orders.units;
  assert.ok(unit);
  assert.equal(
    stepText({ kind: 'begins', todo: orders, unit, index: 0 }),
    '0002_orders.sql, 1 of 2: CREATE TABLE orders (id uuid PRIMARY KEY)',
  );
  assert.equal(stepText({ kind: 'applied', todo: orders }), '0002_orders.sql is applied.');
});

const failure = {
  message: 'relation "orders" already exists',
  sqlstate: '42P07',
  detail: undefined,
  hint: undefined,
  advice: undefined,
  span: undefined,
  isCanceled: false,
};

const ends: readonly (readonly [end: ApplyEnd, said: string])[] = [
  [{ kind: 'done', standing: undefined, applied: ['a'] }, '1 migration was applied on "Test".'],
  [{ kind: 'done', standing: undefined, applied: ['a', 'b'] }, '2 migrations were applied on "Test".'],
  [
    { kind: 'refused', standing: undefined, applied: [], problems: ['a.sql was changed.', 'b.sql too.'] },
    'Nothing was applied. a.sql was changed. b.sql too.',
  ],
  [
    { kind: 'failed', standing: undefined, applied: ['a'], todo: orders, index: 1, step: undefined, failure },
    '0002_orders.sql, statement 2: Relation "orders" already exists. SQLSTATE 42P07. 1 migration was applied on "Test".',
  ],
];

for (const [end, said] of ends)
  test(`an apply that is ${end.kind} says: ${said}`, () => assert.equal(endText(end, 'Test'), said));
