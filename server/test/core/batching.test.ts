import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Batchable, batchingOf } from '../../src/core/semantics/batching.js';
import { parser } from './engine.js';

const now = '2026-11-23 16:02:01.25+00';
const clock = `TIMESTAMPTZ '${now}'`;

const plain: Batchable = {
  kind: 'batchable',
  verb: 'UPDATE',
  head: '',
  condition: undefined,
  tail: '',
  changed: { schema: undefined, name: 't' },
  walked: { schema: undefined, name: 't' },
  alias: undefined,
  sets: [],
  reads: [],
  calls: [],
  meetBy: undefined,
};

const batchable: Readonly<Record<string, Partial<Batchable>>> = {
  'UPDATE t SET a = 1;': { head: 'UPDATE t SET a = 1', sets: ['a'] },
  'update only "T" set (a, b) = (1, 2), c[1] = 3 where a > 1 or b': {
    head: 'update only "T" set (a, b) = (1, 2), c[1] = 3',
    condition: 'a > 1 or b',
    changed: { schema: undefined, name: 'T' },
    walked: { schema: undefined, name: 'T' },
    sets: ['a', 'b', 'c'],
  },
  'UPDATE s.t AS x -- all\nSET a = x.a + 1 /* one */ WHERE (x.a) /* not */ < 3 -- end': {
    head: 'UPDATE s.t AS x\nSET a = x.a + 1',
    condition: '(x.a) < 3',
    changed: { schema: 's', name: 't' },
    walked: { schema: 's', name: 't' },
    alias: 'x',
    sets: ['a'],
  },
  "DELETE FROM t WHERE at < now() - interval '90 days' AND b > current_date AND lower(c) = 'x'": {
    verb: 'DELETE',
    head: 'DELETE FROM t',
    condition: `at < ${clock} - interval '90 days' AND b > CAST(${clock} AS date) AND lower(c) = 'x'`,
    calls: [{ schema: undefined, name: 'lower', place: 'condition', isInner: false }],
  },
  'UPDATE t SET a = current_timestamp, b = CURRENT_TIMESTAMP(3), c = pg_catalog.transaction_timestamp ( ), d = localtime (0), e = localtimestamp, f = current_time':
    {
      head: `UPDATE t SET a = ${clock}, b = CAST(${clock} AS timestamptz(3)), c = ${clock}, d = CAST(${clock} AS time(0)), e = CAST(${clock} AS timestamp), f = CAST(${clock} AS timetz)`,
      sets: ['a', 'b', 'c', 'd', 'e', 'f'],
    },
  "UPDATE t SET a = f.g(count(b)), kind = 'today' WHERE EXISTS (WITH w AS (SELECT max(n) FROM u) SELECT 1 FROM w, x.y WHERE t.id = y.id)":
    {
      head: "UPDATE t SET a = f.g(count(b)), kind = 'today'",
      condition: 'EXISTS (WITH w AS (SELECT max(n) FROM u) SELECT 1 FROM w, x.y WHERE t.id = y.id)',
      sets: ['a', 'kind'],
      reads: [
        { schema: 'x', name: 'y' },
        { schema: undefined, name: 'u' },
      ],
      calls: [
        { schema: undefined, name: 'max', place: 'condition', isInner: true },
        { schema: 'f', name: 'g', place: 'value', isInner: false },
        { schema: undefined, name: 'count', place: 'value', isInner: false },
      ],
    },
  'INSERT INTO t (a, b) SELECT x.a, 1 AS where FROM s.g AS x WHERE x.b ON CONFLICT (a) WHERE a > 1 DO NOTHING':
    {
      verb: 'INSERT',
      head: 'INSERT INTO t (a, b) SELECT x.a, 1 AS where FROM s.g AS x',
      condition: 'x.b',
      tail: 'ON CONFLICT (a) WHERE a > 1 DO NOTHING',
      walked: { schema: 's', name: 'g' },
      alias: 'x',
    },
  'INSERT INTO t SELECT * FROM g': {
    verb: 'INSERT',
    head: 'INSERT INTO t SELECT * FROM g',
    walked: { schema: undefined, name: 'g' },
  },
  'INSERT INTO t (a, b, c) SELECT k, g.l, 3 FROM g ON CONFLICT (b, a) DO UPDATE SET c = excluded.c, d = now()':
    {
      verb: 'INSERT',
      head: 'INSERT INTO t (a, b, c) SELECT k, g.l, 3 FROM g',
      tail: `ON CONFLICT (b, a) DO UPDATE SET c = excluded.c, d = ${clock}`,
      walked: { schema: undefined, name: 'g' },
      meetBy: ['k', 'l'],
    },
  'INSERT INTO t (a, b) SELECT k + 1, l FROM g ON CONFLICT (a) DO UPDATE SET b = 1': {
    verb: 'INSERT',
    head: 'INSERT INTO t (a, b) SELECT k + 1, l FROM g',
    tail: 'ON CONFLICT (a) DO UPDATE SET b = 1',
    walked: { schema: undefined, name: 'g' },
    meetBy: [],
  },
};

for (const [sql, expected] of Object.entries(batchable)) {
  test(`batches keep what the statement says: ${sql}`, () => {
    assert.deepEqual(batchingOf(parser, sql, { now }), { ...plain, ...expected });
  });
}

/** Tables get the schema that a cluster says they are in; what WITH gives is none, where it holds. */
const inSchemas: Readonly<Record<string, Partial<Batchable>>> = {
  'UPDATE ONLY t /* t */ SET a = t.a WHERE t.b = (SELECT max(u.b) FROM u JOIN x.t AS v ON true)': {
    head: 'UPDATE ONLY "My s".t SET a = t.a',
    condition: 't.b = (SELECT max(u.b) FROM b.u JOIN x.t AS v ON true)',
  },
  'DELETE FROM t AS u WHERE EXISTS (WITH t AS (SELECT * FROM t), u AS (SELECT * FROM t) SELECT * FROM u, t) OR EXISTS (TABLE t)':
    {
      head: 'DELETE FROM "My s".t AS u',
      condition:
        'EXISTS (WITH t AS (SELECT * FROM "My s".t), u AS (SELECT * FROM t) SELECT * FROM u, t) OR EXISTS (TABLE "My s".t)',
    },
  'DELETE FROM t WHERE a IN (WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n FROM t) SELECT n FROM (SELECT * FROM t) x)':
    {
      head: 'DELETE FROM "My s".t',
      condition:
        'a IN (WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n FROM t) SELECT n FROM (SELECT * FROM t) x)',
    },
  'INSERT INTO "t" (a) SELECT a FROM u WHERE u.a > 1 ON CONFLICT (a) DO UPDATE SET b = (SELECT 1 FROM u)': {
    head: 'INSERT INTO "My s"."t" (a) SELECT a FROM b.u',
    condition: 'u.a > 1',
    tail: 'ON CONFLICT (a) DO UPDATE SET b = (SELECT 1 FROM b.u)',
  },
  'INSERT INTO other SELECT a FROM u AS constructor': {
    head: 'INSERT INTO other SELECT a FROM b.u AS constructor',
    condition: undefined,
  },
};

for (const [sql, expected] of Object.entries(inSchemas))
  test(`names mean the same in each batch: ${sql}`, () => {
    const batching = batchingOf(parser, sql, { now, schemas: { t: 'My s', u: 'b' } });
    assert.ok(batching.kind === 'batchable', JSON.stringify(batching));
    const { head, condition, tail } = batching;
    assert.deepEqual({ head, condition, tail }, { tail: '', ...expected });
  });

test('a table that is named like a query of another WITH is read', () => {
  const sql = 'DELETE FROM t WHERE a IN (WITH t AS (SELECT 1) SELECT * FROM t) OR b IN (SELECT b FROM t)';
  const batching = batchingOf(parser, sql, { now });
  assert.deepEqual(batching.kind === 'batchable' && batching.reads, [{ schema: undefined, name: 't' }]);
});

/** What cannot be done in batches, and a part of the reason. */
const refused: Readonly<Record<string, string>> = {
  'SELECT 1': 'Only UPDATE',
  'CREATE TABLE t (a int)': 'Only UPDATE',
  'UPDATE t SET': 'the statement ends too early',
  '': 'cannot be read',
  'DELETE FROM t; DELETE FROM t;': 'single statement',
  'UPDATE t SET a = 1 RETURNING a': 'RETURNING',
  'DELETE FROM t RETURNING *': 'RETURNING',
  'INSERT INTO t SELECT * FROM g RETURNING a': 'RETURNING',
  'WITH w AS (SELECT 1) UPDATE t SET a = 1': 'WITH',
  'INSERT INTO t WITH w AS (SELECT 1) SELECT * FROM g': 'WITH',
  'UPDATE t SET a = g.a FROM g WHERE g.id = t.id': 'match a row more than once',
  'DELETE FROM t USING g WHERE g.id = t.id': 'match a row more than once',
  'DELETE FROM t WHERE CURRENT OF c': 'cursor',
  'UPDATE t SET a = $1': 'parameters',
  'DELETE FROM t WHERE a > $1': 'parameters',
  'INSERT INTO t VALUES (1), (2)': 'split their list',
  'INSERT INTO t DEFAULT VALUES': 'Only UPDATE',
  'INSERT INTO t TABLE g': 'in place of TABLE',
  'INSERT INTO t (SELECT * FROM g)': 'without parentheses',
  'INSERT INTO t SELECT * FROM g UNION SELECT * FROM h': 'UNION',
  'INSERT INTO t SELECT DISTINCT a FROM g': 'DISTINCT',
  'INSERT INTO t SELECT a FROM g GROUP BY a': 'GROUP BY',
  'INSERT INTO t SELECT a FROM g HAVING true': 'GROUP BY',
  'INSERT INTO t SELECT a FROM g LIMIT 5': 'LIMIT',
  'INSERT INTO t SELECT a FROM g OFFSET 5': 'LIMIT',
  'INSERT INTO t SELECT a FROM g ORDER BY a': 'ORDER BY',
  'INSERT INTO t SELECT a FROM g FOR UPDATE': 'locking',
  'INSERT INTO t SELECT a, rank() OVER (ORDER BY a) FROM g': 'window function',
  'INSERT INTO t SELECT a, sum(a) OVER w FROM g WINDOW w AS ()': 'window function',
  'INSERT INTO t SELECT a FROM g, h': 'one table',
  'INSERT INTO t SELECT a FROM g JOIN h ON true': 'one table',
  'INSERT INTO t SELECT a FROM (SELECT a FROM g) s': 'one table',
  'INSERT INTO t SELECT 1': 'one table',
  'INSERT INTO t SELECT i FROM generate_series(1, 5) i': 'Rows of a function',
  'INSERT INTO t SELECT b FROM g AS x (b)': 'New names',
  'UPDATE d.s.t SET a = 1': 'three parts',
  "DELETE FROM t WHERE ctid > '(0,1)'": 'System columns',
  "DELETE FROM t WHERE a < 'yesterday'": 'Write the day',
  "UPDATE t SET a = timestamptz 'now'": 'Write the day',
  'DELETE FROM t WHERE a IN (SELECT now FROM now())': 'Rows of a function',
  'INSERT INTO t SELECT a FROM g ON CONFLICT (a) DO UPDATE SET b = 1': 'Name the columns that INSERT fills',
  'INSERT INTO t (a) SELECT a FROM g ON CONFLICT ON CONSTRAINT c DO UPDATE SET b = 1':
    'in place of the constraint',
};

for (const [sql, expected] of Object.entries(refused)) {
  test(`what batches would not do exactly is refused: ${sql}`, () => {
    const batching = batchingOf(parser, sql, { now });
    assert.equal(batching.kind, 'unbatchable');
    assert.ok(
      batching.kind === 'unbatchable' && batching.reason.includes(expected),
      JSON.stringify(batching),
    );
  });
}
