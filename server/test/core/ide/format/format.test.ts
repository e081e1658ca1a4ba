// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders of other tools
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { formattingOf } from '../../../../src/core/ide/format/formatting.js';
import { type FormatStyle, styleOf } from '../../../../src/core/project/formatStyle.js';
import type { Grammar } from '../../../../src/core/syntax/grammar.js';
import { applyEdits } from '../../../../src/core/text/edit.js';
import { finish } from '../../../../src/core/text/steps.js';
import { corpus } from '../../corpus.js';
import { parser } from '../../engine.js';
import { faultsOf, format } from './formatOracle.js';

/** What was written, a line of five hyphens, and how it is formatted; a line of equals signs between two. */
const statements = readFileSync(path.join(__dirname, 'statements.txt'), 'utf8')
  .trimEnd()
  .split('\n=====\n')
  .map((one) => one.split('\n-----\n'));

for (const [written = '', formatted] of statements)
  test(`formats ${written.slice(0, 60).replaceAll('\n', ' ')}`, () => {
    const answer = format(written);
    assert.equal(answer.text, formatted);
    assert.deepEqual(faultsOf(written, answer.text), []);
  });

const styled: readonly (readonly [Partial<FormatStyle>, written: string, formatted: string])[] = [
  [{ keywordCase: 'upper' }, 'select a from t where b is null;', 'SELECT a FROM t WHERE b IS NULL;'],
  [{ keywordCase: 'lower' }, 'SELECT "A", Foo(B) FROM T;', 'select "A", Foo(B) from T;'],
  [
    { keywordCase: 'upper' },
    'create table t (status text default null, "select" int);',
    'CREATE TABLE t (\n  status text DEFAULT NULL,\n  "select" int\n);',
  ],
  [
    { commaPosition: 'leading' },
    'create table t (a int, b int);',
    'create table t (\n  a int\n  , b int\n);',
  ],
  [{ indent: '\t', tabWidth: 8 }, 'create table t (a int);', 'create table t (\n\ta int\n);'],
  [
    { lineWidth: 40 },
    'select * from t where aaaaaaaaaaaaaa = 1;',
    'select *\nfrom t\nwhere aaaaaaaaaaaaaa = 1;',
  ],
  [{ lineEnd: '\r\n' }, 'select 1;\nselect 2;\n', 'select 1;\r\nselect 2;\r\n'],
  [
    { lineEnd: '\r\n' },
    'create table t (\r\n -- c\r\n a int,\r\n\r\n b int);',
    'create table t (\r\n  -- c\r\n  a int,\r\n\r\n  b int\r\n);',
  ],
  [{ insertFinalNewline: true }, 'select 1;', 'select 1;\n'],
  [{ insertFinalNewline: false }, 'select 1;\n\n', 'select 1;'],
];

for (const [style, written, formatted] of styled)
  test(`formats by ${JSON.stringify(style)}: ${written}`, () => {
    assert.equal(format(written, style).text, formatted);
    assert.deepEqual(faultsOf(written, formatted, style), []);
  });

/** What stands between statements, or is read by another than PostgreSQL. */
const scripts: readonly (readonly [written: string, formatted: string])[] = [
  ['\ufeffselect  1;\r\n\r\n\r\n\r\nselect  2;', '\ufeffselect 1;\r\n\r\nselect 2;'],
  ['\n\n  select 1;select 2;   \n\n', 'select 1;\nselect 2;\n'],
  [
    '-- a\n\n\n-- b\nselect  1; -- c\n   -- d\nselect 2;\n',
    '-- a\n\n-- b\nselect 1; -- c\n-- d\nselect 2;\n',
  ],
  ['/* a */ select  1; /* b */ select 2;', '/* a */ select 1; /* b */ select 2;'],
  ['select  1;      -- aligned\n', 'select 1;      -- aligned\n'],
  ['select  1;-- beside\n', 'select 1; -- beside\n'],
  [
    'create table a (id int);--> statement-breakpoint\nselect  1;\n',
    'create table a (\n  id int\n);--> statement-breakpoint\nselect 1;\n',
  ],
  [
    '-- +goose Up\nselect  1;\n-- +goose Down\nselect  2;\n',
    '-- +goose Up\nselect 1;\n-- +goose Down\nselect 2;\n',
  ],
  ['-- migrate:up\n\n\nselect  1;\n', '-- migrate:up\n\nselect 1;\n'],
  [
    '-- dsql-ignore truncate: test only\ntruncate   t;\n',
    '-- dsql-ignore truncate: test only\ntruncate t;\n',
  ],
  ['\\set a  5\nselect  :a, :\'a\', :"a";\n', '\\set a  5\nselect :a, :\'a\', :"a";\n'],
  ['select  1 \\gx\n\n\n\\d   t\nselect  2;\n', 'select 1 \\gx\n\n\n\\d   t\nselect 2;\n'],
  ['\\copy  t from  x.csv\nselect  1;', '\\copy  t from  x.csv\nselect 1;'],
  [
    'copy  t from stdin;\n1\t a\n\\.\n\n\n\nselect  1;\n',
    'copy t from stdin;\n1\t a\n\\.\n\n\n\nselect 1;\n',
  ],
  [
    'select  * from t where a=? and b=$1 and c=%s and d=${x};',
    'select * from t where a = ? and b = $1 and c = %s and d = ${x};',
  ],
  ['select  * from {{ ref("t") }} where a={{x}};', 'select * from {{ ref("t") }} where a = {{x}};'],
  ['select  * from $(schema).t_{year} where a = @p;', 'select * from $(schema).t_{year} where a = @p;'],
  ["select 'one '\n   'two';", "select 'one '\n  'two';"],
  ['select  1', 'select 1'],
  ['', ''],
  ['\n\n', ''],
  ['select  1 /* a', 'select 1 /* a'],
  ['-- only a comment', '-- only a comment'],
];

for (const [written, formatted] of scripts)
  test(`formats ${JSON.stringify(written)}`, () => {
    assert.deepEqual(format(written), { text: formatted, kept: [] });
    assert.deepEqual(faultsOf(written, formatted), []);
  });

/** What stays as it is, and why. */
const kept: readonly (readonly [written: string, reason: string])[] = [
  ['selct   1;', 'no statement begins like this'],
  ['select   from  where;', 'PostgreSQL would not read it'],
  ["select   'a", 'a quote or a comment is not closed'],
  ['select   1 \0;', 'it holds a NUL or a byte order mark'],
  [`select   ${'('.repeat(2_000)}1${')'.repeat(2_000)};`, 'it is nested too deeply'],
  [`select   '${'x'.repeat(600_000)}';`, 'it has more than 524288 characters'],
];

for (const [written, reason] of kept)
  test(`leaves ${written.slice(0, 30)} as it is`, () => {
    const answer = format(written);
    assert.equal(answer.text, written);
    assert.deepEqual(
      answer.kept.map((one) => one.reason),
      [reason],
    );
  });

test('a range formats the statements that it touches and no others', () => {
  const text = 'select  1;\nselect  2;\n\n\n\nselect  3;\nselect  4;\n';
  const from = text.indexOf('2');
  assert.equal(format(text, {}, { start: from, end: from }).text, text.replace('  2', ' 2'));
  assert.equal(
    format(text, {}, { start: from, end: text.indexOf('3') }).text,
    'select  1;\nselect 2;\n\nselect 3;\nselect  4;\n',
  );
  const line = text.indexOf('select  2');
  assert.equal(
    format(text, {}, { start: line, end: text.indexOf('select  3') }).text,
    text.replace('  2', ' 2'),
  );
});

test('what an earlier request has found is found again, of the same style only', () => {
  const text = 'create  table t(a int);\ninsert into  t(a) values(1),(2);\nselect  from where;\n';
  const style = styleOf({});
  const first = finish(formattingOf(text, { style, grammar: parser }));
  const { answers } = first;
  assert.deepEqual(finish(formattingOf(text, { style, grammar: parser, answers })), first);
  const formatted = applyEdits(text, first.edits);
  assert.deepEqual(finish(formattingOf(formatted, { style, grammar: parser, answers })).edits, []);
  // A grammar that refuses everything is not asked.
  const refusing: Grammar = () => ({ kind: 'error', message: 'refused', codePoint: 0 });
  assert.ok(finish(formattingOf(text, { style, grammar: refusing })).kept.length > first.kept.length);
  assert.deepEqual(finish(formattingOf(text, { style, grammar: refusing, answers })).edits, first.edits);
  for (const other of [styleOf({ keywordCase: 'upper' }), styleOf({ lineEnd: '\r\n' })])
    assert.deepEqual(
      finish(formattingOf(text, { style: other, grammar: parser, answers })),
      finish(formattingOf(text, { style: other, grammar: parser })),
    );
});

test('every statement of the tests keeps its meaning, and all but a few are formatted', () => {
  let stay = 0;
  const all = corpus();
  for (const written of all) {
    const { text, kept } = format(written);
    if (kept.some(({ reason }) => !/would not read|no statement|not closed/.test(reason))) stay++;
    assert.deepEqual(faultsOf(written, text), [], written);
  }
  assert.ok(all.length > 4_000, `${all.length} statements`);
  assert.ok(stay <= 2, `${stay} statements stay as they are though PostgreSQL reads them`);
});
