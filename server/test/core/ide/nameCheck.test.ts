import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createNameCheck } from '../../../src/core/ide/nameCheck.js';
import {
  fileAt,
  replayInSteps,
  type Workspace,
  type WorkspaceFile,
  workspaceOf,
} from '../../../src/core/ide/workspace.js';
import { createAnalyzer } from '../../../src/core/lint/analysis.js';
import { unknownFacts } from '../../../src/core/lint/script/facts.js';
import type { Steps } from '../../../src/core/text/steps.js';
import { finish } from '../../../src/core/text/steps.js';
import { randomFrom } from '../../random.js';
import { parser } from '../engine.js';

const statements = [
  'CREATE TABLE books (isbn text PRIMARY KEY, title text, pages int);',
  'CREATE TABLE books (isbn text PRIMARY KEY, tilte text, pages int);',
  'CREATE TABLE books (isbn   text PRIMARY KEY, -- the number\n title text, pages int);',
  'CREATE TABLE loans (isbn text REFERENCES books, reader text, paid money_of);',
  'CREATE TABLE book (isbn text);',
  'CREATE TABLE "Books" (isbn text);',
  'CREATE DOMAIN money_of AS int;',
  'CREATE DOMAIN money_of AS text;',
  'CREATE VIEW long_books AS SELECT isbn, title FROM books WHERE pages > 500;',
  'CREATE VIEW long_books AS SELECT isbn, pages FROM books WHERE pages > 500;',
  'CREATE VIEW all_books AS SELECT * FROM long_books;',
  'CREATE TABLE copies AS SELECT * FROM books;',
  'CREATE TABLE likes (LIKE books);',
  'CREATE FUNCTION late_fee(days int) RETURNS int LANGUAGE sql RETURN days;',
  'CREATE FUNCTION late_fees(days text) RETURNS int LANGUAGE sql RETURN 1;',
  "CREATE FUNCTION known() RETURNS SETOF books LANGUAGE sql AS 'SELECT * FROM books WHERE tilte = 1';",
  'ALTER TABLE books ADD COLUMN genre text;',
  'ALTER TABLE books DROP COLUMN title;',
  'ALTER TABLE books RENAME COLUMN title TO name;',
  'ALTER TABLE books RENAME TO novels;',
  'ALTER TABLE books SET SCHEMA library;',
  'CREATE SCHEMA library;',
  'SET search_path = library, public;',
  'DROP TABLE books;',
  'DROP VIEW long_books CASCADE;',
  'BEGIN;',
  'ROLLBACK;',
  'COMMIT;',
  'CREATE INDEX ASYNC ON books (tilte);',
  'SELECT title FROM books;',
  'SELECT b.tilte, b.pages FROM books b;',
  'SELECT genre FROM books;',
  'SELECT * FROM all_books WHERE pages = 1;',
  'SELECT title FROM all_books;',
  'SELECT title FROM copies;',
  'SELECT tilte FROM likes;',
  'SELECT title FROM known();',
  'SELECT late_fee(1), late_fe(2);',
  'SELECT reader FROM loan;',
  'SELECT isbn FROM boks;',
  'SELECT paid + 1 FROM loans;',
  "INSERT INTO loans VALUES ('a', 'b', 3, 4);",
  'SELECT title FROM U&"b\\006foks";',
  'SELECT title FROM "Books";',
  'SELECT name FROM novels;',
  'SELECT title FROM library.books;',
];

test('what is remembered is what a first look tells, whatever changes', () => {
  for (let seed = 1; seed <= 6; seed++) {
    const random = randomFrom(seed);
    const pick = (count: number) => Math.floor(random() * count);
    const one = () => statements[pick(statements.length)] ?? '';
    const analyzer = createAnalyzer(parser, []);
    const remembering = createNameCheck();
    let workspace: Workspace | undefined;
    const written = [Array.from({ length: 12 }, one), Array.from({ length: 4 }, one)];
    for (let edit = 0; edit < 40; edit++) {
      const list = written[pick(2)] ?? [];
      const kind = pick(4);
      if (kind === 0) list.splice(pick(list.length + 1), 0, one());
      else if (kind === 1) list.splice(pick(list.length), 1);
      else if (kind === 2) list.splice(pick(list.length), 1, one());
      else list.splice(pick(list.length), 0, ...list.splice(pick(list.length), 1));
      const texts = written.map((own) => own.join('\n'));
      workspace = workspaceOf(
        finish(analyzer.analyzeInSteps(texts)),
        ['a.sql', 'b.sql'],
        parser,
        undefined,
        workspace,
      );
      for (const path of ['a.sql', 'b.sql']) {
        const file = fileAt(workspace, path);
        assert.ok(file);
        const found = finish(remembering.check(file));
        assert.deepEqual(
          found,
          finish(createNameCheck().check(file)),
          `seed ${seed}:\n${texts.join('\n--\n')}`,
        );
        const own = file.statements.map((span, at) => ({
          span,
          facts: file.script.statements[file.first + at]?.facts ?? unknownFacts,
        }));
        assert.deepEqual(remembering.remembered(path, file.text, own), found);
      }
    }
  }
});

function stepsOf(steps: Steps<unknown>): number {
  let count = 0;
  while (!steps.next().done) count++;
  return count;
}

/** How many statements are read when a file is checked once more, after a change. */
function readAgain(before: string, now: string): number {
  const analyzer = createAnalyzer(parser, []);
  const names = createNameCheck();
  const fileOf = (text: string): WorkspaceFile => {
    const file = workspaceOf(finish(analyzer.analyzeInSteps([text])), ['a.sql'], parser).files[0];
    assert.ok(file);
    finish(replayInSteps(file.workspace));
    return file;
  };
  finish(names.check(fileOf(before)));
  return stepsOf(names.check(fileOf(now)));
}

const schema =
  'CREATE TABLE a (id int, b_id int REFERENCES b);\nCREATE TABLE b (id int);\nCREATE VIEW v AS SELECT id FROM a;\n';
const queries = 'SELECT id FROM a;\nSELECT id FROM b;\nSELECT id FROM v;\nSELECT id FROM far;\n';

/** The view and the table with a key are of those that are read, and so is what a key that changes refers to. */
const edits: readonly (readonly [string, string, count: number])[] = [
  [schema + queries, schema + queries, 0],
  [schema + queries, `${schema}${queries}SELECT 1 FROM b;\n`, 1],
  [schema + queries, `-- a\n${schema.replace('int)', 'int ) -- note\n')}${queries}`, 0],
  [schema + queries, schema.replace('(id int);', '(id int, c int);') + queries, 2],
  [schema + queries, schema.replace('(id int, b', '(id int, c int, b') + queries, 5],
  [schema + queries, `${schema}CREATE TABLE fer (id int);\n${queries}`, 1],
  [schema + queries, `${schema}CREATE TABLE other (id int);\n${queries}`, 0],
  [schema + queries, `${schema}CREATE SCHEMA s;\n${queries}`, 6],
];

test('only statements that name what changes are read again', () => {
  assert.deepEqual(
    edits.map(([before, now]) => readAgain(before, now)),
    edits.map(([, , count]) => count),
  );
});

test('only what touches a span is read where only that is asked about', () => {
  const analyzer = createAnalyzer(parser, []);
  const text = `${schema}SELECT x FROM a;\nSELECT y FROM a;`;
  const file = workspaceOf(finish(analyzer.analyzeInSteps([text])), ['a.sql'], parser).files[0];
  assert.ok(file);
  finish(replayInSteps(file.workspace));
  const names = createNameCheck();
  const start = text.indexOf('SELECT y');
  const within = { start: start + 7, end: start + 7 };
  assert.equal(stepsOf(names.check(file, within)), 1);
  assert.deepEqual(
    finish(names.check(file, within)).map(({ span }) => text.slice(span.start, span.end)),
    ['y'],
  );
});
