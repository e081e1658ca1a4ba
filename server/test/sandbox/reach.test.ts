import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reachOf } from '../../src/sandbox/conflict/reach.js';

/** What a statement may look at of the table "t". */
const reaches: readonly (readonly [sql: string, told: string])[] = [
  ['SELECT * FROM u', 'none'],
  ['SELECT 1', 'none'],
  ['COMMIT', 'none'],
  ['SELECT * FROM t', 'all'],
  ['TABLE t', 'all'],
  ['SELECT * FROM t WHERE id = 1', 't: id = 1'],
  ['select n from s.T as "A" where "A".id in ($1, $2) -- both\n order by 1 limit 2', 'A: "A".id in ($1, $2)'],
  [
    'SELECT count(*) FROM t WHERE id > 1 OR n IS NULL GROUP BY n HAVING count(*) > 1',
    't: id > 1 OR n IS NULL',
  ],
  ["SELECT random() FROM t WHERE lower(note) = 'a' FOR UPDATE", "t: lower(note) = 'a'"],
  ['SELECT * FROM t WHERE random() < 0.5', 'all'],
  ['SELECT * FROM t AS a (n, id) WHERE id = 1', 'all'],
  ['SELECT * FROM t, u WHERE t.id = 1', 'all'],
  ['SELECT * FROM u JOIN t USING (id) WHERE id = 1', 'all'],
  ['SELECT * FROM t WHERE id = (SELECT max(id) FROM t)', 'all'],
  ['SELECT * FROM t WHERE id = (SELECT max(id) FROM u)', 'all'],
  ['SELECT * FROM t WHERE id = 1 UNION SELECT * FROM u', 'all'],
  ['SELECT * FROM u WHERE id = 1 UNION SELECT * FROM t', 'all'],
  ['SELECT (SELECT n FROM t WHERE t.id = u.id) FROM u WHERE id = 1', 'all'],
  ['WITH one AS (SELECT * FROM t WHERE id = 1) SELECT * FROM one', 'all'],
  ['EXPLAIN SELECT * FROM t WHERE id = 1', 'all'],
  ['DECLARE c CURSOR FOR SELECT * FROM t WHERE id = 1', 'all'],
  ['SELECT id, n FROM t ORDER BY n DESC, t.id LIMIT 10', 't: true, first 10 ORDER BY n DESC, t.id'],
  ['SELECT * FROM t LIMIT $1 FOR UPDATE', 't: true, first $1'],
  [
    "SELECT * FROM t AS a WHERE s = 'new' ORDER BY a.id LIMIT 1 FOR UPDATE SKIP LOCKED",
    "a: s = 'new', first 1 ORDER BY a.id",
  ],
  ['SELECT * FROM t WHERE random() < 0.5 ORDER BY id LIMIT 1', 'all'],
  ['SELECT n AS id FROM t WHERE n > 1 ORDER BY id LIMIT 1', 't: n > 1'],
  ['SELECT count(*) FROM t WHERE n > 1 LIMIT 1', 't: n > 1'],
  ['SELECT DISTINCT n FROM t LIMIT 1', 'all'],
  ['SELECT n FROM t GROUP BY n LIMIT 1', 'all'],
  ['SELECT n FROM t ORDER BY 1 LIMIT 1', 'all'],
  ['SELECT n FROM t ORDER BY id LIMIT 1 OFFSET 1', 'all'],
  ['SELECT n FROM t ORDER BY n + 1 LIMIT 1', 'all'],
  ['SELECT n FROM t LIMIT ALL', 'all'],
  ['UPDATE t SET n = 1', 'all'],
  ['UPDATE t SET n = random() WHERE id = 1 RETURNING *', 't: id = 1 brings'],
  ['UPDATE ONLY t AS a SET n = 1 WHERE a.id = 1', 'a: a.id = 1 brings'],
  ['UPDATE t SET n = u.n FROM u WHERE t.id = u.id', 'all'],
  ['UPDATE t SET n = (SELECT max(n) FROM u) WHERE id = 1', 'all'],
  ['UPDATE u SET n = t.n FROM t WHERE t.id = u.id', 'all'],
  ['UPDATE t SET n = 1 WHERE CURRENT OF c', 't: CURRENT OF c brings'],
  ['DELETE FROM t', 'all'],
  ['DELETE FROM t a WHERE id = 1 AND n > 0', 'a: id = 1 AND n > 0'],
  ['DELETE FROM t USING u WHERE t.id = u.id', 'all'],
  ['INSERT INTO t VALUES (1, 2)', 't: brings'],
  ['INSERT INTO s.t AS a (id) SELECT id FROM u ON CONFLICT (id) DO UPDATE SET n = a.n + 1', 'a: brings'],
  ['INSERT INTO t SELECT id + 1 FROM t WHERE id = 1', 'all'],
  ['INSERT INTO t VALUES (1) ON CONFLICT (id) DO UPDATE SET n = (SELECT max(n) FROM t)', 'all'],
  ['INSERT INTO u SELECT * FROM t WHERE id = 1', 'all'],
  ['MERGE INTO t USING u ON t.id = u.id WHEN MATCHED THEN DELETE', 'all'],
  ['COPY t TO STDOUT', 'all'],
  [`SELECT ${'('.repeat(5_000)}1${')'.repeat(5_000)} FROM u`, 'all'],
];

test('what a statement may look at of a table that is copied', () => {
  const told = reaches.map(([sql]) => {
    const reach = reachOf(sql, 't');
    if (reach.kind !== 'some') return [sql, reach.kind];
    const { alias, where = '', brings, first } = reach;
    const limited = first ? `, first ${first.limit} ${first.order}`.trimEnd() : '';
    return [sql, `${alias}: ${where}${limited}${brings ? ' brings' : ''}`.replace(':  ', ': ')];
  });
  assert.deepEqual(told, reaches);
});
