import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  aheadText,
  duration,
  previewText,
  progressText,
  summaryText,
  titleOf,
} from '../../../src/batches/batchText.js';
import type { Progress } from '../../../src/batches/ledger.js';
import type { BatchPlan } from '../../../src/batches/plan.js';
import type { BatchEnd, Counts } from '../../../src/batches/runBatches.js';

const plan: BatchPlan = {
  statement: 'UPDATE shop.orders SET n = 1 WHERE n IS NULL;\n',
  at: '2026-11-29T00:00:00.5Z',
  wanted: 1_000,
  verb: 'UPDATE',
  head: 'UPDATE shop.orders SET n = 1',
  condition: 'n IS NULL',
  tail: '',
  changed: { schema: 'shop', name: 'orders' },
  walked: { schema: 'shop', name: 'orders' },
  from: 'shop.orders',
  alias: 'orders',
  key: [
    { name: 'region', type: 'text' },
    { name: 'id', type: 'bigint' },
  ],
  tables: [{ schema: 'shop', name: 'orders', oid: '16384' }],
  rows: 1_000,
  settings: {
    search_path: '"$user", public',
    TimeZone: 'UTC',
    DateStyle: 'ISO, MDY',
    IntervalStyle: 'postgres',
    extra_float_digits: '1',
  },
};

const insertion: BatchPlan = { ...plan, verb: 'INSERT', changed: { schema: 'public', name: 'copies' } };
const progress: Progress = { batches: 42, rows: 42_000, after: ['eu', '7'], isDone: false };
const one: Progress = { ...progress, batches: 1, rows: 1 };
const quiet: Counts = { conflicts: 0, losses: 0, size: 1_000 };
const pace = { rows: 42_000, time: 21_000 };

const durations: readonly (readonly [number, string])[] = [
  [0, '0.0 s'],
  [9_949, '9.9 s'],
  [9_950, '10 s'],
  [59_499, '59 s'],
  [80_000, '1 min 20 s'],
  [3_900_000, '1 h 5 min'],
];

for (const [time, text] of durations) {
  test(`${time} ms read as ${text}`, () => assert.equal(duration(time), text));
}

test('a plan is told by its rows and batches, where the rows could be counted', () => {
  assert.deepEqual(
    [
      titleOf(plan),
      titleOf(insertion),
      aheadText(plan, 9_001),
      aheadText(insertion, undefined),
      aheadText(plan, 1),
    ],
    [
      'UPDATE of "shop.orders"',
      'INSERT into "copies"',
      'UPDATE 9,001 rows of "shop.orders" in 10 batches of up to 1,000',
      'INSERT rows into "copies" in batches of up to 1,000',
      'UPDATE 1 row of "shop.orders" in 1 batch of up to 1,000',
    ],
  );
});

test('progress names what made it slow', () => {
  assert.deepEqual(
    [
      progressText(progress, quiet, 100_000, pace),
      progressText(one, { conflicts: 1, losses: 1, size: 1 }, undefined, { rows: 0, time: 0 }),
      progressText(one, { conflicts: 3, losses: 2, size: 1 }, 1, { rows: 1, time: 1_000 }),
    ],
    [
      '42,000 of 100,000 rows · 2,000 rows/s',
      '1 row in 1 batch · 0 rows/s · 1 conflict · reconnected once',
      '1 of 1 row · 1 rows/s · 3 conflicts · reconnected 2 times',
    ],
  );
});

const done = { progress, isCertain: true, counts: quiet };

const ends: readonly (readonly [BatchPlan, BatchEnd, string])[] = [
  [
    plan,
    { ...done, kind: 'done' },
    'Updated 42,000 rows of "shop.orders" in 42 batches: 21 s, 2,000 rows/s.',
  ],
  [
    insertion,
    { ...done, kind: 'done', progress: one, counts: { ...quiet, conflicts: 2 } },
    'Inserted 1 row of "copies" in 1 batch: 21 s, 2,000 rows/s, 2 conflicts.',
  ],
  [
    plan,
    { ...done, kind: 'stopped' },
    '42,000 rows of "shop.orders" are updated in 42 batches, and stay so. The rest is untouched.',
  ],
  [
    plan,
    { ...done, kind: 'stopped', progress: one, isCertain: false },
    'At least 1 row of "shop.orders" is updated in 1 batch, and stays so. The rest is untouched.',
  ],
  [
    plan,
    { ...done, kind: 'stopped', progress: undefined, isCertain: false },
    'The progress of UPDATE of "shop.orders" could not be read.',
  ],
];

for (const [of, end, text] of ends) {
  test(`a run ends with: ${text}`, () => assert.equal(summaryText(of, end, pace), text));
}

test('the plan shows the SQL of a batch', () => {
  const ledger = { table: { schema: 'shop', name: 'dsql_batches' }, id: '0' };
  assert.equal(
    previewText(plan, ledger, 2_000),
    `-- UPDATE 2,000 rows of "shop.orders" in 2 batches of up to 1,000, by primary key (region, id).
-- Each batch is a transaction of its own. What is done stays done if you cancel the rest.
-- A batch that meets a conflict is repeated. One that is too large for a transaction is halved.
-- Rows that others change or add in the meantime are taken as they are when their batch runs.

-- The statement
UPDATE shop.orders SET n = 1 WHERE n IS NULL;

-- A batch
BEGIN;

-- The last row of the batch: the next batch begins after it.
SELECT orders.region, orders.id FROM shop.orders
WHERE (n IS NULL)
  AND (orders.region, orders.id) > ('…'::text, '…'::bigint)
ORDER BY orders.region, orders.id OFFSET 999 LIMIT 2;

UPDATE shop.orders SET n = 1
WHERE (n IS NULL)
  AND (orders.region, orders.id) > ('…'::text, '…'::bigint)
  AND (orders.region, orders.id) <= ('…'::text, '…'::bigint);

-- Counts the batch in the same transaction, so that none is left out or done twice, whatever fails.
UPDATE shop.dsql_batches
SET batches = 1, rows = 1000, after_key = '["…","…"]', is_done = false, changed_at = now()
WHERE id = '…' AND batches = 0 AND NOT is_done
RETURNING pg_catalog.current_setting('search_path'),
  pg_catalog.current_setting('TimeZone'),
  pg_catalog.current_setting('DateStyle'),
  pg_catalog.current_setting('IntervalStyle'),
  pg_catalog.current_setting('extra_float_digits'),
  'shop.orders'::pg_catalog.regclass::pg_catalog.oid;

COMMIT;
`,
  );
});

test('what is resumed says what is done, and what is made first is shown', () => {
  const ledger = { table: { schema: 'own', name: 'dsql_batches' }, id: '0' };
  const before = { batches: 3, rows: 3_000, after: ['eu\n', '7'], isDone: false };
  const text = previewText(plan, ledger, 2_000, {
    making: ['CREATE SCHEMA own', 'CREATE TABLE x ()'],
    before,
  });
  assert.deepEqual(text.split('\n').slice(1, 3), [
    '-- 3,000 rows are done in 3 batches, up to the key (eu␊, 7): it continues after that.',
    '-- Each batch is a transaction of its own. What is done stays done if you cancel the rest.',
  ]);
  assert.equal(
    text.includes(
      '-- Created first, to record the progress\nCREATE SCHEMA own;\n\nCREATE TABLE x ();\n\n-- A batch\n',
    ),
    true,
  );
});
