import assert from 'node:assert/strict';
import { test } from 'node:test';
import { foldsOf } from '../../../src/core/ide/folding.js';
import { type OutlineSymbol, outlineOf } from '../../../src/core/ide/outline.js';
import { selectionsAt } from '../../../src/core/ide/selection.js';
import { createLineIndex } from '../../../src/core/text/lines.js';
import { readMarked } from './marked.js';

const drawn = ({ kind, name, detail, children }: OutlineSymbol): string =>
  `${kind} ${name} [${detail}]${children.length > 0 ? ` { ${children.map(drawn).join('; ')} }` : ''}`;

const outlines: Readonly<Record<string, readonly string[]>> = {
  'CREATE TABLE app.t (a int, "B c" numeric(9, 2) NOT NULL, CONSTRAINT k CHECK (a > 0), PRIMARY KEY (a));': [
    'table app.t [table] { column a [int]; column B c [numeric(9, 2)]; constraint k [check] }',
  ],
  'CREATE TABLE t (a int CONSTRAINT c CHECK (a > 0) NOT NULL);': [
    'table t [table] { column a [int] { constraint c [check] } }',
  ],
  'CREATE VIEW v AS SELECT 1; CREATE MATERIALIZED VIEW m AS SELECT 1; CREATE TABLE c AS SELECT 1;': [
    'view v [view]',
    'materialized view m [materialized view]',
    'table c [table]',
  ],
  'CREATE INDEX ASYNC i ON app.t (a); CREATE SEQUENCE s CACHE 1; CREATE SCHEMA app; CREATE ROLE r;': [
    'index i [on t]',
    'sequence s [sequence]',
    'schema app [schema]',
    'role r [role]',
  ],
  "CREATE FUNCTION f(n int) RETURNS int LANGUAGE sql RETURN n; CREATE OR REPLACE PROCEDURE p() LANGUAGE sql AS 'SELECT 1';":
    ['function f [(n int)]', 'procedure p [()]'],
  "CREATE TYPE mood AS ENUM ('ok', 'it''s'); CREATE DOMAIN d AS text; CREATE TYPE pair AS (a int, b text);": [
    "enum mood [enum] { label ok []; label it's [] }",
    'domain d [domain]',
    'type pair [type] { column a [int]; column b [text] }',
  ],
  "SELECT 'CREATE TABLE x (a int)'; -- CREATE TABLE y (a int);\nDROP TABLE z;": [],
  'WITH a AS (SELECT 1), b AS (WITH c AS (SELECT 2) SELECT * FROM c) INSERT INTO t SELECT * FROM a, b;': [
    'cte a [query]',
    'cte b [query] { cte c [query] }',
  ],
  'SELECT 1;\nCREATE VIEW v AS WITH w AS (SELECT 1) SELECT * FROM w; SELECT (WITH x AS (SELECT 1) SELECT 2);':
    ['view v [view] { cte w [query] }', 'cte x [query]'],
  'CREATE ROLE r WITH LOGIN; CREATE TABLE t (a timestamp with time zone);': [
    'role r [role]',
    'table t [table] { column a [timestamp with time zone] }',
  ],
  '-- about\nCREATE TABLE t (a int': ['table t [table] { column a [int] }'],
};

for (const [text, expected] of Object.entries(outlines))
  test(`outline: ${text}`, () => {
    assert.deepEqual(outlineOf(readMarked(text).file).map(drawn), expected);
  });

const folds: Readonly<Record<string, readonly string[]>> = {
  'CREATE TABLE t (\n  a int,\n  b int\n);\nSELECT 1;': ['0-3', '0-3'],
  '-- one\n-- two\nSELECT 1;': ['0-1 comment'],
  'SELECT 1; -- one\n\n-- two\nSELECT 2;': [],
  '/* a\nb */\nSELECT a,\n  b\nFROM t;': ['0-1 comment', '2-4'],
  'SELECT *\nFROM (\n  SELECT 1\n  FROM t\n) q;': ['0-4', '1-4', '2-3'],
  'BEGIN;\nSELECT 1;\nROLLBACK TO SAVEPOINT a;\nCOMMIT;\nBEGIN; COMMIT;': ['0-3'],
  '-- #region one\nSELECT 1;\n--#region two\nSELECT 2;\n-- #endregion\n-- #endregion\n-- #endregion': [
    '0-5',
    '2-4',
    '4-6 comment',
  ],
  'CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$\nBEGIN\n  IF true THEN\n    RETURN 1;\n  END IF;\nEND\n$$;':
    ['0-6', '0-6', '1-5', '2-4'],
};

for (const [text, expected] of Object.entries(folds))
  test(`folding: ${JSON.stringify(text)}`, () => {
    const lines = createLineIndex(text);
    const found = foldsOf(readMarked(text).file).map(({ span, isComment }) => {
      const [first, last] = [lines.positionAt(span.start).line, lines.positionAt(span.end).line];
      return `${first}-${last}${isComment ? ' comment' : ''}`;
    });
    assert.deepEqual(found.sort(), expected);
  });

const selections: Readonly<Record<string, readonly string[]>> = {
  'SELECT ti|tle FROM books;\nSELECT 2;': [
    'title',
    'SELECT title',
    'SELECT title FROM books',
    'SELECT title FROM books;',
    'SELECT title FROM books;\nSELECT 2;',
  ],
  'SELECT f(a|, b), c;': [
    'a',
    'a, b',
    '(a, b)',
    'f(a, b)',
    'f(a, b), c',
    'SELECT f(a, b), c',
    'SELECT f(a, b), c;',
  ],
  'UPDATE t SET a = 1|, b = 2;': [
    '1',
    'a = 1',
    'a = 1, b = 2',
    'SET a = 1, b = 2',
    'UPDATE t SET a = 1, b = 2',
    'UPDATE t SET a = 1, b = 2;',
  ],
  'SELECT 1 WHERE a| = 1 AND b BETWEEN 2 AND 3 OR c': [
    'a',
    'a = 1',
    'a = 1 AND b BETWEEN 2 AND 3',
    'a = 1 AND b BETWEEN 2 AND 3 OR c',
    'WHERE a = 1 AND b BETWEEN 2 AND 3 OR c',
    'SELECT 1 WHERE a = 1 AND b BETWEEN 2 AND 3 OR c',
  ],
  'SELECT 1 WHERE a AND b BETWEEN 2 AND |3': [
    '3',
    'b BETWEEN 2 AND 3',
    'a AND b BETWEEN 2 AND 3',
    'WHERE a AND b BETWEEN 2 AND 3',
    'SELECT 1 WHERE a AND b BETWEEN 2 AND 3',
  ],
  'SELECT 1; -- some wo|rds\nSELECT 2;': ['-- some words', 'SELECT 1; -- some words\nSELECT 2;'],
  "SELECT f(a, 'x |y') FROM t;": [
    'x y',
    "'x y'",
    "a, 'x y'",
    "(a, 'x y')",
    "f(a, 'x y')",
    "SELECT f(a, 'x y')",
    "SELECT f(a, 'x y') FROM t",
    "SELECT f(a, 'x y') FROM t;",
  ],
};

for (const [text, expected] of Object.entries(selections))
  test(`selection: ${text}`, () => {
    const { file, caret } = readMarked(text);
    assert.deepEqual(
      selectionsAt(file, caret).map(({ start, end }) => file.text.slice(start, end)),
      expected,
    );
  });
