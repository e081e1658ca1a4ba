import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Day } from '../../src/core/dialect/asOf.js';
import { isRefused, isReleased, parseAsOf } from '../../src/core/dialect/asOf.js';
import { type DialectChange, type FeatureId, timeline } from '../../src/core/dialect/data.js';
import { datesOf, linkedDatesOf } from '../../src/core/lint/ruleText.js';
import { rules } from '../../src/core/rules/index.js';
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
  plpgsql: [
    'CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$;',
    "CREATE FUNCTION f() RETURNS int AS 'BEGIN RETURN 1; END' LANGUAGE 'plpgsql';",
    'CREATE PROCEDURE p() LANGUAGE plpgsql AS $$ BEGIN COMMIT; END $$;',
    'CREATE PROCEDURE p() LANGUAGE sql AS $$ SELECT 1 $$;',
    'CALL p();',
    'DO $$ BEGIN NULL; END $$;',
    "DO LANGUAGE plpgsql 'BEGIN NULL; END';",
  ],
};

const dayBy = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

for (const [feature, statements] of Object.entries(letIn) as [FeatureId, readonly string[]][]) {
  const { since, refused }: DialectChange = timeline[feature];
  const lastRefused = asOf(refused?.until ?? dayBy(since, -1));
  for (const sql of statements) {
    test(`${sql} is an error on ${lastRefused} and none on ${since}`, () => {
      assert.deepEqual([hasError(sql, lastRefused), hasError(sql, asOf(since))], [true, false]);
    });
    if (refused)
      test(`${sql} is no error where nobody knows, on the days between ${lastRefused} and ${since}`, () => {
        const between = [dayBy(lastRefused, 1), dayBy(since, -1)].map(asOf);
        assert.deepEqual(
          between.map((day) => [day, hasError(sql, day)]),
          between.map((day) => [day, false]),
        );
      });
  }
}

test('between the two days of a change it is neither refused nor advised', () => {
  const days = ['2025-11-25', '2026-10-01', '2026-10-02', '2026-11-27', '2026-11-28', 'latest'] as const;
  assert.deepEqual(
    days.map((day) => [isRefused('plpgsql', day), isReleased('plpgsql', day)]),
    [
      [true, false],
      [true, false],
      [false, false],
      [false, false],
      [false, true],
      [false, true],
    ],
  );
});

test('a rule says both days of a change, and where each is known from', () => {
  const said = ['do-block', 'function-language', 'drop-column'].map((id) => {
    const rule = rules.find((one) => one.id === id);
    assert.ok(rule);
    return [datesOf(rule), linkedDatesOf(rule)];
  });
  const { source, refused }: DialectChange = timeline.plpgsql;
  const plain = 'refused up to 2026-10-01, accepted from 2026-11-28, not known in between';
  const linked = `refused up to [2026-10-01](${refused?.source}), accepted from [2026-11-28](${source}), not known in between`;
  assert.deepEqual(said, [
    [plain, linked],
    [`LANGUAGE plpgsql ${plain}`, `LANGUAGE plpgsql ${linked}`],
    ['refused until 2026-08-03', `refused until [2026-08-03](${timeline['drop-column'].source})`],
  ]);
});

test('a day of refusal comes before the day of acceptance', () => {
  const changes: readonly DialectChange[] = Object.values(timeline);
  assert.deepEqual(
    changes.filter(({ since, refused }) => refused && refused.until >= dayBy(since, -1)),
    [],
  );
});

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

const hasError = (sql: string, day: Day): boolean =>
  analyzer.analyze(sql, { asOf: day }).problems.some(({ severity }) => severity === 'error');

function asOf(day: string): Day {
  const parsed = parseAsOf(day);
  assert.ok(parsed);
  return parsed;
}
