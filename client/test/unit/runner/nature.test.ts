import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Kind, natureOf } from '../../../src/runner/nature.js';

/** The kind, `writes` or `reads`, and what is destroyed. */
const table: readonly (readonly [
  sql: string,
  kind: Kind,
  access: 'reads' | 'writes',
  ...destroys: string[],
])[] = [
  ['SELECT 1', 'query', 'reads'],
  ['-- note\nselect * from t for update;', 'query', 'reads'],
  ['(SELECT 1) UNION (SELECT 2)', 'query', 'reads'],
  ['VALUES (1)', 'query', 'reads'],
  ['TABLE t', 'query', 'reads'],
  ['SHOW search_path', 'query', 'reads'],
  ['SELECT a INTO b FROM c', 'other', 'writes'],
  ['SELECT extract(day FROM d), (SELECT 1) FROM t', 'query', 'reads'],
  ['WITH x AS (SELECT 1) SELECT * FROM x', 'query', 'reads'],
  ['WITH update AS (SELECT 1) SELECT * FROM update', 'query', 'reads'],
  ['WITH x AS (DELETE FROM t RETURNING *) SELECT * FROM x', 'change', 'writes', 'deletes all rows of "t"'],
  ['WITH x AS NOT MATERIALIZED (UPDATE t SET a = 1 WHERE b) SELECT 1', 'change', 'writes'],
  ['WITH x AS (SELECT 1) INSERT INTO t SELECT * FROM x', 'change', 'writes'],
  ['WITH x AS (SELECT 1 WHERE true) DELETE FROM t', 'change', 'writes', 'deletes all rows of "t"'],
  ['INSERT INTO t VALUES (1) ON CONFLICT (id) DO UPDATE SET a = 1', 'change', 'writes'],
  [
    'UPDATE ONLY app."My t" SET a = (SELECT 1 WHERE true)',
    'change',
    'writes',
    'changes all rows of "app.My t"',
  ],
  ['UPDATE t SET a = 1 WHERE id = 1', 'change', 'writes'],
  ['DELETE FROM t', 'change', 'writes', 'deletes all rows of "t"'],
  ['DELETE FROM t USING u WHERE t.id = u.id', 'change', 'writes'],
  ['MERGE INTO t USING u ON true WHEN MATCHED THEN DELETE', 'change', 'writes'],
  ['TRUNCATE TABLE t', 'other', 'writes', 'deletes all rows of "t"'],
  ['DROP TABLE IF EXISTS app.t, u', 'other', 'writes', 'drops table "app.t"'],
  ['DROP INDEX i', 'other', 'writes', 'drops index "i"'],
  ['DROP MATERIALIZED VIEW v', 'other', 'writes', 'drops materialized view "v"'],
  ['ALTER TABLE t DROP COLUMN IF EXISTS c', 'other', 'writes', 'drops column "c" of "t"'],
  ['ALTER TABLE t DROP c', 'other', 'writes', 'drops column "c" of "t"'],
  ['ALTER TABLE t ALTER COLUMN c DROP DEFAULT, DROP CONSTRAINT k', 'other', 'writes'],
  ['CREATE TABLE t (id int)', 'other', 'writes'],
  ['AWS IAM GRANT r TO $$arn$$', 'other', 'writes'],
  ['GRANT SELECT ON t TO r', 'other', 'writes'],
  ['CALL sys.wait_for_job($$j$$)', 'other', 'reads'],
  ['CALL work()', 'other', 'writes'],
  ['COPY t FROM STDIN', 'copyIn', 'writes'],
  ['COPY (SELECT 1 FROM t) TO STDOUT', 'other', 'reads'],
  ['EXPLAIN DELETE FROM t', 'query', 'reads'],
  ['EXPLAIN ANALYZE VERBOSE SELECT 1', 'query', 'reads'],
  ['EXPLAIN (VERBOSE, ANALYZE) DELETE FROM t', 'change', 'writes', 'deletes all rows of "t"'],
  ['EXPLAIN (ANALYZE off) DELETE FROM t', 'query', 'reads'],
  ['EXPLAIN ANALYZE UPDATE t SET a = 1 WHERE b', 'change', 'writes'],
  ['BEGIN', 'begin', 'reads'],
  ['START TRANSACTION READ ONLY', 'begin', 'reads'],
  ['BEGIN READ WRITE', 'begin', 'writes'],
  ['COMMIT', 'commit', 'reads'],
  ['END', 'commit', 'reads'],
  ['ROLLBACK', 'rollback', 'reads'],
  ['ROLLBACK TO s', 'other', 'reads'],
  ['SET search_path = app', 'other', 'reads'],
  ['SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE', 'other', 'writes'],
  ['SET transaction_read_only = off', 'other', 'writes'],
  ['RESET ALL', 'other', 'writes'],
  ['DO $$ BEGIN DELETE FROM t; END $$', 'other', 'writes'],
  ['?!', 'other', 'writes'],
  ['', 'other', 'writes'],
];

/** Those of them that EXPLAIN carries out. */
const analyzing: ReadonlySet<string> = new Set([
  'EXPLAIN ANALYZE VERBOSE SELECT 1',
  'EXPLAIN (VERBOSE, ANALYZE) DELETE FROM t',
  'EXPLAIN ANALYZE UPDATE t SET a = 1 WHERE b',
]);

for (const [sql, kind, access, ...destroys] of table) {
  test(`${JSON.stringify(sql)} ${access}${destroys.map((one) => ` and ${one}`).join()}`, () =>
    assert.deepEqual(natureOf(sql), {
      kind,
      writes: access === 'writes',
      destroys,
      ...(analyzing.has(sql) && { analyzes: true }),
    }));
}
