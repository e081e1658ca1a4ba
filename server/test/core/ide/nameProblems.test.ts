import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createNameCheck } from '../../../src/core/ide/nameCheck.js';
import type { WorkspaceFile } from '../../../src/core/ide/workspace.js';
import { applyEdits } from '../../../src/core/text/edit.js';
import { finish } from '../../../src/core/text/steps.js';
import { type Marked, placeOf, readMarked } from './marked.js';

const library =
  'CREATE TABLE books (isbn text PRIMARY KEY, title text, pages int);\nCREATE TABLE loans (isbn text, reader text);\nCREATE FUNCTION late_fee(days int) RETURNS int LANGUAGE sql RETURN days;\n';

const sizes = `CREATE DOMAIN grams AS int DEFAULT 0;
CREATE TABLE sizes (size_id bigint GENERATED ALWAYS AS IDENTITY (CACHE 1) PRIMARY KEY, label text NOT NULL, price int NOT NULL,
  weight grams NOT NULL, state text NOT NULL DEFAULT 'new', extra int);
`;

/** A function in PL/pgSQL. */
const pl = (body: string, head = 'f(days int) RETURNS int'): string =>
  `CREATE FUNCTION ${head} LANGUAGE plpgsql AS $$ ${body} $$;`;

const namesOf = (file: WorkspaceFile) => finish(createNameCheck().check(file));

/** Each mark is told of by the rule, and nothing else is. */
const told: readonly (readonly [rule: string, marked: Marked])[] = [
  ['unknown-column', `${library}SELECT b.«tilte» FROM books b;`],
  ['unknown-column', `${library}SELECT «tilte» FROM books;`],
  ['unknown-column', `${library}UPDATE books SET «tilte» = 1;`],
  ['unknown-column', `${library}INSERT INTO books (isbn, «tilte») VALUES (1, 2);`],
  ['unknown-column', `${library}DELETE FROM books WHERE «tilte» = '';`],
  ['unknown-column', `${library}SELECT title FROM books ORDER BY «tilte»;`],
  ['unknown-column', `${library}WITH w AS (SELECT title AS t FROM books) SELECT «title» FROM w;`],
  ['unknown-column', { 'schema.sql': library, 'q.sql': 'SELECT |«tilte» FROM books;' }],
  ['unknown-column', { 'a.sql': 'SELECT |«tilte» FROM books;', 'b.sql': library }],
  ['unknown-alias', `${library}SELECT «x».title FROM books b;`],
  ['unknown-alias', `${library}SELECT «books».title FROM books b;`],
  ['ambiguous-column', `${library}SELECT «isbn», reader FROM books JOIN loans ON loans.isbn = books.isbn;`],
  ['unknown-table', `${library}DELETE FROM «bookz» WHERE isbn = '1';`],
  ['unknown-table', `${library}SELECT 1 FROM «laons»;`],
  ['insert-values', `${library}INSERT INTO books (isbn) VALUES «('a', 'b')»;`],
  ['insert-values', `${library}INSERT INTO books (isbn, title) VALUES ('a', 'b'), «('c')»;`],
  ['insert-values', `${library}INSERT INTO loans VALUES «('a', 'b', 'c')»;`],
  ['insert-values', `${library}INSERT INTO books (isbn, title) SELECT «isbn» FROM books;`],
  ['insert-values', `${sizes}INSERT INTO sizes «(label, extra)» VALUES ('a', 1);`],
  ['insert-values', `${sizes}INSERT INTO sizes «(size_id)» SELECT 1;`],
  ['unknown-column', `${library}CREATE INDEX ASYNC i ON books («tilte»);`],
  ['unknown-column', `${library}ALTER TABLE books DROP COLUMN «tilte»;`],
  ['unknown-column', `${library}EXPLAIN SELECT «tilte» FROM books;`],
  ['unknown-column', `${library}CREATE VIEW v AS SELECT «tilte» FROM books;`],
  [
    'unknown-column',
    `${library}MERGE INTO books b USING loans l ON b.isbn = l.«isbm» WHEN MATCHED THEN DELETE;`,
  ],
  [
    'unknown-column',
    `${library}CREATE FUNCTION f(wanted text) RETURNS text LANGUAGE sql AS $$ SELECT «tilte» FROM books WHERE isbn = wanted $$;`,
  ],
  ['unknown-column', `${library}${pl('DECLARE total int; BEGIN RETURN «totl»; END')}`],
  ['unknown-column', `${library}${pl('DECLARE total int; BEGIN total := «totl» + 1; RETURN total; END')}`],
  ['unknown-column', `${library}${pl('BEGIN IF «dayz» > 1 THEN RETURN 1; END IF; RETURN days; END')}`],
  ['unknown-column', `${library}${pl('BEGIN RETURN (SELECT «tilte» FROM books); END')}`],
  [
    'unknown-column',
    `${library}${pl('DECLARE n int; BEGIN SELECT pages INTO n FROM books WHERE «isbm» = $1::text; RETURN n; END')}`,
  ],
  [
    'unknown-column',
    `${library}${pl('BEGIN UPDATE books SET pages = «dasy» WHERE isbn = days::text; RETURN 1; END')}`,
  ],
  ['unknown-column', `${library}${pl('BEGIN PERFORM «tilte» FROM books; RETURN 1; END')}`],
  [
    'unknown-column',
    `${library}${pl('DECLARE b record; BEGIN FOR b IN SELECT isbn FROM books WHERE «tilte» > 1 LOOP NULL; END LOOP; RETURN 1; END')}`,
  ],
  [
    'unknown-column',
    `${library}${pl("BEGIN RAISE NOTICE 'x %', «dayz»; RETURN 1; EXCEPTION WHEN OTHERS THEN RAISE NOTICE '%', «sqlerm»; END")}`,
  ],
  ['unknown-alias', `${library}${pl('DECLARE book books%ROWTYPE; BEGIN RETURN «bok».pages; END')}`],
  [
    'unknown-alias',
    `${library}${pl('BEGIN INSERT INTO books (isbn, title) SELECT «x».reader, «x».isbn FROM loans; RETURN 1; END')}`,
  ],
  ['unknown-table', `${library}${pl('BEGIN DELETE FROM «bookz»; RETURN 1; END')}`],
  ['insert-values', `${library}${pl("BEGIN INSERT INTO books (isbn) VALUES «('a', 'b')»; RETURN 1; END")}`],
  ['unknown-function', `${library}${pl('BEGIN RETURN «late_fe»(1); END')}`],
  ['unknown-column', `${library}DO $$ DECLARE total int := 1; BEGIN PERFORM «totl»; END $$;`],
  [
    'unknown-column',
    `${library}CREATE FUNCTION g(n int) RETURNS SETOF int BEGIN ATOMIC SELECT pages FROM books WHERE «pagse» = n; END;`,
  ],
  ['unknown-column', `${library}CREATE FUNCTION g(n int) RETURNS int RETURN «m» + n;`],
  ['unknown-function', `${library}SELECT «date_trnc»('day', now());`],
  ['unknown-function', `${library}SELECT «late_fe»(1);`],
  ['duplicate-name', `${library}SELECT 1 FROM books b JOIN loans «b» ON true;`],
  ['duplicate-name', `${library}WITH a AS (SELECT 1), «a» AS (SELECT 2) SELECT * FROM a;`],
  ['unused-query', `${library}WITH «a» AS (SELECT 1) SELECT 2;`],
  ['types-do-not-fit', `${library}SELECT 1 FROM books WHERE «pages = title»;`],
  ['types-do-not-fit', `${library}UPDATE books SET «pages = now()»;`],
  ['types-do-not-fit', `${library}INSERT INTO books (isbn, pages) VALUES (1, «true»);`],
  ['types-do-not-fit', `${library}SELECT 1 FROM books WHERE pages = «'many'»;`],
  ['types-do-not-fit', `${library}SELECT 1 FROM books WHERE pages IN ('1', «''»);`],
  ['types-do-not-fit', `${library}UPDATE books SET pages = «'n/a'»;`],
  ['types-do-not-fit', `${library}INSERT INTO books (isbn, pages) VALUES ('a', «'1.5'»);`],
  ['types-do-not-fit', `${library}SELECT coalesce(pages, «'none'») FROM books;`],
  ['types-do-not-fit', `CREATE TABLE t (d date, b bool, u uuid, j jsonb);\nUPDATE t SET d = «'soon'»;`],
  [
    'types-do-not-fit',
    `CREATE TABLE t (d date, b bool, u uuid, j jsonb);\nSELECT d FROM t WHERE b = «'maybe'»;`,
  ],
  ['types-do-not-fit', `CREATE TABLE t (d date, b bool, u uuid, j jsonb);\nSELECT d FROM t WHERE u = «'1'»;`],
  [
    'types-do-not-fit',
    `CREATE TABLE t (d date, b bool, u uuid, j jsonb);\nINSERT INTO t (j) VALUES («'{a: 1}'»);`,
  ],
  ['types-do-not-fit', `${library}SELECT isbn, title FROM books UNION «SELECT isbn FROM loans»;`],
  ['unknown-function', `${library}SELECT «late_fee»(1, 2);`],
  [
    'unknown-function',
    `${library}SELECT «lower»(title, 'x'), «now»(1), count(*), concat(1, 2, 3) FROM books;`,
  ],
  ['unknown-function', `${library}SELECT «uper»(title) FROM books;`],
  ['unknown-alias', `${library}SELECT rank() OVER «v» FROM books WINDOW w AS (ORDER BY pages);`],
  [
    'unknown-alias',
    `${library}SELECT rank() OVER («v» ORDER BY isbn) FROM books WINDOW w AS (ORDER BY pages);`,
  ],
  ['unknown-column', `${library}SELECT 1 FROM books JOIN loans USING («reader»);`],
  ['unknown-table', `${library}CREATE INDEX ASYNC i ON «bookz» (title);`],
  ['unknown-column', `${library}CREATE TABLE notes (isbn text REFERENCES books («isbm»));`],
  [
    'unknown-column',
    `${library}CREATE TABLE notes (isbn text, FOREIGN KEY («isbm») REFERENCES books (isbn));`,
  ],
  ['unknown-column', `${library}CREATE TABLE notes (id int, PRIMARY KEY («idd»));`],
  ['unknown-column', `${library}CREATE TABLE notes (id int, UNIQUE («idd»), CHECK (id > 0));`],
  ['unknown-column', `${library}CREATE TABLE notes (id int, CHECK («idd» > 0));`],
  ['unknown-column', `${library}CREATE TABLE notes (id int CHECK («idd» > 0));`],
  [
    'unknown-column',
    `${library}CREATE TABLE notes (id int, twice int GENERATED ALWAYS AS («idd» * 2) STORED);`,
  ],
  ['unknown-column', `${library}ALTER TABLE books ADD CONSTRAINT c CHECK («pagse» > 0);`],
  ['unknown-column', `${library}CREATE INDEX ASYNC i ON books (lower(«tilte»));`],
  ['unknown-column', `${library}CREATE INDEX ASYNC i ON books (title) WHERE «pagse» > 1;`],
  ['unknown-column', `${library}COMMENT ON COLUMN books.«pagse» IS 'x';`],
  ['unknown-column', `${library}GRANT SELECT («pagse») ON books TO reader;`],
  ['duplicate-name', `${library}INSERT INTO loans (isbn, «isbn») VALUES ('1', '2');`],
  ['duplicate-name', `${library}UPDATE books SET pages = 1, title = 'x', «pages» = 2;`],
  ['duplicate-name', `${library}UPDATE books SET (pages, title) = (1, 'x'), «pages» = 2;`],
  ['unknown-table', `${library}ALTER TABLE «bookz» ADD COLUMN room text;`],
  ['unknown-table', `${library}CREATE TABLE notes (isbn text REFERENCES «bokos» (isbn));`],
  ['unknown-table', `${library}DROP TABLE «bookz»;`],
  ['unknown-table', `${library}COMMENT ON TABLE «bookz» IS 'x';`],
  ['unknown-table', `${library}GRANT SELECT ON «bookz» TO reader;`],
  [
    'unknown-column',
    `${library}${pl('DECLARE b books%ROWTYPE; BEGIN SELECT * INTO b FROM books; RETURN b.«pagse»; END')}`,
  ],
  [
    'unknown-column',
    `${library}${pl('BEGIN b.«pagse» := 1; RETURN b.pages; END', 'f(b books) RETURNS int')}`,
  ],
  [
    'unknown-column',
    `${library}${pl('DECLARE r record; BEGIN FOR r IN SELECT pages AS n FROM books LOOP RETURN r.n + r.«pages»; END LOOP; END')}`,
  ],
  [
    'ambiguous-column',
    `${library}${pl('DECLARE pages int; BEGIN SELECT «pages» INTO pages FROM books; RETURN pages; END')}`,
  ],
  [
    'ambiguous-column',
    `${library}${pl('BEGIN RETURN (SELECT count(*) FROM books WHERE books.title = «title»); END', 'f(title text) RETURNS bigint')}`,
  ],
  [
    'ambiguous-column',
    `${library}${pl('BEGIN RETURN QUERY SELECT «pages» FROM books; END', 'f() RETURNS TABLE (pages int)')}`,
  ],
  [
    'ambiguous-column',
    `${library}${pl('BEGIN INSERT INTO books (isbn) VALUES (1) ON CONFLICT («isbn») DO NOTHING; END', 'f(isbn text) RETURNS void')}`,
  ],
];

for (const [rule, marked] of told)
  test(`${rule}: ${JSON.stringify(marked).slice(-90)}`, () => {
    const { file, marks } = readMarked(marked);
    const found = namesOf(file);
    assert.deepEqual(
      found.map((problem) => [problem.rule, placeOf(file.path, file.text, problem.span)]),
      marks.map((mark) => [rule, mark]),
    );
  });

/** Nothing is said. */
const clean: readonly Marked[] = [
  'SELECT i.sku FROM items i WHERE i.stock < $1;',
  `${library}CREATE TABLE notes (id int CHECK (id > 0), made date DEFAULT current_date CHECK (made < current_date), CHECK (notes IS NOT NULL AND tableoid > 0));`,
  `${library}CREATE TABLE notes (LIKE books INCLUDING ALL, CHECK (pages > 0), UNIQUE (title));`,
  `${library}CREATE TABLE notes (x int, CHECK (pages > 0)) INHERITS (books);\nDROP TABLE notes;`,
  `${library}CREATE TABLE part PARTITION OF books (CHECK (pages > 0)) FOR VALUES FROM (MINVALUE) TO (10);`,
  `${library}CREATE TABLE notes (id int, PRIMARY KEY (id)) WITH (fillfactor = 70);`,
  `CREATE TYPE pair AS (a int, b int);\nCREATE TABLE t (c pair, d int[]);\nUPDATE t SET c.a = 1, c.b = 2, d[1] = 1, d[2] = 2;\nINSERT INTO t (c.a, c.b) VALUES (1, 2);`,
  `CREATE TABLE notes OF pair (PRIMARY KEY (a), CHECK (b > 0));`,
  `${library}SELECT anything FROM items, books;`,
  `${library}SELECT books.isbn, reader FROM books JOIN loans USING (isbn) WHERE isbn <> '';`,
  `${library}INSERT INTO books VALUES (1, 2);`,
  `${library}INSERT INTO books (isbn) SELECT reader FROM loans;`,
  `${library}INSERT INTO books (isbn, title) VALUES (1, 2) ON CONFLICT (isbn) DO UPDATE SET title = excluded.title, pages = books.pages RETURNING pages;`,
  `${library}SELECT (b).title, to_jsonb(b), b FROM books b;`,
  `${sizes}INSERT INTO sizes (label, price) VALUES ('a', 1);`,
  `${sizes}INSERT INTO sizes VALUES (1, 'a', 2);`,
  `${library}INSERT INTO books (isbn, title) SELECT * FROM loans;`,
  `${library}WITH gone AS (DELETE FROM loans RETURNING isbn) SELECT 1;`,
  `${library}WITH a AS (SELECT 1 AS x), b AS (SELECT x FROM a) SELECT x FROM b;`,
  `${library}WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r WHERE n < 5) SELECT n FROM r;`,
  `${library}SELECT uuid_generate_v4(), my_function(1), app.late_fe(1), overlay('a' placing 'b' from 1);`,
  `${library}SELECT 1 FROM books WHERE pages = 1.5 AND title = 'x' AND pages = '1' AND isbn = $1;`,
  `${library}UPDATE books SET pages = 1.5, title = 2, isbn = now();`,
  `${library}ALTER TABLE books ADD COLUMN room int, ADD CHECK (room > 0);`,
  `${library}ALTER TABLE books DROP COLUMN IF EXISTS room;`,
  `${library}SELECT 1 FROM books WHERE pages = ' +12 ' OR pages = '{{pages}}' OR pages = '$1' OR pages = '%s';`,
  `CREATE TABLE t (d date, b bool, u uuid, j jsonb, n numeric);\nINSERT INTO t VALUES ('today', 'Yes', 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11', '[1, {"a": null}]', '-1.5e3'), ('1 Jan 2020', 'off', NULL, '\${body}', 'NaN');`,
  `${library}SELECT late_fee(days => 1), count(*) FILTER (WHERE pages > 1), lag(pages, 1, 0) OVER w FROM books WINDOW w AS (ORDER BY pages);`,
  `${library}SELECT rank() OVER (v ORDER BY pages) FROM books WINDOW u AS (ORDER BY title), v AS (PARTITION BY isbn);`,
  `${library}SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY pages), trim(both 'x' from title), extract(year from now()), title || current_user FROM books GROUP BY title;`,
  `${library}CREATE INDEX ASYNC i ON bookz (title);\nALTER TABLE bookz ADD COLUMN room text;\nSELECT room FROM bookz;`,
  `${library}DROP TABLE IF EXISTS bookz;\nALTER TABLE IF EXISTS bookz ADD COLUMN room text;`,
  `${library}CREATE TABLE bookz (isbn text);\nDROP TABLE bookz;\nDROP TABLE bookz;`,
  `${library}ALTER TABLE books ADD COLUMN room text;\n${pl('DECLARE b books%ROWTYPE; BEGIN RETURN b.room; END')}`,
  `${library}${pl('DECLARE b books%ROWTYPE; BEGIN RETURN b.room; END')}\nALTER TABLE books ADD COLUMN room text;`,
  `${library}${pl('DECLARE r record; BEGIN FOR r IN SELECT isbn FROM books LOOP EXECUTE $q$SELECT 1 AS n$q$ INTO r; RETURN r.n; END LOOP; END')}`,
  `${library}${pl('#variable_conflict use_column\nDECLARE pages int; BEGIN SELECT pages INTO pages FROM books; RETURN pages; END')}`,
  `${library}${pl('DECLARE pages int; BEGIN SELECT b.pages INTO pages FROM books b ORDER BY pages; UPDATE books SET pages = 1 WHERE isbn = $1::text; RETURN pages; END')}`,
  `${library}${pl('BEGIN INSERT INTO books (isbn, title) VALUES (isbn, title); END', 'f(isbn text, title text) RETURNS void')}`,
  `${library}CREATE FUNCTION g(n int) RETURNS int LANGUAGE sql AS $$ SELECT pages + n + g.n FROM books $$;`,
  `${library}CREATE FUNCTION g(tilte text) RETURNS text LANGUAGE sql AS $$ SELECT tilte FROM books $$;`,
  `${library}CREATE FUNCTION g(n int) RETURNS SETOF int BEGIN ATOMIC SELECT pages FROM books WHERE pages = n + g.n; END;`,
  `${library}CREATE FUNCTION g(n int) RETURNS int RETURN n + g.n;`,
  `${library}${pl('DECLARE total int; b books%ROWTYPE; r record; BEGIN SELECT * INTO b FROM books WHERE isbn = days::text; total := b.pages + f.days; r := b; RETURN r.pages + total; END')}`,
  `${library}${pl("<<outer>> DECLARE x int := 1; BEGIN DECLARE y int := outer.x; BEGIN x := y; IF found THEN RETURN outer.x; END IF; END; RETURN sqlstate; EXCEPTION WHEN OTHERS THEN RAISE NOTICE '%', sqlerrm; RETURN 1; END")}`,
  `${library}${pl('DECLARE c CURSOR (n int) FOR SELECT isbn FROM books WHERE pages > n + days; BEGIN FOR b IN c(1) LOOP PERFORM b.isbn; END LOOP; RETURN 1; END')}`,
  `${library}${pl('DECLARE b record; BEGIN FOR b IN SELECT * FROM books LOOP INSERT INTO loans VALUES (b.isbn, b.title); INSERT INTO books SELECT b.*; END LOOP; FOR i IN 1..days LOOP PERFORM i; END LOOP; RETURN 1; END')}`,
  `${library}${pl('#variable_conflict use_column\nDECLARE isbn text; BEGIN PERFORM isbn FROM books, loans; RETURN 1; END')}`,
  `${library}DO $$ DECLARE total int := 1; BEGIN PERFORM total, b.pages + total FROM books b; END $$;`,
  // What the body makes itself, and where it looks.
  `${library}${pl('BEGIN CREATE TABLE bookz (room text); PERFORM room FROM bookz; RETURN 1; END')}`,
  `${library}${pl("BEGIN EXECUTE 'ALTER TABLE books ADD room text'; PERFORM room FROM books; RETURN 1; END")}`,
  `${library}CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql SET search_path = app AS $$ BEGIN PERFORM room FROM books; RETURN 1; END $$;`,
  `${library}${pl("BEGIN EXECUTE format('SELECT %I FROM books', 'tilte') USING days; RETURN 1; END")}`,
  `${library}${pl('BEGIN RETURN QUERY SELECT b.isbn, n FROM books b WHERE total > 1; total := 2; END', 'f(n int) RETURNS TABLE (isbn text, total int)')}`,
  `${library}${pl('DECLARE items text[]; BEGIN items[1] := days; FOREACH items[2] IN ARRAY items LOOP NULL; END LOOP; RETURN (items)[1]; END')}`,
  `${library}${pl('BEGIN PERFORM 1 FROM new_rows; RETURN NEW; END', 'f() RETURNS trigger')}`,
  // What is cast as a call, what the grammar reads as one, and operators that a type of one's own may have.
  "SELECT tsquery('a & b'), regtype('int4'), json_objectagg('a': 1);",
  "CREATE TYPE words AS RANGE (subtype = text);\nSELECT words('a', 'b') @> 'a'::varchar, multirange(words('a', 'b')) @> 'a'::text;",
  `CREATE FUNCTION both(anyrange) RETURNS anyelement LANGUAGE sql AS 'SELECT lower($1) + upper($1)';`,
  `${library}CREATE FUNCTION g(v loans) RETURNS void LANGUAGE sql AS $$ INSERT INTO books VALUES (v.*) $$;`,
  'CREATE TABLE p (a int);\nCREATE TABLE c (b int) INHERITS (p);\nSELECT z FROM c;',
  'WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r WHERE NOT again) CYCLE n SET again USING path SELECT n FROM r;',
  `${library}SELECT reader AS who, count(*) AS n FROM loans GROUP BY who ORDER BY n;`,
  `${library}SELECT ctid, xmin FROM books;`,
  `${library}SELECT n, w.word FROM generate_series(1, 2) n, unnest(string_to_array('a b', ' ')) WITH ORDINALITY AS w (word, at);`,
  `${library}SELECT :column FROM books WHERE isbn = :'isbn';`,
  `${library}SELECT \${column} FROM books;`,
  `${library}ALTER TABLE books ADD COLUMN room text;\nSELECT room FROM books;`,
  `${library}SELECT room FROM books;\nALTER TABLE books ADD COLUMN room text;`,
  // The table that stands there now is not the one that is made below.
  `SELECT room FROM books;\nINSERT INTO books (room) VALUES (1, 2);\n${library}`,
  `\\i schema.sql\n${library}SELECT room FROM books;`,
  `CREATE TABLE shipment_398 (id int);\nSELECT 1 FROM shipment_193;`,
  `CREATE TABLE item (id int);\nSELECT 1 FROM items;`,
  'SELECT job_id, status, detail FROM sys.jobs;\nSELECT relname FROM pg_class;\nSELECT table_name FROM information_schema.tables;',
  {
    'a.sql': 'SELECT |room FROM books;',
    'b.sql': library,
    'c.sql': 'ALTER TABLE books ADD COLUMN room text;',
  },
];

for (const marked of clean)
  test(`nothing is said of ${JSON.stringify(marked).slice(-90)}`, () => {
    const { file } = readMarked(marked);
    assert.deepEqual(namesOf(file), []);
  });

test('what is suggested leaves nothing to say', () => {
  const { file } = readMarked(`${library}SELECT b.tilte FROM bookz b;\nSELECT b.tilte FROM books b;`);
  const edits = namesOf(file).flatMap(({ span, suggestion }) =>
    suggestion === undefined ? [] : [{ ...span, text: suggestion }],
  );
  const repaired = applyEdits(file.text, edits);
  assert.equal(repaired.slice(library.length), 'SELECT b.tilte FROM books b;\nSELECT b.title FROM books b;');
});
