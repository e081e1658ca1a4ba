import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { tokenize } from '../../src/core/syntax/lexer.js';
import { splitScript } from '../../src/core/syntax/split.js';
import { applyEdits } from '../../src/core/text/edit.js';
import { createAdmission } from '../../src/sandbox/statement/admission.js';
import { createSplitter } from '../../src/sandbox/statement/script.js';
import { shapeOf } from '../../src/sandbox/statement/shape.js';
import { effectCases } from '../core/effectCases.js';
import { parser } from '../core/engine.js';

const fixtures = path.join(__dirname, '../../../test-fixtures');

const shapes: Readonly<Record<string, string | undefined>> = {
  'SELECT a FROM t WHERE id = 15;': 'SELECT a FROM t WHERE id = 0;',
  "select  'a',\n-1 from t": "select ', -0 from t",
  "INSERT INTO t VALUES (1, 'a''b'), (2, lower('x'))": "INSERT INTO t VALUES (0, '), (0, lower('x'))",
  "UPDATE t SET a = 'x' WHERE b IN (1, 2) AND (c = 3)": "UPDATE t SET a = ' WHERE b IN (0, 0) AND (c = 0)",
  // What a type, a function or a keyword reads
  "SELECT '1'::int, 2 :: text, DATE '2026-01-01', CAST('1' AS numeric(4, 2))":
    "SELECT '1'::int, 2 :: text, DATE '2026-01-01', CAST('1' AS numeric(4, 2))",
  "SELECT f((1)), set_config('a', 'b', true) FROM t": "SELECT f((1)), set_config('a', 'b', true) FROM t",
  'SELECT 12345678901, 1.5, 1e3, $1': 'SELECT 12345678901, 1.5, 1e3, $1',
  "SELECT E'a', U&'a', \"1\"": "SELECT E'a', U&', \"1\"",
  // What a few signs do not tell
  'SELECT 1 -- a': undefined,
  'SELECT /* a */ 1': undefined,
  'SELECT $$a$$': undefined,
  "SELECT 'a\\'": undefined,
  "SELECT 'a": undefined,
  'SELECT 1; SELECT 2': undefined,
  'SELECT {a}': undefined,
  'SELECT :a': undefined,
  'CREATE TABLE t (a numeric(3))': undefined,
  SELECTED: undefined,
};

test('a shape is a text without the constants that are only values', () => {
  for (const [text, shape] of Object.entries(shapes)) assert.equal(shapeOf(text), shape, text);
});

test('what is said of one text holds for all of its shape', () => {
  const texts = [...statements()].filter((text) => shapeOf(text) !== undefined);
  assert.ok(texts.length > 400, `${texts.length} statements have a shape`);
  for (const [number, string] of [
    ['7', "'english'"],
    ['2001', "'(1,2)'"],
    ['0', "'role'"],
    ['999999999', "'now'"],
  ] as const) {
    const admitted = createAdmission(parser, 'latest');
    const afresh = createAdmission(parser, 'latest');
    const seen = new Set<string>();
    for (const text of texts) {
      const other = withConstants(text, number, string);
      assert.equal(shapeOf(other), shapeOf(text), text);
      // Of each shape one text is read afresh
      if (seen.has(shapeOf(text) ?? '')) continue;
      seen.add(shapeOf(text) ?? '');
      admitted(text);
      assert.deepEqual(admitted(other), afresh(other), `${text}\n${other}`);
    }
  }
});

test('a text that is one statement at a glance is the same when all of it is read', () => {
  const split = createSplitter();
  const ends = ['', ';', '; ', ';\n', ' ', '\u00a0', ';;', '; -- a', "; SELECT ';'"];
  for (const one of statements())
    for (const end of ends) {
      const text = one.replace(/;$/, '') + end;
      const { pieces } = splitScript(text);
      if (pieces.some(({ kind }) => kind !== 'statement')) continue;
      const whole = pieces.map(({ start, end }) => text.slice(start, end));
      assert.deepEqual(
        split(text).map(({ sql }) => sql),
        whole.filter((sql) => !/^[\s;]*$/.test(sql)),
        text,
      );
    }
});

/** Other constants wherever that leaves the shape as it is. */
function withConstants(text: string, number: string, string: string): string {
  let changed = text;
  for (const { start, end } of tokenize(text).reverse()) {
    const token = text.slice(start, end);
    const value = /^\d+$/.test(token) ? number : token.startsWith("'") ? string : token;
    const tried = applyEdits(changed, [{ start, end, text: value }]);
    if (shapeOf(tried) === shapeOf(text)) changed = tried;
  }
  return changed;
}

function* statements(): Generator<string> {
  for (const { sql } of effectCases()) yield sql;
  for (const folder of ['rules', 'conformance', 'dumps'])
    for (const name of readdirSync(path.join(fixtures, folder), { recursive: true, encoding: 'utf8' })) {
      if (!/\.(sql|txt)$/.test(name)) continue;
      const script = readFileSync(path.join(fixtures, folder, name), 'utf8').replace(
        /^(--|[#!=]).*|^[a-z]?> ?/gm,
        '',
      );
      for (const { kind, start, end } of splitScript(script).pieces)
        if (kind === 'statement') yield script.slice(start, end);
    }
}
