import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createNameCheck } from '../../../src/core/ide/nameProblems.js';
import { applyEdits } from '../../../src/core/text/edit.js';
import { type Marked, placeOf, readMarked } from './marked.js';

const library =
  'CREATE TABLE books (isbn text PRIMARY KEY, title text, pages int);\nCREATE TABLE loans (isbn text, reader text);\n';

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
];

for (const [rule, marked] of told)
  test(`${rule}: ${JSON.stringify(marked).slice(-90)}`, () => {
    const { file, marks } = readMarked(marked);
    const found = createNameCheck()(file);
    assert.deepEqual(
      found.map((problem) => [problem.rule, placeOf(file.path, file.text, problem.span)]),
      marks.map((mark) => [rule, mark]),
    );
  });

/** Nothing is said. */
const clean: readonly Marked[] = [
  'SELECT i.sku FROM items i WHERE i.stock < $1;',
  `${library}SELECT anything FROM items, books;`,
  `${library}SELECT books.isbn, reader FROM books JOIN loans USING (isbn) WHERE isbn <> '';`,
  `${library}INSERT INTO books VALUES (1, 2);`,
  `${library}INSERT INTO books (isbn) SELECT reader FROM loans;`,
  `${library}INSERT INTO books (isbn, title) VALUES (1, 2) ON CONFLICT (isbn) DO UPDATE SET title = excluded.title, pages = books.pages RETURNING pages;`,
  `${library}SELECT (b).title, to_jsonb(b), b FROM books b;`,
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
    assert.deepEqual(createNameCheck()(file), []);
  });

test('what is suggested leaves nothing to say', () => {
  const { file } = readMarked(`${library}SELECT b.tilte FROM bookz b;\nSELECT b.tilte FROM books b;`);
  const edits = createNameCheck()(file).flatMap(({ span, suggestion }) =>
    suggestion === undefined ? [] : [{ ...span, text: suggestion }],
  );
  const repaired = applyEdits(file.text, edits);
  assert.equal(repaired.slice(library.length), 'SELECT b.tilte FROM books b;\nSELECT b.title FROM books b;');
});

test('what was found is kept while nothing but other statements change, and found anew when a table does', () => {
  const check = createNameCheck();
  const count = (text: string) => check(readMarked(library + text).file).length;
  assert.equal(count('SELECT tilte FROM books;'), 1);
  assert.equal(count('SELECT 1;\nSELECT tilte FROM books;'), 1);
  assert.equal(
    check(readMarked('CREATE TABLE books (tilte text);\nSELECT tilte FROM books;').file).length,
    0,
  );
});
