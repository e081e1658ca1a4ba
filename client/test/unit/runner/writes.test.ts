import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Profile } from '../../../../server/src/connection/profile.js';
import { planOf } from '../../../../server/src/running/steps.js';
import { explainStep } from '../../../src/explain/explainStep.js';
import { destructionText, goneText, refuseWrites } from '../../../src/statements/writes.js';

const host = 'abcdefghij0123456789klmnop.dsql.us-east-1.on.aws';
const profile: Profile = {
  name: 'Live',
  endpoint: { host, address: host, port: 5432, region: 'us-east-1', clusterId: host.slice(0, 26) },
  user: 'admin',
  awsProfile: undefined,
  searchPath: [],
  color: undefined,
  readOnly: true,
  production: false,
};

/** What a look at the first words takes for harmless. */
const writing: readonly string[] = [
  'COPY (DELETE FROM t RETURNING *) TO STDOUT',
  'EXPLAIN ANALYSE DELETE FROM t',
  'EXPLAIN ("analyze") DELETE FROM t',
  'WITH a AS (WITH b AS (DELETE FROM t RETURNING *) SELECT * FROM b) SELECT * FROM a',
  'SELECT * FROM t FOR UPDATE',
  "SELECT nextval('s')",
  "SELECT set_config('transaction_read_only', 'off', false)",
  'DISCARD ALL',
  'EXECUTE work',
];

test('a read-only connection refuses a run with a write in it, and tells which', () => {
  assert.throws(
    () => refuseWrites(planOf('SELECT 1; UPDATE t\n SET a = 1 WHERE id = 2; DROP TABLE u').steps, profile),
    {
      message: '"Live" is read-only, and this statement writes: UPDATE t SET a = 1 WHERE id = 2;',
    },
  );
  assert.throws(() => refuseWrites([explainStep('DELETE FROM t', undefined, 'analyze')], profile), {
    message: '"Live" is read-only, and this statement writes: EXPLAIN (ANALYZE, VERBOSE) DELETE FROM t',
  });
  assert.throws(() => refuseWrites(planOf('SELECT 1; SELECT work()').steps, profile), {
    message: '"Live" is read-only, and this statement may write: SELECT work()',
  });
  for (const sql of writing) assert.throws(() => refuseWrites(planOf(sql).steps, profile), sql);
  refuseWrites([explainStep('DELETE FROM t', undefined, 'plan')], profile);
  refuseWrites([explainStep('SELECT 1', undefined, 'analyze')], profile);
  refuseWrites(planOf('BEGIN; SELECT 1; EXPLAIN DELETE FROM t; COMMIT').steps, profile);
  refuseWrites(planOf('DROP TABLE u').steps, { ...profile, readOnly: false });
});

/** What is asked about a script. */
const questions: readonly (readonly [sql: string, production: boolean, question: string | undefined])[] = [
  ['SELECT 1; DELETE FROM t WHERE id = 1', true, undefined],
  ['DELETE FROM t', false, 'This run deletes all rows of "t" on "Live".'],
  ['DELETE FROM app.t WHERE 1=1', false, 'This run deletes all rows of "app.t" on "Live".'],
  ['COPY (DELETE FROM t RETURNING *) TO STDOUT', false, 'This run deletes all rows of "t" on "Live".'],
  [
    'ALTER TABLE t DROP a, DROP b',
    false,
    'This run drops column "a" of "t" and drops column "b" of "t" on "Live".',
  ],
  ['DROP CAST (a AS b)', false, 'This run drops a cast on "Live".'],
  ["DO ''; DROP TABLE t", true, 'This run drops table "t" and may change anything in production, on "Live".'],
  ["DO ''", false, undefined],
  ['INSERT INTO t VALUES (work())', true, 'This run may change anything in production, on "Live".'],
  ['SELECT work()', true, 'This run may change anything in production, on "Live".'],
  ["SELECT nextval('s'), app.work(1)", true, 'This run may change anything in production, on "Live".'],
  [
    'SELECT * FROM t WHERE a OPERATOR(app.=) 1',
    true,
    'This run may change anything in production, on "Live".',
  ],
  ['EXPLAIN ANALYZE SELECT work()', true, 'This run may change anything in production, on "Live".'],
  ['DECLARE c CURSOR FOR SELECT work()', true, 'This run may change anything in production, on "Live".'],
  ['CALL sys.wait_for_job(work())', true, 'This run may change anything in production, on "Live".'],
  // A function of that name in "app" is meant from here on
  ['SET search_path = app, pg_catalog', true, 'This run may change anything in production, on "Live".'],
  ['SET search_path = app, $$pg_catalog$$', true, 'This run may change anything in production, on "Live".'],
  ['SET standard_conforming_strings = off', true, 'This run may change anything in production, on "Live".'],
  ['SET search_path = app, public', true, undefined],
  [
    "SELECT set_config('search_path', 'app, pg_catalog', false)",
    true,
    'This run may change anything in production, on "Live".',
  ],
  ["SELECT pg_catalog.set_config('search_path', '', false)", true, undefined],
  ['SET search_path = app, pg_catalog', false, undefined],
  ["DELETE FROM t WHERE '1'::int = '01'::int", false, 'This run deletes all rows of "t" on "Live".'],
  ['EXPLAIN SELECT work()', true, undefined],
  ["SELECT count(*), lower(a), nextval('s') FROM t GROUP BY a", true, undefined],
  ["CALL sys.wait_for_job('j')", true, undefined],
  ['PREPARE p AS SELECT work()', true, undefined],
  ['SELECT work()', false, undefined],
  [
    'DROP TABLE t; UPDATE u SET a = 1',
    true,
    'This run drops table "t" and changes all rows of "u" in production, on "Live".',
  ],
  [
    'DROP TABLE a; DROP TABLE b; DROP TABLE c; DROP TABLE d; DROP TABLE e; DROP TABLE f; DROP TABLE g',
    false,
    'This run drops table "a", drops table "b", drops table "c", drops table "d", drops table "e" and makes 2 more such changes on "Live".',
  ],
];

for (const [sql, production, question] of questions) {
  test(`before ${JSON.stringify(sql)} it is asked: ${question}`, () =>
    assert.equal(destructionText(planOf(sql).steps, { ...profile, production }), question));
}

test('a statement whose connection has gone asks before it runs again on another', () => {
  assert.equal(goneText('Live', 'Test'), 'This ran on "Live", which is no longer in the settings.');
  assert.equal(
    goneText('Live', undefined),
    'This ran on "Live", which is no longer in the settings. Choose a connection, and run it from a file.',
  );
});
