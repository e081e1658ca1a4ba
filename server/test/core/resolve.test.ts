import assert from 'node:assert/strict';
import { test } from 'node:test';
import { builtins } from '../../src/core/catalog/builtins.js';
import { layered } from '../../src/core/catalog/layered.js';
import { typesIn } from '../../src/core/semantics/infer/types.js';
import { resolve } from '../../src/core/semantics/resolve/query.js';
import { parser } from './engine.js';

const types = typesIn(layered([{ ...builtins(), isComplete: false }]));

function resolved(sql: string) {
  const answer = parser(sql, true);
  const [node] = answer.kind === 'tree' ? answer.nodes : [];
  assert.ok(node, sql.slice(0, 100));
  return resolve(types, node);
}

const many = (count: number, part: (at: number) => string, separator: string): string =>
  Array.from({ length: count }, (_none, at) => part(at)).join(separator);

/** What is long, deep or wide is answered, or not known: nothing is thrown and nothing is refused. */
const large: Readonly<Record<string, string>> = {
  sum: `SELECT ${many(2000, () => '1', ' + ')}`,
  condition: `SELECT 1 FROM t WHERE ${many(5000, () => 'a = 1', ' AND ')}`,
  union: many(2000, () => 'SELECT 1', ' UNION ALL '),
  joins: `SELECT a3.b FROM t ${many(1000, (at) => `JOIN t a${at} ON true`, ' ')}`,
  tables: `SELECT a3.b, a7000.b, c FROM ${many(8000, (at) => `t a${at}`, ', ')}`,
  columns: `SELECT ${many(3000, () => '*', ', ')} FROM (SELECT 1 AS a, 2 AS b) s`,
  doubled: `${many(60, () => 'SELECT *, * FROM (', '')}SELECT 1 AS a${many(60, (at) => `) x${at}`, '')}`,
  queries: `WITH q0 AS (SELECT 1 AS a), ${many(1000, (at) => `q${at + 1} AS (SELECT * FROM q${at})`, ', ')} SELECT a FROM q1000`,
  recursive: 'WITH RECURSIVE a AS (SELECT * FROM b), b AS (SELECT * FROM a) SELECT x FROM a',
};

for (const [name, sql] of Object.entries(large)) {
  test(`a query with much of one kind is resolved: ${name}`, () => {
    assert.deepEqual(resolved(sql).issues, []);
  });
}

test('words of JavaScript are names like any other', () => {
  const sql =
    'SELECT constructor, t.__proto__, toString FROM (SELECT 1 AS constructor, 2 AS __proto__, 3 AS tostring) t';
  const { columns, issues } = resolved(sql);
  assert.deepEqual(
    [columns?.map(({ name, type }) => `${name} ${type}`), issues],
    [['constructor int4', '__proto__ int4', 'tostring int4'], []],
  );
});
