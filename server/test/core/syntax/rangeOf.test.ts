import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseStatement } from '../../../src/core/syntax/parse.js';
import { rangeOf } from '../../../src/core/syntax/rangeOf.js';
import { type Statement, statementText } from '../../../src/core/syntax/statement.js';
import { spanOf, tokenAt } from '../../../src/core/syntax/tree/nodes.js';
import { spanFrom } from '../../../src/core/syntax/tree/part.js';
import { type NodeName, walkAll } from '../../../src/core/syntax/walk.js';
import { corpus } from '../corpus.js';
import { parser } from '../engine.js';

const read = (text: string): Statement => parseStatement(parser, statementText(text), true);

/** The text of each node of a name, in the order of the text. */
function textsOf(text: string, wanted: NodeName): (string | undefined)[] {
  const statement = read(text);
  const found: (string | undefined)[] = [];
  if (!statement.node) return found;
  walkAll(statement.node, (name, node) => {
    if (name !== wanted) return;
    const range = rangeOf(statement, node);
    const span = range && spanOf(statement, range);
    found.push(span && text.slice(span.start, span.end));
  });
  return found;
}

const ranges: readonly (readonly [name: NodeName, text: string, ...parts: readonly string[]])[] = [
  ['A_Expr', 'SELECT a + b * 2 FROM t', 'a + b * 2', 'b * 2'],
  ['A_Expr', "SELECT 1 FROM t WHERE a IN (1, (2)) AND x = 'y'", 'a IN (1, (2))', "x = 'y'"],
  ['A_Const', "SELECT - 5, 'a'\n'b', 1.5", '- 5', "'a'\n'b'", '1.5'],
  ['Alias', 'SELECT 1 FROM a AS x, (SELECT 2) y (z)', 'AS x', 'y (z)'],
  [
    'AlterTableCmd',
    'ALTER TABLE t ADD a int DEFAULT 1, DROP b, OWNER TO me',
    'ADD a int DEFAULT 1',
    'DROP b',
    'OWNER TO me',
  ],
  ['BoolExpr', 'SELECT 1 FROM t WHERE NOT (a OR b)', 'NOT (a OR b)', 'a OR b'],
  ['CaseExpr', 'SELECT CASE a WHEN 1 THEN 2 ELSE 3 END + 1', 'CASE a WHEN 1 THEN 2 ELSE 3 END'],
  ['CollateClause', 'CREATE TABLE t (a text COLLATE "C" NOT NULL)', 'COLLATE "C"'],
  [
    'ColumnDef',
    'CREATE TABLE t (a int PRIMARY KEY, b numeric(10, 2) NOT NULL)',
    'a int PRIMARY KEY',
    'b numeric(10, 2) NOT NULL',
  ],
  ['ColumnRef', 'SELECT t.*, s.t."A" FROM s.t', 't.*', 's.t."A"'],
  [
    'CommonTableExpr',
    'WITH a (x) AS (SELECT 1), b AS MATERIALIZED (DELETE FROM t) SELECT 1',
    'a (x) AS (SELECT 1)',
    'b AS MATERIALIZED (DELETE FROM t)',
  ],
  [
    'Constraint',
    'CREATE TABLE t (a int CONSTRAINT x NOT NULL DEFAULT 1 REFERENCES u (id) ON DELETE CASCADE DEFERRABLE, CHECK (a > 0))',
    'CONSTRAINT x NOT NULL',
    'DEFAULT 1',
    'REFERENCES u (id) ON DELETE CASCADE DEFERRABLE',
    'REFERENCES u (id) ON DELETE CASCADE DEFERRABLE',
    'CHECK (a > 0)',
  ],
  ['DefElem', 'CREATE INDEX i ON t (a) WITH (fillfactor = 70, x)', 'fillfactor = 70', 'x'],
  [
    'DeleteStmt',
    'WITH a AS (DELETE FROM t WHERE b RETURNING *) SELECT 1',
    'DELETE FROM t WHERE b RETURNING *',
  ],
  [
    'FuncCall',
    'SELECT sum(a) FILTER (WHERE b) OVER (ORDER BY c), app.f(x => 1)',
    'sum(a) FILTER (WHERE b) OVER (ORDER BY c)',
    'app.f(x => 1)',
  ],
  [
    'FunctionParameter',
    'CREATE FUNCTION f(IN a int DEFAULT 1, text) RETURNS int LANGUAGE sql RETURN 1',
    'IN a int DEFAULT 1',
    'text',
  ],
  [
    'IndexElem',
    'CREATE INDEX i ON t (a DESC NULLS LAST, lower(b) text_ops, (c + 1)) INCLUDE (d)',
    'a DESC NULLS LAST',
    'lower(b) text_ops',
    '(c + 1)',
    'd',
  ],
  ['IndexElem', 'CREATE TABLE t (EXCLUDE USING gist (a WITH =, b WITH &&))', 'a', 'b'],
  ['JoinExpr', 'SELECT 1 FROM a JOIN b ON a.x = b.x', 'a JOIN b ON a.x = b.x'],
  [
    'LockingClause',
    'SELECT 1 FROM t FOR UPDATE OF t NOWAIT FOR KEY SHARE',
    'FOR UPDATE OF t NOWAIT',
    'FOR KEY SHARE',
  ],
  ['LockingClause', '(SELECT 1 FROM t) FOR SHARE', 'FOR SHARE'],
  [
    'MergeWhenClause',
    'MERGE INTO t USING u ON t.a = u.a WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN DO NOTHING',
    'WHEN MATCHED THEN DELETE',
    'WHEN NOT MATCHED THEN DO NOTHING',
  ],
  ['OnConflictClause', 'INSERT INTO t VALUES (1) ON CONFLICT (a) DO NOTHING', 'ON CONFLICT (a) DO NOTHING'],
  ['RangeSubselect', 'SELECT 1 FROM (SELECT 2 FROM u) AS x', '(SELECT 2 FROM u) AS x'],
  ['RangeVar', 'SELECT 1 FROM ONLY s."T" AS x', 's."T"'],
  ['ResTarget', 'UPDATE t SET a = 1, (b, c) = (2, 3) RETURNING a AS x', 'a = 1', 'b', 'c', 'a AS x'],
  [
    'SelectStmt',
    'SELECT 1 UNION (SELECT 2 LIMIT 1)',
    'SELECT 1 UNION (SELECT 2 LIMIT 1)',
    'SELECT 1',
    'SELECT 2 LIMIT 1',
  ],
  ['SortBy', 'SELECT 1 FROM t ORDER BY a DESC NULLS LAST, b', 'a DESC NULLS LAST', 'b'],
  ['SubLink', 'SELECT EXISTS (SELECT 1), (SELECT 2)', 'EXISTS (SELECT 1)', '(SELECT 2)'],
  [
    'TypeCast',
    "SELECT a::int, CAST(b AS text), date '2026-01-01'",
    'a::int',
    'CAST(b AS text)',
    "date '2026-01-01'",
  ],
  [
    'TypeName',
    'CREATE TABLE t (a double precision, b timestamp(3) with time zone, c app.mood[][])',
    'double precision',
    'timestamp(3) with time zone',
    'app.mood[][]',
  ],
  ['WindowDef', 'SELECT sum(a) OVER (PARTITION BY b)', '(PARTITION BY b)'],
  ['WithClause', 'WITH a AS (SELECT 1) SELECT 2', 'WITH a AS (SELECT 1)'],
];

for (const [name, text, ...parts] of ranges)
  test(`${name} of ${text}`, () => assert.deepEqual(textsOf(text, name), parts));

test('every node that has a location stands for tokens that hold it', () => {
  const wrong = corpus().flatMap((text) => {
    const statement = read(text);
    const found: string[] = [];
    if (!statement.node) return found;
    walkAll(statement.node, (name, node) => {
      const location: unknown = 'location' in node ? node.location : undefined;
      if (typeof location !== 'number' || location < 0) return;
      const range = rangeOf(statement, node);
      const token = tokenAt(statement, location);
      if (!range || range.first > token || range.last < token)
        found.push(`${name} at ${location} of ${text}`);
    });
    return found;
  });
  assert.deepEqual(wrong, []);
});

/** What is read alone, and what it is a part of. */
const alone: Partial<Record<NodeName, readonly ['table' | 'type' | 'constraint', RegExp]>> = {
  Constraint: ['constraint', /./],
  RangeVar: ['table', /^CreateStmt$/],
  TypeName: ['type', /^(?:ColumnDef|CreateDomainStmt)$/],
};

/** DEFERRABLE and its like are constraints of PostgreSQL's, and parts of others in the tree. */
const isAttribute = (node: object): boolean =>
  'contype' in node && /^CONSTR_ATTR_/.test(String(node.contype));

test('what is read without the tree around it stands where the tree has it', () => {
  const differ: unknown[] = [];
  let count = 0;
  for (const text of corpus()) {
    const statement = read(text);
    if (!statement.node || statement.syntaxError) continue;
    walkAll(statement.node, (name, node, parent) => {
      const [kind, holders] = alone[name] ?? [];
      const start = 'location' in node && typeof node.location === 'number' ? node.location : 0;
      if (!kind || start <= 0 || !holders?.test(parent?.name ?? '') || isAttribute(node)) return;
      const range = rangeOf(statement, node);
      const expected = range && spanOf(statement, range);
      count++;
      const actual = spanFrom(text, kind, { start, end: text.length });
      if (actual?.start !== expected?.start || actual?.end !== expected?.end)
        differ.push([
          text,
          name,
          expected && text.slice(expected.start, expected.end),
          actual && text.slice(actual.start, actual.end),
        ]);
    });
  }
  assert.deepEqual(differ, []);
  assert.ok(count > 1_000, `${count} parts`);
});
