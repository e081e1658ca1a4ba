import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completionsAt } from '../../../src/core/ide/completion/complete.js';
import type { Completion } from '../../../src/core/ide/completion/item.js';
import { snippets } from '../../../src/core/ide/completion/vocabulary.js';
import { applyEdits } from '../../../src/core/text/edit.js';
import { analyzer } from '../engine.js';
import { readMarked } from './marked.js';

const library = `CREATE TABLE authors (author_id uuid PRIMARY KEY, pen_name text NOT NULL, born date);
CREATE TABLE books (isbn text PRIMARY KEY, author_id uuid NOT NULL REFERENCES authors (author_id), title text,
  status text CHECK (status IN ('draft', 'out')), sold boolean, pages int);
CREATE TABLE "Reader" ("cardNo" bigint PRIMARY KEY, "order" int);
CREATE VIEW thick AS SELECT title FROM books WHERE pages > 900;
CREATE TABLE app.notes (note text, books_isbn text);
CREATE DOMAIN iban AS text;
CREATE FUNCTION fee(n int) RETURNS int LANGUAGE sql RETURN n;
CREATE INDEX ASYNC books_title ON books (title);
`;

const sorted = (items: readonly Completion[]): readonly Completion[] =>
  items
    .map((item, at) => ({ item, at }))
    .sort((one, other) => one.item.rank - other.item.rank || one.at - other.at)
    .map(({ item }) => item);

interface Expected {
  /** The first labels, in order. */
  readonly first?: string;
  /** Labels that are there. */
  readonly has?: string;
  /** Labels that are not. */
  readonly lacks?: string;
  /** All labels. */
  readonly only?: string;
}

const columns = 'isbn · author_id · title · status · sold · pages';

const cases: Readonly<Record<string, Expected>> = {
  '|': {
    first: 'SELECT · INSERT INTO · UPDATE · DELETE FROM · WITH',
    lacks: 'TRUNCATE · VACUUM · LISTEN · SAVEPOINT',
  },
  'sel|': { first: 'select · insert into · update' },
  'SELECT 1; |': { first: 'SELECT · INSERT INTO' },
  'SELECT | FROM books': {
    first: columns,
    has: 'DISTINCT · CASE · coalesce · fee',
    lacks: 'WHERE · FROM · pen_name',
  },
  'SELECT | FROM books JOIN authors USING (author_id)': { first: `${columns} · pen_name · born` },
  'SELECT | FROM books b JOIN authors a ON true': {
    has: 'isbn · b.author_id · a.author_id · pen_name',
    lacks: 'author_id',
  },
  'SELECT (SELECT | FROM authors) FROM books': { first: 'author_id · pen_name · born · isbn' },
  'SELECT b.| FROM books b': { only: columns },
  'SELECT b.t| FROM books AS b WHERE': { only: columns },
  'SELECT excluded.|': { only: '' },
  'SELECT "| FROM "Reader"': { has: 'cardNo · order' },
  'SELECT * FROM |': {
    first: 'authors · books · Reader · thick',
    has: 'app.notes · sys · information_schema · generate_series',
    lacks: 'isbn · WHERE',
  },
  'WITH w AS (SELECT 1 AS one) SELECT * FROM |': { first: 'w · authors' },
  'WITH w AS (SELECT 1 AS one) SELECT | FROM w': { first: 'one' },
  'SELECT * FROM app.|': { only: 'notes' },
  'SELECT * FROM sys.|': { only: 'jobs · iam_pg_role_mappings' },
  'SELECT * FROM information_schema.|': { has: 'tables · columns', lacks: 'books' },
  'SELECT * FROM books |': {
    first: 'WHERE · JOIN',
    has: 'LEFT JOIN · ORDER BY · LIMIT',
    lacks: 'TABLESAMPLE · isbn · VALUES',
  },
  'select * from books w|': { has: 'where · window', lacks: 'WHERE' },
  'SELECT * FROM books b JOIN authors a ON |': { first: 'b.author_id = a.author_id' },
  'SELECT * FROM app.notes n JOIN books b ON |': { lacks: 'n.note = b.note' },
  'SELECT * FROM books b JOIN authors a |': { has: 'ON · USING' },
  'SELECT * FROM books WHERE |': { first: `${columns} · books`, has: 'NOT · EXISTS' },
  'SELECT * FROM books WHERE pages > 1 |': { first: 'AND', has: 'OR · ORDER BY', lacks: 'isbn · coalesce' },
  'SELECT * FROM books WHERE status = |': { first: "'draft' · 'out'" },
  "SELECT * FROM books WHERE status = '|": { only: "'draft' · 'out'" },
  "SELECT * FROM books WHERE status = 'd|' AND true": { only: "'draft' · 'out'" },
  "SELECT * FROM books b WHERE b.status IN ('draft', |": { first: "'draft' · 'out'" },
  'SELECT * FROM books WHERE sold = |': { first: 'true · false' },
  'SELECT CASE status WHEN | FROM books': { first: "'draft' · 'out'" },
  "SELECT CASE b.status WHEN 'draft' THEN 1 WHEN | FROM books b": { first: "'draft' · 'out'" },
  'SELECT CASE WHEN | FROM books': { first: columns, lacks: "'draft'" },
  'ALTER TABLE books ALTER COLUMN status SET DEFAULT |': { first: "'draft' · 'out'", lacks: 'isbn' },
  'CREATE TABLE t (a uuid, b uuid DEFAULT |': { has: 'gen_random_uuid', lacks: 'a · WHERE' },
  'SELECT title AS | FROM books': { only: '' },
  'SELECT title AS |': { only: '' },
  'SELECT * FROM books AS |': { only: '' },
  'UPDATE books SET sold = |': { first: 'true · false' },
  "INSERT INTO books (isbn, status) VALUES ('x', |": { first: "'draft' · 'out'", has: 'DEFAULT' },
  'SELECT title AS t, count(*) FROM books GROUP BY |': { first: 't' },
  'SELECT * FROM books ORDER BY title |': { has: 'ASC · DESC · NULLS LAST', lacks: 'isbn' },
  'SELECT * FROM books LEFT |': { only: 'JOIN · JOIN LATERAL' },
  'SELECT count(*) OVER (|': { has: 'PARTITION BY · ORDER BY' },
  'SELECT title::|': { first: 'iban · uuid · text', lacks: 'serial · WHERE' },
  'SELECT CAST(title AS |': { has: 'bigint', lacks: 'money' },
  'INSERT INTO |': { only: 'authors · books · Reader · app.notes · public · app' },
  'INSERT INTO books |': { first: 'VALUES', has: 'SELECT · DEFAULT VALUES', lacks: 'isbn' },
  'INSERT INTO books (isbn, |': { only: 'author_id · title · status · sold · pages' },
  'INSERT INTO books (isbn) VALUES (1) ON CONFLICT (|': { first: columns },
  'INSERT INTO books (isbn) VALUES (1) ON CONFLICT (isbn) DO |': { has: 'NOTHING · UPDATE SET' },
  'INSERT INTO books (isbn) VALUES (1) ON CONFLICT (isbn) DO UPDATE SET title = excluded.|': {
    only: columns,
  },
  'UPDATE |': { has: 'books', lacks: 'thick' },
  'UPDATE books |': { first: 'SET' },
  'UPDATE books SET |': { only: columns },
  "UPDATE books SET title = 'x', |": { only: 'isbn · author_id · status · sold · pages' },
  'DELETE FROM |': { has: 'books', lacks: 'thick · generate_series' },
  'DELETE FROM books |': { has: 'WHERE · USING · RETURNING' },
  'DELETE FROM books RETURNING |': { first: columns },
  'CREATE |': {
    has: 'TABLE · UNIQUE INDEX · OR REPLACE VIEW',
    lacks: 'TEMPORARY · UNLOGGED · MATERIALIZED · TRIGGER · EXTENSION',
  },
  'CREATE TABLE |': { only: 'IF NOT EXISTS' },
  'CREATE TABLE t (a |': { first: 'iban · uuid · text · bigint', lacks: 'serial · money · xml · inet' },
  'CREATE TABLE t (a text |': { has: 'NOT NULL · PRIMARY KEY · DEFAULT · REFERENCES', lacks: 'WHERE' },
  'CREATE TABLE t (a bigint GENERATED |': { has: 'BY DEFAULT AS IDENTITY · ALWAYS AS IDENTITY' },
  'CREATE TABLE t (a bigint GENERATED BY DEFAULT AS IDENTITY (|': { first: 'CACHE' },
  'CREATE TABLE t (a text REFERENCES |': { first: 'authors · books', lacks: 'thick' },
  'CREATE TABLE t (a text REFERENCES books (|': { only: columns },
  'CREATE INDEX |': { only: 'ASYNC' },
  'create index |': { only: 'async' },
  'CREATE UNIQUE INDEX |': { only: 'ASYNC' },
  'CREATE INDEX ASYNC |': { has: 'IF NOT EXISTS · ON', lacks: 'CONCURRENTLY' },
  'CREATE INDEX ASYNC i ON |': { first: 'authors · books', lacks: 'thick' },
  'CREATE INDEX ASYNC i ON books (|': { first: columns, has: 'lower' },
  'CREATE INDEX ASYNC i ON books (title) |': { has: 'INCLUDE · WHERE', lacks: 'TABLESPACE' },
  'ALTER TABLE |': { first: 'ASYNC · authors · books' },
  'ALTER TABLE books |': {
    has: 'ADD COLUMN · ADD CONSTRAINT · RENAME COLUMN',
    lacks: 'VALIDATE CONSTRAINT · INHERIT',
  },
  'ALTER TABLE ASYNC books |': { has: 'VALIDATE CONSTRAINT' },
  'ALTER TABLE books DROP COLUMN |': { first: columns },
  'ALTER TABLE books ADD COLUMN x |': { has: 'text', lacks: 'serial' },
  'ALTER TABLE books ADD CONSTRAINT c CHECK (pages > 0) |': { has: 'NOT VALID' },
  'DROP |': { has: 'TABLE · INDEX', lacks: 'TRIGGER · EXTENSION' },
  'DROP TABLE |': { has: 'books', lacks: 'thick' },
  'DROP VIEW |': { has: 'thick', lacks: 'books' },
  'DROP INDEX |': { has: 'books_title' },
  'SET |': { has: 'search_path · timezone · enable_hashjoin', lacks: 'work_mem · statement_timeout' },
  'SET enable_hashjoin = |': { first: 'on · off' },
  'SET search_path TO |': { has: 'public · app' },
  'SHOW |': { has: 'timezone' },
  'CALL |': { has: 'sys.wait_for_job', lacks: 'fee' },
  'COMMENT ON COLUMN books.|': { only: columns },
  'GRANT |': { has: 'SELECT · ALL PRIVILEGES' },
  'GRANT SELECT ON |': { has: 'books · ALL TABLES IN SCHEMA' },
  'SELECT 1 -- |': { only: '' },
  'SELECT 1 -- which bo|\n, 2': { only: '' },
  '/* bo| */ SELECT 1': { only: '' },
  "SELECT 'bo|'": { only: '' },
  'SELECT 12|': { only: '' },
  '\\set bo|': { only: '' },
  'COPY books FROM STDIN;\n1|\n\\.\n': { only: '' },
  'SELECT count(* FROM books WHERE\n\nSELECT a.| FROM authors a': { only: 'author_id · pen_name · born' },
  'SELECT a FROM b\n\nSELECT | FROM authors': { first: 'author_id · pen_name' },
  'WITH w AS (SELECT 1 AS one)\n\nSELECT | FROM w': { first: 'one' },
  'CREATE FUNCTION f(a int) RETURNS int LANGUAGE plpgsql AS $$ DECLARE x int; BEGIN | END $$': {
    has: 'IF · RAISE EXCEPTION · RETURN',
  },
  'CREATE FUNCTION f(a int) RETURNS int LANGUAGE plpgsql AS $$ DECLARE x int; BEGIN SELECT | FROM books; END $$':
    { first: `${columns} · x · a` },
  'CREATE FUNCTION f(a int) RETURNS int LANGUAGE plpgsql AS $$ DECLARE x int; BEGIN RETURN | END $$': {
    has: 'x · a',
  },
  "CREATE FUNCTION f(a int) RETURNS text LANGUAGE sql AS $$ SELECT 'x| y' $$": { only: '' },
  'CREATE FUNCTION f(a int) RETURNS text LANGUAGE sql AS $$ SELECT 1 -- x| $$': { only: '' },
  'CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS $$ SELECT | FROM books $$': {
    first: `${columns} · a`,
  },
  "CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT | FROM books'": { first: `${columns} · a` },
  'CREATE FUNCTION f(wanted text) RETURNS int LANGUAGE sql AS $$ SELECT pages FROM books WHERE isbn = | $$': {
    has: 'wanted · title',
  },
  'WITH a AS (SELECT * FROM |), b AS (SELECT 1) SELECT 1': { has: 'books', lacks: 'b' },
  'WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT | FROM n) SELECT i FROM n': { first: 'i' },
  'SELECT "My book".| FROM books "My book"': { only: columns },
  'SELECT * FROM books JOIN authors USING (|)': { only: 'author_id' },
  'SELECT * FROM books JOIN authors USING (|': { only: 'author_id' },
  'SELECT sum(pages) OVER | FROM books WINDOW by_author AS (PARTITION BY author_id)': { only: 'by_author' },
  'SELECT v.| FROM (VALUES (1, 2)) v': { only: 'column1 · column2' },
  'SELECT * FROM books b FOR UPDATE OF |': { only: 'b' },
  'RESET |': { has: 'timezone · search_path' },
  'CREATE FUNCTION f() RETURNS |': { has: 'text · TABLE · SETOF · void', lacks: 'serial' },
  'CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ DECLARE b |; BEGIN RETURN 1; END $$': {
    has: 'text · record · books%ROWTYPE',
  },
  'CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ DECLARE b books%ROWTYPE; BEGIN RETURN b.|; END $$':
    {
      only: columns,
    },
  'CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ DECLARE r record; BEGIN FOR r IN SELECT isbn, pages AS n FROM books LOOP PERFORM r.|; END LOOP; END $$':
    { only: 'isbn · n' },
  'CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ DECLARE r record; BEGIN SELECT isbn INTO r FROM books; RETURN r.|; END $$':
    { only: 'isbn' },
  'CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ DECLARE r record; BEGIN DELETE FROM books RETURNING pages INTO r; RETURN r.|; END $$':
    { only: 'pages' },
  'CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ DECLARE n int; BEGIN SELECT pages INTO | FROM books; END $$':
    { only: 'n' },
};

const shop = `CREATE TABLE authors (author_id uuid PRIMARY KEY, pen_name text NOT NULL, born date);
CREATE TABLE books (isbn text PRIMARY KEY, author_id uuid REFERENCES authors (author_id), title text, pages int);
CREATE TABLE loans (loan_id bigint PRIMARY KEY, isbn text, reader text, due_on date);
CREATE SCHEMA shop;
CREATE TABLE shop.orders (order_id uuid PRIMARY KEY, state text, paid boolean, total numeric(10, 2));
CREATE VIEW thick AS SELECT isbn FROM books;
CREATE DOMAIN isbn_code AS text;
CREATE SEQUENCE loan_no CACHE 65536;
CREATE FUNCTION late_fee(days integer) RETURNS integer LANGUAGE sql RETURN days;
CREATE PROCEDURE tidy(keep integer) LANGUAGE plpgsql AS $$ BEGIN NULL; END $$;
CREATE ROLE clerk WITH LOGIN;
CREATE INDEX ASYNC books_title ON books (title);
`;

const statements: Readonly<Record<string, Expected>> = {
  'aws|': { has: 'aws iam grant' },
  'SELECT title FROM books UNION ALL SELECT reader FROM loans ORDER BY |': {
    first: 'title',
    lacks: 'reader',
  },
  'CREATE TABLE t (LIKE books |)': { has: 'INCLUDING ALL' },
  'ALTER VIEW thick |': { has: 'RENAME TO · OWNER TO · SET SCHEMA', lacks: 'ADD COLUMN' },
  'SET SESSION CHARACTERISTICS AS TRANSACTION |': { has: 'READ ONLY' },
  'COPY (|) TO STDOUT': { has: 'SELECT' },
  'SELECT isbn FROM books LIMIT |': { lacks: 'isbn · books' },
  'AWS |': { has: 'IAM GRANT' },
  'AWS IAM |': { has: 'GRANT · REVOKE' },
  'AWS IAM GRANT |': { has: 'clerk' },
  'AWS IAM GRANT clerk |': { has: 'TO' },
  'AWS IAM REVOKE clerk |': { has: 'FROM' },
  'CREATE TABLE IF |': { has: 'NOT EXISTS' },
  'CREATE INDEX ASYNC by_title ON books (title, |)': { has: 'isbn · pages', lacks: 'title' },
  'CREATE INDEX ASYNC by_title ON books (title |)': {
    has: 'NULLS FIRST · NULLS LAST',
    lacks: 'DESC · ASC · COLLATE',
  },
  'CREATE INDEX ASYNC by_title ON books (title) INCLUDE (|)': {
    has: 'isbn · pages',
    lacks: 'reader · lower',
  },
  'ALTER |': {
    has: 'TABLE · VIEW · INDEX · SEQUENCE · ROLE · SCHEMA · DOMAIN · FUNCTION · DEFAULT PRIVILEGES',
    lacks: 'SYSTEM · DATABASE · TRIGGER · TYPE · EXTENSION',
  },
  'ALTER TABLE books ADD COLUMN language text |': {
    lacks: 'NOT NULL · DEFAULT · UNIQUE · PRIMARY KEY · CHECK · REFERENCES',
  },
  'ALTER TABLE books ALTER COLUMN pages DROP |': { has: 'DEFAULT · NOT NULL' },
  'ALTER TABLE books ADD CONSTRAINT c UNIQUE |': { has: 'USING INDEX' },
  'ALTER TABLE ASYNC books |': { has: 'VALIDATE CONSTRAINT', lacks: 'ADD COLUMN' },
  'ALTER TABLE books SET SCHEMA |': { has: 'shop · public', lacks: 'books · isbn' },
  'ALTER TABLE books OWNER TO |': { has: 'clerk', lacks: 'books · isbn' },
  'ALTER VIEW |': { has: 'thick', lacks: 'books' },
  'ALTER SEQUENCE |': { has: 'loan_no', lacks: 'books' },
  'ALTER ROLE |': { has: 'clerk' },
  'ALTER INDEX |': { has: 'books_title' },
  'ALTER FUNCTION |': { has: 'late_fee', lacks: 'tidy · count' },
  'ALTER PROCEDURE |': { has: 'tidy', lacks: 'late_fee' },
  'ALTER DOMAIN |': { has: 'isbn_code', lacks: 'text' },
  'ALTER SCHEMA |': { has: 'shop' },
  'DROP FUNCTION |': { has: 'late_fee', lacks: 'tidy' },
  'DROP SEQUENCE |': { has: 'loan_no', lacks: 'books' },
  'DROP SCHEMA |': { has: 'shop', lacks: 'books' },
  'DROP ROLE |': { has: 'clerk', lacks: 'books' },
  'DROP DOMAIN |': { has: 'isbn_code', lacks: 'text · books' },
  'DROP PROCEDURE |': { has: 'tidy', lacks: 'late_fee' },
  'GRANT |': {
    has: 'SELECT · INSERT · UPDATE · DELETE · USAGE · EXECUTE · clerk',
    lacks: 'TRIGGER · TRUNCATE',
  },
  'GRANT SELECT ON books TO |': { has: 'clerk', lacks: 'isbn · books' },
  'GRANT USAGE ON SCHEMA |': { has: 'shop', lacks: 'books' },
  'GRANT EXECUTE ON FUNCTION |': { has: 'late_fee', lacks: 'books · tidy' },
  'GRANT SELECT ON ALL TABLES IN SCHEMA |': { has: 'shop', lacks: 'books' },
  'REVOKE SELECT ON books FROM |': { has: 'clerk', lacks: 'books · generate_series' },
  'GRANT SELECT, |': { has: 'INSERT · UPDATE' },
  'SET search_path TO shop, |': { has: 'public', lacks: 'shop' },
  'SET TIME ZONE |': { has: "'UTC'" },
  "SET timezone TO '|'": { has: "'UTC'" },
  'SHOW |': { has: 'search_path · timezone · server_version · transaction_isolation' },
  'RESET |': { has: 'search_path · ALL' },
  'BEGIN ISOLATION LEVEL |': { has: 'REPEATABLE READ', lacks: 'SERIALIZABLE · READ COMMITTED' },
  'START |': { has: 'TRANSACTION' },
  'INSERT INTO books (|)': { has: 'isbn · title · pages', lacks: 'pen_name · SELECT · lower' },
  'INSERT INTO books (isbn) VALUES (1) ON |': { has: 'CONFLICT' },
  "UPDATE shop.orders SET (state, |) = ('x', true)": { has: 'paid · total', lacks: 'state' },
  'SELECT * FROM pg_cl|': { has: 'pg_class' },
  'SELECT sys.|': { has: 'cluster_size', lacks: 'books' },
  'SELECT * FROM books WHERE pages IS |': { has: 'NULL · NOT NULL · DISTINCT FROM' },
  'SELECT * FROM books WHERE title NOT |': { has: 'LIKE · IN · ILIKE' },
  'SELECT author_id, count(*) FROM books GROUP |': { has: 'BY' },
  'SELECT title FROM books FOR UPDATE |': { has: 'SKIP LOCKED · NOWAIT · OF' },
  'SELECT sum(pages) OVER (ORDER BY isbn ROWS |) FROM books': { has: 'BETWEEN' },
  'SELECT extract(|) FROM loans': { has: 'EPOCH' },
  'SELECT extract(year FROM |) FROM loans': { has: 'due_on' },
  'SELECT loans.due_on AT |FROM loans': { has: 'TIME ZONE' },
  'CALL sys.|': { has: 'wait_for_job' },
  'EXPLAIN |': { has: 'ANALYZE · SELECT · VERBOSE' },
  'EXPLAIN (|': { has: 'ANALYZE · VERBOSE · BUFFERS · FORMAT · COSTS' },
  'EXPLAIN (ANALYZE, |': { has: 'VERBOSE', lacks: 'isbn' },
  'EXPLAIN (FORMAT |': { has: 'JSON · TEXT' },
  'EXPLAIN ANALYZE |': { has: 'SELECT · VERBOSE' },
  'COPY books FROM STDIN WITH (|': { has: 'FORMAT · HEADER · DELIMITER · NULL' },
  'COPY books FROM STDIN WITH (FORMAT |': { has: 'CSV' },
  'COMMENT ON COLUMN |': { has: 'books' },
  'COMMENT ON VIEW |': { has: 'thick', lacks: 'books' },
  'CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE |': {
    has: 'SQL · PLPGSQL',
    lacks: 'c · plpython3u · integer',
  },
  'CREATE DOMAIN d AS text CHECK (|)': { has: 'VALUE', lacks: 'isbn' },
  "SELECT nextval('|')": { has: "'loan_no'" },
  'CREATE FUNCTION f(wanted int) RETURNS int LANGUAGE plpgsql AS $$ DECLARE n int; BEGIN | END $$': {
    has: 'IF · RETURN · FOR · RAISE EXCEPTION · SELECT · UPDATE · PERFORM · n',
    lacks: 'TRUNCATE · CREATE TABLE · VACUUM',
  },
  'CREATE FUNCTION f(wanted int) RETURNS int LANGUAGE plpgsql AS $$ DECLARE n int; BEGIN IF | END $$': {
    has: 'n · wanted · NOT · EXISTS',
    lacks: 'IF · THEN',
  },
  'CREATE FUNCTION f(wanted int) RETURNS int LANGUAGE plpgsql AS $$ DECLARE n int; BEGIN IF n > 3 | END $$': {
    has: 'THEN · AND',
  },
  'CREATE FUNCTION f(wanted int) RETURNS int LANGUAGE plpgsql AS $$ DECLARE n int; BEGIN FOR i IN 1..n | END $$':
    { has: 'LOOP' },
  'CREATE FUNCTION f(wanted int) RETURNS int LANGUAGE plpgsql AS $$ DECLARE n int; BEGIN RAISE | END $$': {
    has: 'EXCEPTION · NOTICE · WARNING',
    lacks: 'isbn',
  },
  'CREATE FUNCTION f(wanted int) RETURNS int LANGUAGE plpgsql AS $$ DECLARE x books.title%|; BEGIN RETURN 1; END $$':
    { has: 'TYPE' },
};

const all = [
  ...Object.entries(cases).map((one) => [library, ...one] as const),
  ...Object.entries(statements).map((one) => [shop, ...one] as const),
];

for (const [made, marked, { first, has = '', lacks = '', only }] of all)
  test(`completion: ${marked}`, () => {
    const { file, caret } = readMarked(made + marked);
    const labels = sorted(completionsAt(file, caret)).map(({ label }) => label);
    const list = (written: string) => (written === '' ? [] : written.split(' · '));
    if (only !== undefined) assert.deepEqual(labels, list(only));
    if (first !== undefined) assert.deepEqual(labels.slice(0, list(first).length), list(first));
    assert.deepEqual(
      list(has).filter((label) => !labels.includes(label)),
      [],
    );
    assert.deepEqual(
      list(lacks).filter((label) => labels.includes(label)),
      [],
    );
  });

test('a name is quoted where it must be', () => {
  const { file, caret } = readMarked(`${library}SELECT | FROM "Reader"`);
  const found = completionsAt(file, caret).filter(({ kind }) => kind === 'column' || kind === 'alias');
  assert.deepEqual(
    found.map(({ label, text }) => `${label} ${text}`),
    ['cardNo "cardNo"', 'order "order"', 'Reader "Reader"'],
  );
});

test('the quote that the editor has closed is written over', () => {
  const written: Readonly<Record<string, string>> = {
    'SELECT "car|" FROM "Reader"': 'SELECT "cardNo" FROM "Reader"',
    'SELECT "car| FROM "Reader"': 'SELECT "cardNo" FROM "Reader"',
    'SELECT car| FROM "Reader"': 'SELECT "cardNo" FROM "Reader"',
    "SELECT * FROM books WHERE status = 'dr|' AND true":
      "SELECT * FROM books WHERE status = 'draft' AND true",
    "SELECT * FROM books WHERE status = 'dr| AND title = 'x'":
      "SELECT * FROM books WHERE status = 'draft' AND title = 'x'",
  };
  for (const [marked, expected] of Object.entries(written)) {
    const { file, caret } = readMarked(library + marked);
    const [item] = completionsAt(file, caret).filter(({ label }) => /cardNo|draft/.test(label));
    assert.ok(item, marked);
    assert.equal(applyEdits(file.text, [{ ...item.span, text: item.text }]).slice(library.length), expected);
  }
});

test('a column says what it is', () => {
  const { file, caret } = readMarked(`${library}SELECT a.| FROM authors a`);
  assert.deepEqual(
    completionsAt(file, caret).map(({ label, detail }) => `${label} ${detail}`),
    ['author_id uuid not null', 'pen_name text not null', 'born date'],
  );
});

test('the snippets hold nothing that Aurora DSQL refuses', () => {
  for (const { label, body } of snippets) {
    const text = body.replace(/\$\{\d+:([^}]*)\}/g, '$1').replace(/\$\{?\d+\}?/g, '');
    const problems = analyzer.analyze(text).problems.filter(({ severity }) => severity === 'error');
    assert.deepEqual(
      problems.map(({ message }) => message),
      [],
      label,
    );
  }
});
