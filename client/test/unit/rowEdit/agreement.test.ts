import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { builtins } from '../../../../server/src/core/catalog/builtins.js';
import { layered } from '../../../../server/src/core/catalog/layered.js';
import { createAnalyzer, loadParser } from '../../../../server/src/core/lint/analysis.js';
import { catalogOf } from '../../../../server/src/core/lint/script/catalog.js';
import { typesIn } from '../../../../server/src/core/semantics/infer/types.js';
import { resolve } from '../../../../server/src/core/semantics/resolve/query.js';
import { provePlain } from '../../../src/rowEdit/proof.js';

const wasm = path.join(__dirname, '../../../../node_modules/libpg-query/wasm/libpg-query.wasm');
const parser = loadParser(readFileSync(wasm));

/** No two columns have the same type, so that a type tells its column. */
const columns: readonly (readonly [name: string, written: string, type: string])[] = [
  ['id', 'id', 'uuid'],
  ['Total', '"Total"', 'numeric'],
  ['name', 'name', 'text'],
  ['n', 'n', 'int4'],
  ['a b', '"a b"', 'int8'],
  ['at', 'at', 'timestamptz'],
  ['value', '"value"', 'bool'],
];

const { scripts } = createAnalyzer(parser, []).analyze(
  `CREATE SCHEMA shop; CREATE TABLE shop."Orders" (${columns.map(([, written, type]) => `${written} ${type}`)});
CREATE TABLE t (${columns.map(([, written, type]) => `${written} ${type}`)});`,
);
const [script] = scripts;
assert.ok(script);
const types = typesIn(layered([builtins(), { ...catalogOf(script).after, isComplete: true }]));

/** What row editing takes for a column of the table is that column for whoever asks what names mean, and nothing else is. */
const selects: readonly string[] = [
  'SELECT * FROM t',
  'SELECT t.* FROM t',
  'SELECT public.t.id, n FROM public.t',
  'SELECT x.*, x.n, n FROM t x',
  'SELECT id AS "Total", "Total" AS id, n AS "value" FROM t',
  'select ID, NAME, "a b" from T',
  'SELECT o."Total", "o"."a b" FROM shop."Orders" AS o',
  'SELECT *, * FROM shop."Orders" "Orders"',
  'SELECT (id), ((n)), (t.name) FROM t',
  'SELECT id, n + 1, n::int8, upper(name), name FROM t',
  "SELECT 'id', id, NULL, 5 AS n FROM t",
  'SELECT id, (SELECT n FROM t u LIMIT 1) AS id, at FROM t',
  'SELECT count(*) OVER () AS n, n FROM t',
  'SELECT CASE WHEN "value" THEN n END AS n, "value" FROM t',
  "SELECT id /* , name */, -- n\n n FROM t WHERE name > 'FROM u' ORDER BY at LIMIT 3",
  'SELECT U&"\\0069d", n FROM t',
  'SELECT value, name, at FROM t FOR UPDATE',
];

for (const sql of selects)
  test(`row editing and the names of a query agree: ${sql}`, () => {
    const answer = parser(sql, true);
    const [node] = answer.kind === 'tree' ? answer.nodes : [];
    assert.ok(node);
    const resolved = resolve(types, node);
    const proof = provePlain(sql);
    assert.ok(proof.kind === 'plain', JSON.stringify(proof));
    const proved = proof.columns.flatMap((column): readonly (string | undefined)[] => {
      if (column.kind === 'all') return columns.map(([, , type]) => type);
      if (column.kind === 'value') return [undefined];
      return [columns.find(([name]) => name === column.name)?.[2] ?? `no column ${column.name}`];
    });
    const meant = resolved.columns?.map(({ type }, at) =>
      proved[at] === undefined ? undefined : type?.replace(/^pg_catalog\./, ''),
    );
    assert.deepEqual([resolved.issues, meant], [[], proved]);
  });
