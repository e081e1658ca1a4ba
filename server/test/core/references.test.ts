import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits } from '../../src/core/text/edit.js';
import { analyzer } from './engine.js';

/** The script after its first serial column has become a UUID, and what the fix says of it. */
function asUuid(sql: string): {
  readonly sql: string;
  readonly consequence: string;
  readonly isPartial: boolean;
} {
  const { problems } = analyzer.analyze(sql);
  const fix = problems.find(({ rule }) => rule === 'serial-type')?.fixes.find(({ id }) => id === 'use-uuid');
  assert.ok(fix);
  return {
    sql: applyEdits(sql, fix.edits),
    consequence: fix.consequence ?? '',
    isPartial: fix.isPartial ?? false,
  };
}

test('columns that reference a key become UUIDs with it, and those that reference them', () => {
  assert.deepEqual(
    asUuid(
      `CREATE TABLE customers (id serial PRIMARY KEY);
CREATE TABLE orders (customer_id bigint PRIMARY KEY REFERENCES customers, at date);
CREATE TABLE items (order_id BIGINT NOT NULL, n int);
ALTER TABLE items ADD CONSTRAINT f FOREIGN KEY (order_id) REFERENCES orders (customer_id);`,
    ),
    {
      sql: `CREATE TABLE customers (id uuid DEFAULT gen_random_uuid() PRIMARY KEY);
CREATE TABLE orders (customer_id uuid PRIMARY KEY REFERENCES customers, at date);
CREATE TABLE items (order_id UUID NOT NULL, n int);
ALTER TABLE items ADD CONSTRAINT f FOREIGN KEY (order_id) REFERENCES orders (customer_id);`,
      consequence: 'values and their type change',
      isPartial: false,
    },
  );
});

test('numbers that are written into a key or a column that references it are left to a person, who is told', () => {
  const tables = `CREATE TABLE a (id serial PRIMARY KEY);
CREATE TABLE b (a_id int REFERENCES a (id));`;
  for (const [rows, count] of [
    ['INSERT INTO a (id) VALUES (5);', 1],
    ["INSERT INTO a (id) VALUES ('5'); INSERT INTO b VALUES (5);", 2],
    ['WITH x AS (SELECT 1) INSERT INTO b (a_id) SELECT 5;', 1],
    ['WITH x AS (SELECT 5 AS z) INSERT INTO b (a_id) SELECT z FROM x;', 1],
    ['UPDATE b SET a_id = a_id + 1;', 1],
    ['COPY b (a_id) FROM stdin;\n5\n\\.\n', 1],
  ] as const) {
    const { consequence, isPartial } = asUuid(`${tables}\n${rows}`);
    const statements = count === 1 ? '1 statement that writes it' : `${count} statements that write it`;
    assert.deepEqual(
      [rows, consequence, isPartial],
      [rows, `values and their type change; ${statements} must be changed by hand`, true],
    );
  }
});

test('rows without a value of the key, and UUIDs, need no hand', () => {
  const { isPartial } = asUuid(`CREATE TABLE a (id serial PRIMARY KEY, n int);
INSERT INTO a (n) VALUES (1);
INSERT INTO a VALUES (DEFAULT, 2), (gen_random_uuid(), 3), ('6f9619ff-8b86-d011-b42d-00cf4fc964ff', 4);`);
  assert.equal(isPartial, false);
});

test('a column with a default that is written for its type is left to a person', () => {
  const { sql, isPartial } = asUuid(`CREATE TABLE a (id serial PRIMARY KEY);
CREATE TABLE b (a_id int DEFAULT 1 REFERENCES a);`);
  assert.match(sql, /a_id int DEFAULT 1/);
  assert.equal(isPartial, true);
});
