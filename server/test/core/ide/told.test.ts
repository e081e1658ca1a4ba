import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inlaysIn } from '../../../src/core/ide/inlay.js';
import { ruleLinksOf } from '../../../src/core/ide/links.js';
import { nameHoverAt } from '../../../src/core/ide/nameHover.js';
import { semanticTokensOf } from '../../../src/core/ide/semanticTokens.js';
import { signaturesAt } from '../../../src/core/ide/signature.js';
import { wordHoverAt } from '../../../src/core/ide/wordHover.js';
import { symbolsNamed } from '../../../src/core/ide/workspaceSymbols.js';
import { readMarked } from './marked.js';

const library = `CREATE TABLE t (id uuid PRIMARY KEY, note text NOT NULL, price numeric(9, 2) DEFAULT 0);
COMMENT ON COLUMN t.note IS 'What it says.';
CREATE INDEX ASYNC t_note ON t (note);
CREATE TABLE u (t_id uuid REFERENCES t (id));
CREATE FUNCTION fee(days integer, rate numeric DEFAULT 1) RETURNS numeric LANGUAGE sql RETURN days * rate;
CREATE DOMAIN iban AS text NOT NULL;
`;

const hovers: Readonly<Record<string, string | undefined>> = {
  'SELECT no|te FROM t;':
    '```sql\nnote text NOT NULL\n```\n\nColumn of t\n\nIndexes: t_note\n\nWhat it says.',
  'SELECT x.|id FROM t x;': '```sql\nid uuid NOT NULL\n```\n\nColumn of t\n\n`PRIMARY KEY (id)`',
  'SELECT 1 FROM |u;': '```sql\nTABLE u (\n  t_id uuid,\n  FOREIGN KEY (t_id) REFERENCES t (id)\n)\n```',
  'SELECT |x.t_id FROM u x;':
    '**x** stands for u\n\n```sql\nTABLE u (\n  t_id uuid,\n  FOREIGN KEY (t_id) REFERENCES t (id)\n)\n```',
  'SELECT fe|e(1);': '```sql\nfee(days integer, rate numeric DEFAULT …) → numeric\n```',
  'SELECT gen_random_|uuid();': '```sql\ngen_random_uuid() → uuid\n```',
  'DROP INDEX t_no|te;': '```sql\nINDEX t_note ON t (note)\n```',
  'CREATE TABLE v (i ib|an);': '```sql\nDOMAIN iban AS text NOT NULL\n```',
  'WITH |w AS (SELECT 1) SELECT * FROM w;': '**w**: a query of WITH',
  'WITH |w AS (SELECT note, count(*) AS n FROM t GROUP BY note) SELECT n FROM w;':
    '**w**: a query of WITH\n\n```sql\nw (note text, n bigint)\n```',
  'SELECT pri|ce FROM t;': '```sql\nprice numeric(9,2) DEFAULT 0\n```\n\nColumn of t',
  "CREATE TABLE v (kind text DEFAULT 'a' CHECK (kind <> '')); SELECT ki|nd FROM v;":
    "```sql\nkind text DEFAULT 'a'\n```\n\nColumn of v\n\n`CONSTRAINT v_kind_check CHECK (kind <> '')`",
  'SELECT price * 2 AS twice FROM t ORDER BY tw|ice;': '```sql\ntwice numeric\n```',
  'SELECT x.|n FROM (SELECT 1.5 AS n, note FROM t) x;': '```sql\nn numeric\n```',
  "WITH w AS (SELECT coalesce(note, 'x') AS said FROM t) SELECT sa|id FROM w;": '```sql\nsaid text\n```',
  'SELECT unknown_function(1) AS |f;': '**f**: a column of the query',
  'CREATE TABLE v (a int, b int GENERATED ALWAYS AS (a * 2) STORED); SELECT |b FROM v;':
    '```sql\nb integer GENERATED ALWAYS AS (a * 2) STORED\n```\n\nColumn of v',
  "CREATE SEQUENCE ids\n  CACHE 65536; SELECT nextval('|ids');":
    '```sql\nCREATE SEQUENCE ids CACHE 65536\n```',
  'SELECT   |   1;': undefined,
  "SELECT 'no|te';": undefined,
  'SELECT 1 -- no|te': undefined,
};

for (const [marked, expected] of Object.entries(hovers))
  test(`hover: ${marked}`, () => {
    const { file, caret } = readMarked(library + marked);
    assert.equal(nameHoverAt(file, caret)?.markdown, expected);
  });

test('hover tells what a function of the grammar answers', () => {
  const told = (marked: string) => {
    const { file, caret } = readMarked(marked);
    return wordHoverAt(file, caret)?.markdown;
  };
  assert.equal(
    told('SELECT coal|esce(a, 1) FROM t;'),
    '```sql\ncoalesce(value, …)\n```\n\nThe first value that is not NULL.',
  );
  assert.equal(told('SELECT coal|esce FROM t;'), undefined);
  assert.equal(told('SELECT coalesce(nullif(|a, 1), 2) FROM t;'), undefined);
});

test('hover tells of a name that another file makes where it comes from', () => {
  const { file, caret } = readMarked({
    'migrations/1.sql': 'CREATE TABLE t (a int);',
    'q.sql': 'SELECT |a FROM t;',
  });
  assert.equal(
    nameHoverAt(file, caret)?.markdown,
    '```sql\na integer\n```\n\nColumn of t\n\nFrom `migrations/1.sql`',
  );
});

const fee = 'fee(days integer, rate numeric DEFAULT …) → numeric';
const signatures: Readonly<Record<string, string | undefined>> = {
  'SELECT fee(|': `${fee} 0`,
  'SELECT fee(3, |)': `${fee} 1`,
  'SELECT fee(3, 12|)': `${fee} 1`,
  'SELECT fee(3, $1|)': `${fee} 1`,
  'SELECT coalesce(1, |)': 'coalesce(value, …) 1',
  'SELECT fee((1, 2), |)': `${fee} 1`,
  'SELECT fee(days => |': `${fee} 0`,
  'SELECT lower(fee(1, |))': `${fee} 1`,
  'SELECT lower(|': 'lower(text) → text 0',
  'INSERT INTO t VALUES (1, |)': 't (id uuid, note text, price numeric(9,2)) 1',
  'INSERT INTO t (note, id) VALUES (|': 't (note text, id uuid) 0',
  'INSERT INTO t (note) VALUES (fee(1, |': `${fee} 1`,
  'CREATE TABLE v (id bigint, CHECK (|id > 0))': undefined,
  'SELECT (|': undefined,
  'SELECT fee(1)|': undefined,
  'INSERT INTO t (|': undefined,
};

for (const [marked, expected] of Object.entries(signatures))
  test(`signature: ${marked}`, () => {
    const { file, caret } = readMarked(library + marked);
    const found = signaturesAt(file, caret);
    assert.equal(found && `${found.list[found.active]?.label} ${found.activeParameter}`, expected);
  });

const words: Readonly<Record<string, string | undefined>> = {
  'CREATE INDEX AS|YNC i ON t (id);': 'index-without-async',
  'ALTER TABLE AS|YNC t VALIDATE CONSTRAINT c;': 'validate-without-async',
  'ALTER TABLE t ADD CONSTRAINT c CHECK (true) NOT VAL|ID;': 'constraint-without-not-valid',
  'CREATE TABLE x (id bigint GENERATED ALWAYS AS IDENTITY (CA|CHE 1));': 'identity-without-cache',
  'CREATE SEQUENCE s CA|CHE 1;': 'sequence-without-cache',
  'CREATE TABLE x (a js|onb);': 'jsonb-column',
  'SELECT 1::num|eric(5, 2);': 'numeric-precision',
  // Names and other words are nobody's.
  'SELECT ca|che, numeric FROM async;': undefined,
  'SELECT cache, numeric FROM as|ync;': undefined,
  'SEL|ECT 1;': undefined,
  "SELECT 'as|ync';": undefined,
};

for (const [marked, expected] of Object.entries(words))
  test(`the rule of a word: ${marked}`, () => {
    const { file, caret } = readMarked(marked);
    assert.equal(/^\*\*([\w-]+)\*\*/.exec(wordHoverAt(file, caret)?.markdown ?? '')?.[1], expected);
  });

const types: Readonly<Record<string, string | undefined>> = {
  'CREATE TABLE x (a uu|id);': '**uuid**\n\nA column, a key and an index can have it. It takes 16 bytes.',
  'CREATE TABLE x (a TIMESTAMP with ti|me zone);':
    '**timestamp with time zone**\n\nA column, a key and an index can have it. It takes 8 bytes.',
  'CREATE TABLE x (a character var|ying(20) NOT NULL);':
    '**character varying**\n\nA column, a key and an index can have it. It holds at most 65,535 bytes. In a key all columns together take at most 1,024 bytes.',
  'CREATE TABLE x (a by|tea);':
    '**bytea**\n\nA column can have it, a key or an index cannot. A value takes at most 1 MiB.',
  'SELECT 1::i|nt;': '**integer**\n\nA column, a key and an index can have it. It takes 4 bytes.',
  'CREATE FUNCTION f(a bo|olean) RETURNS int LANGUAGE sql RETURN 1;':
    '**boolean**\n\nA column, a key and an index can have it. It takes 1 byte.',
  'SELECT 1::mo|ney, text[];': undefined,
  'SELECT te|xt, date FROM uuid;': undefined,
};

for (const [marked, expected] of Object.entries(types))
  test(`what a type can do: ${marked}`, () => {
    const { file, caret } = readMarked(marked);
    const told = wordHoverAt(file, caret)?.markdown;
    assert.equal(told?.slice(0, told.lastIndexOf('\n\n[Documentation]')), expected);
  });

const inlays: Readonly<Record<string, readonly string[]>> = {
  "INSERT INTO t (id, note) VALUES (1, 'x'), (2, 'y');": ['1 id:', "'x' note:", '2 id:', "'y' note:"],
  'INSERT INTO t VALUES (1, 2, 3);': ['1 id:', '2 note:', '3 price:'],
  'INSERT INTO t (id) SELECT 1;': [],
  'SELECT * FROM t;': [' FROM id, note, price'],
  'SELECT count(*) FROM t;': [],
  'SELECT * FROM unknown;': [],
  'CREATE FUNCTION g() RETURNS void LANGUAGE sql AS $$ INSERT INTO t (id) VALUES (1) $$;': ['1 id:'],
  'DO $$ BEGIN INSERT INTO t (id, note) VALUES (1, 2); END $$;': ['1 id:', '2 note:'],
};

for (const [text, expected] of Object.entries(inlays))
  test(`inlay: ${text}`, () => {
    const { file } = readMarked(library + text);
    const found = inlaysIn(file, { start: library.length, end: file.text.length });
    const shown = found.map(
      ({ offset, label }) => `${/^(?:'\w'|\w|\s\w+)/.exec(file.text.slice(offset))?.[0]} ${label}`,
    );
    assert.deepEqual(shown, expected);
  });

test('words are coloured by what they are, in bodies too', () => {
  const text =
    "SELECT o.status, count(*) AS n FROM app.orders o WHERE name = 'x' AND id = $1; -- end\nCREATE FUNCTION f(n int) RETURNS int LANGUAGE sql AS $$ SELECT a FROM t $$;";
  const { file } = readMarked(text);
  const shown = semanticTokensOf(file).map(({ span, type }) => `${text.slice(span.start, span.end)} ${type}`);
  assert.deepEqual(shown.slice(0, 21), [
    'SELECT keyword',
    'o variable',
    'status property',
    'count function',
    'AS keyword',
    'n variable',
    'FROM keyword',
    'app namespace',
    'orders class',
    'o variable',
    'WHERE keyword',
    'name property',
    "'x' string",
    'AND keyword',
    'id property',
    '$1 parameter',
    'CREATE keyword',
    'FUNCTION keyword',
    'f function',
    'n parameter',
    'int type',
  ]);
  assert.deepEqual(shown.slice(-4), ['SELECT keyword', 'a property', 'FROM keyword', 't class']);
});

test('a parameter and a variable are no columns', () => {
  const text =
    'CREATE FUNCTION f(n int) RETURNS int LANGUAGE plpgsql AS $$ DECLARE x int; BEGIN RETURN n + x; END $$;';
  const shown = semanticTokensOf(readMarked(text).file).map(
    ({ span, type }) => `${text.slice(span.start, span.end)} ${type}`,
  );
  assert.deepEqual(
    shown.filter((one) => /^[nx] /.test(one)),
    ['n parameter', 'x variable', 'n parameter', 'x variable'],
  );
});

test('what the files make is found by letters of its name', () => {
  const { file } = readMarked({ 'a.sql': 'CREATE TABLE shelves (room text);', 'b.sql': 'SELECT 1;' });
  const found = (query: string) =>
    symbolsNamed(file.workspace, query).map(({ file: one, symbol, container }) => [
      one.path,
      symbol.name,
      container,
    ]);
  assert.deepEqual(found('shlv'), [['a.sql', 'shelves', '']]);
  assert.deepEqual(found('roo'), [['a.sql', 'room', 'shelves']]);
  assert.deepEqual(found('x'), []);
});

test('a rule that a comment names leads to its page', () => {
  const text = '-- dsql-ignore truncate, no-such-rule: why\nTRUNCATE t;';
  assert.deepEqual(
    ruleLinksOf({ text }).map(({ span, title }) => [text.slice(span.start, span.end), title]),
    [['truncate', 'truncate']],
  );
});
