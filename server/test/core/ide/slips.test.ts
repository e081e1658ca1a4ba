import assert from 'node:assert/strict';
import { test } from 'node:test';
import { slipFixes } from '../../../src/core/ide/slips.js';
import { applyEdits } from '../../../src/core/text/edit.js';
import { finish } from '../../../src/core/text/steps.js';
import { corpus } from '../corpus.js';
import { analyzer, parser } from '../engine.js';

/** What the lightbulb makes of each text, with its title; undefined where it is not sure what was meant. */
const slips: readonly (readonly [written: string, title?: string, meant?: string])[] = [
  // A word of the language that is misspelt.
  ['SELECT a FORM t;', 'Change "FORM" to "FROM"', 'SELECT a FROM t;'],
  ['SELCT a FROM t;', 'Change "SELCT" to "SELECT"', 'SELECT a FROM t;'],
  ['select a from t wher a = 1;', 'Change "wher" to "where"', 'select a from t where a = 1;'],
  ['CREATE TABEL t (id uuid);', 'Change "TABEL" to "TABLE"', 'CREATE TABLE t (id uuid);'],
  ['CREATE INDEX ASNYC i ON t (a);', 'Change "ASNYC" to "ASYNC"', 'CREATE INDEX ASYNC i ON t (a);'],
  ['INSERT INTO t (a) VALEUS (1);', 'Change "VALEUS" to "VALUES"', 'INSERT INTO t (a) VALUES (1);'],
  ['SELECT a FROM t ORDR BY a;', 'Change "ORDR" to "ORDER"', 'SELECT a FROM t ORDER BY a;'],
  [
    'CREATE TABLE t (a int NOT NUL, b int);',
    'Change "NUL" to "NULL"',
    'CREATE TABLE t (a int NOT NULL, b int);',
  ],
  // A comma.
  [
    'CREATE TABLE t (\n  id uuid PRIMARY KEY\n  name text\n);',
    'Insert the missing comma',
    'CREATE TABLE t (\n  id uuid PRIMARY KEY,\n  name text\n);',
  ],
  [
    'CREATE TABLE t (\n  id uuid -- the key\n  name text\n);',
    'Insert the missing comma',
    'CREATE TABLE t (\n  id uuid, -- the key\n  name text\n);',
  ],
  ["INSERT INTO t VALUES (1 'a');", 'Insert the missing comma', "INSERT INTO t VALUES (1, 'a');"],
  ['INSERT INTO t VALUES (1, 2) (3, 4);', 'Insert the missing comma', 'INSERT INTO t VALUES (1, 2), (3, 4);'],
  [
    'CREATE TABLE t (\n  id uuid,\n  name text,\n);',
    'Remove the trailing comma',
    'CREATE TABLE t (\n  id uuid,\n  name text\n);',
  ],
  ['SELECT a, b, FROM t;', 'Remove the trailing comma', 'SELECT a, b FROM t;'],
  ['SELECT a b c FROM t;'],
  ['INSERT INTO t VALUES (1, , 2);'],
  // A parenthesis.
  ['SELECT count(* FROM t;', 'Insert the missing ")"', 'SELECT count(*) FROM t;'],
  ['INSERT INTO t (a, b VALUES (1, 2);', 'Insert the missing ")"', 'INSERT INTO t (a, b) VALUES (1, 2);'],
  ['CREATE TABLE t (id int, name text;', 'Insert the missing ")"', 'CREATE TABLE t (id int, name text);'],
  ['CREATE TABLE t (id int', 'Insert the missing ")"', 'CREATE TABLE t (id int)'],
  ['SELECT count*) FROM t;', 'Insert the missing "("', 'SELECT count(*) FROM t;'],
  ['INSERT INTO t VALUES 1, 2);', 'Insert the missing "("', 'INSERT INTO t VALUES (1, 2);'],
  ['CREATE TABLE t (id int));', 'Remove the surplus ")"', 'CREATE TABLE t (id int);'],
  ['SELECT * FROM t WHERE (a = 1 OR b = 2 AND c = 3;'],
  ['SELECT * FROM t WHERE a = 1 OR b = 2) AND c = 3;'],
  ['SELECT coalesce(a, b FROM t;'],
  // A quote.
  ["INSERT INTO t VALUES (1, 'abc);", 'Insert the missing quote', "INSERT INTO t VALUES (1, 'abc');"],
  ["INSERT INTO t VALUES ('a, 'b');", 'Insert the missing quote', "INSERT INTO t VALUES ('a', 'b');"],
  ["SELECT 'abc;", 'Insert the missing quote', "SELECT 'abc';"],
  ["SELECT 'abc;\nSELECT 'x';", 'Insert the missing quote', "SELECT 'abc';\nSELECT 'x';"],
  ["INSERT INTO t VALUES ('it's');", 'Double the quote in the text', "INSERT INTO t VALUES ('it''s');"],
  ['SELECT "a FROM t;'],
  ["SELECT * FROM t WHERE name = 'abc AND b = 1;"],
  // A semicolon.
  [
    'CREATE TABLE a (id uuid)\nCREATE TABLE b (id uuid);',
    'End the statement before "CREATE" with a semicolon',
    'CREATE TABLE a (id uuid);\nCREATE TABLE b (id uuid);',
  ],
  // What nothing small can mend.
  ['SELECT FROM WHERE;'],
  ['this is no SQL at all;'],
];

for (const [written, title, meant] of slips)
  test(`${JSON.stringify(written)} ${title === undefined ? 'is left to the person' : `: ${title}`}`, () => {
    assert.deepEqual(offered(written), title === undefined ? [] : [[title, meant]]);
  });

test('a slip is offered in its own statement only, where it stands', () => {
  const text = 'SELECT 1;\nSELECT a FORM t;\nSELECT 2;';
  assert.deepEqual(offered(text), [['Change "FORM" to "FROM"', 'SELECT 1;\nSELECT a FROM t;\nSELECT 2;']]);
});

/** Slips that anyone makes, in each statement of the tests. */
const breaks: Readonly<Record<string, (sql: string) => string>> = {
  'a comma left out': (sql) => sql.replace(/,/, ''),
  'the last comma left out': (sql) => sql.replace(/,(?=[^,]*$)/, ''),
  'a parenthesis left open': (sql) => sql.replace(/\)(?=[^)]*$)/, ''),
  'a parenthesis not opened': (sql) => sql.replace('(', ' '),
  'a quote left out': (sql) => sql.replace(/'(?=[^']*$)/, ''),
  'letters swapped': (sql) => sql.replace(/\b(FROM|VALUES|TABLE|WHERE|INTO)\b/i, (word) => swapped(word)),
};
const swapped = (word: string) => `${word[0]}${word[2]}${word[1]}${word.slice(3)}`;

test('what is offered can be read, and is nearly always what was written before', () => {
  const statements = corpus().filter((sql) => sql.length < 300 && sql.length % 9 === 0);
  const kinds: Record<string, { right: number; wrong: string[] }> = {};
  for (const [name, broken] of Object.entries(breaks)) {
    const kind = (kinds[name] = { right: 0, wrong: [] as string[] });
    for (const sql of statements) {
      const slip = broken(sql);
      if (slip === sql || syntaxErrors(sql) > 0) continue;
      for (const [, meant] of offered(slip)) {
        assert.equal(syntaxErrors(meant ?? ''), 0, slip);
        if (plain(meant ?? '') === plain(sql)) kind.right++;
        else kind.wrong.push(`${slip}  =>  ${meant}`);
      }
    }
  }
  for (const [name, { right, wrong }] of Object.entries(kinds))
    assert.ok(right > 20 && wrong.length <= right / 50, `${name}: ${right} right\n${wrong.join('\n')}`);
});

const plain = (sql: string) => sql.replace(/--.*|\s+/g, '').toLowerCase();

const syntaxErrors = (sql: string) =>
  analyzer.analyze(sql).problems.filter(({ rule }) => rule === 'syntax-error').length;

function offered(text: string) {
  const analysis = analyzer.analyze(text);
  const [problem] = analysis.problems.filter(({ rule }) => rule === 'syntax-error');
  return problem
    ? finish(slipFixes(parser, analysis, problem)).map(({ title, edits }) => [title, applyEdits(text, edits)])
    : [];
}
