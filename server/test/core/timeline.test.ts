import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseAsOf } from '../../src/core/dialect/asOf.js';
import { type FeatureId, timeline } from '../../src/core/dialect/timeline.js';
import type { AsOf } from '../../src/core/lint/analysis.js';
import { analyzer } from './engine.js';

/** For each dated change the SQL it let in: an error on the day before, none on the day itself. */
const letIn: Readonly<Record<FeatureId, readonly [string, ...string[]]>> = {
  'numeric-keys': ['CREATE TABLE t (n numeric(5, 2) PRIMARY KEY);'],
  sequences: [
    'CREATE SEQUENCE s CACHE 1;',
    'ALTER SEQUENCE s RESTART;',
    'DROP SEQUENCE s;',
    "SELECT nextval('s');",
    'CREATE TABLE t (id bigint GENERATED ALWAYS AS IDENTITY (CACHE 65536) PRIMARY KEY);',
  ],
  'unique-using-index': ['ALTER TABLE t ADD CONSTRAINT k UNIQUE USING INDEX i;'],
  'default-privileges': [
    'ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT SELECT ON TABLES TO r;',
    'CREATE SCHEMA app CREATE SEQUENCE s CACHE 1;',
    'ALTER USER a RENAME TO b;',
  ],
  'json-columns': ['CREATE TABLE t (id int PRIMARY KEY, j json);'],
  'jsonb-columns': ['CREATE TABLE t (id int PRIMARY KEY, j jsonb);'],
  'alter-column': [
    'ALTER TABLE t ALTER COLUMN a SET DEFAULT 1;',
    'ALTER TABLE t ALTER COLUMN a DROP DEFAULT;',
    'ALTER TABLE t ALTER COLUMN a DROP NOT NULL;',
    'ALTER TABLE t ALTER COLUMN a DROP EXPRESSION;',
    'ALTER TABLE t ALTER COLUMN a ADD GENERATED ALWAYS AS IDENTITY (CACHE 1);',
    'ALTER TABLE t DROP CONSTRAINT c;',
  ],
  'drop-column': [
    'ALTER TABLE t DROP COLUMN a;',
    'ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID;',
    'ALTER TABLE ASYNC t VALIDATE CONSTRAINT c;',
  ],
  'expression-indexes': ['CREATE INDEX ASYNC i ON t (lower(a));'],
  'for-update': ['SELECT * FROM a JOIN b ON a.id = b.id FOR UPDATE;'],
  'numeric-1000': ['CREATE TABLE t (id int PRIMARY KEY, n numeric(500, 2));'],
  'for-key-share': ['SELECT * FROM t WHERE id = 1 FOR KEY SHARE;'],
  'foreign-keys': [
    'CREATE TABLE t (id int PRIMARY KEY, a int REFERENCES b (c));',
    'ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES b NOT VALID;',
    'ALTER TABLE t ALTER CONSTRAINT f NOT DEFERRABLE;',
    'SET CONSTRAINTS ALL DEFERRED;',
  ],
  statistics: ['CREATE STATISTICS s (dependencies) ON a, b FROM t;', 'DROP STATISTICS s;'],
  'batched-nestloop': ['SET dsql.enable_batched_nestloop = on;'],
  'partial-indexes': ['CREATE INDEX ASYNC i ON t (a) WHERE a > 0;'],
};

for (const [feature, statements] of Object.entries(letIn) as [FeatureId, readonly string[]][]) {
  const { since } = timeline[feature];
  for (const sql of statements) {
    test(`${sql} is let in on ${since} and not a day sooner`, () => {
      assert.deepEqual([hasError(sql, dayBefore(since)), hasError(sql, asOf(since))], [true, false]);
    });
  }
}

test('the timeline runs forward', () => {
  const days = Object.values(timeline).map(({ since }) => since);
  assert.deepEqual(days, [...days].sort());
});

test('a day is read only when the calendar has it', () => {
  const days = [
    'latest',
    '2026-02-28',
    '2024-02-29',
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
    'today',
    '',
  ];
  assert.deepEqual(
    days.map((day) => parseAsOf(day) !== undefined),
    [true, true, true, false, false, false, false, false, false],
  );
});

const hasError = (sql: string, day: AsOf): boolean =>
  analyzer.analyze(sql, { asOf: day }).problems.some(({ severity }) => severity === 'error');

const dayBefore = (day: string): AsOf =>
  asOf(new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10));

function asOf(day: string): AsOf {
  const parsed = parseAsOf(day);
  assert.ok(parsed);
  return parsed;
}
