import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Catalog } from '../../../src/core/catalog/model.js';
import { columnNamed } from '../../../src/core/catalog/partNamed.js';
import { createAnalyzer } from '../../../src/core/lint/analysis.js';
import { catalogOf } from '../../../src/core/lint/script/catalog.js';
import { parser } from '../engine.js';

const folder = 'test-fixtures/catalog';

/** The columns of all relations by their names, as a list tells them and as each is looked up. */
function columnsIn({ schemas }: Catalog, names: ReadonlySet<string>) {
  const relations = [...schemas.values()].flatMap((schema) => [...schema.relations.values()]);
  const all = relations.flatMap((relation) => [...names].map((name) => ({ relation, name })));
  return {
    listed: all.map(({ relation, name }) => relation.columns.find((column) => column.name === name)),
    found: all.map(({ relation, name }) => columnNamed(relation, name)),
  };
}

for (const file of readdirSync(folder).filter((name) => name.endsWith('.sql')))
  test(`a column of ${file} is found by its name before each statement as it is in the list of its table`, () => {
    const text = readFileSync(`${folder}/${file}`, 'utf8');
    const [script] = createAnalyzer(parser, []).analyzeAll([text]).scripts;
    assert.ok(script);
    const { before, after, relations } = catalogOf(script);
    const names = new Set(relations.flatMap(({ relation }) => relation.columns.map(({ name }) => name)));
    for (const catalog of [...script.statements.keys()].map(before).concat(after)) {
      const { listed, found } = columnsIn(catalog, names);
      assert.deepEqual(found, listed);
    }
  });

/** Scripts, with the columns of all that is called `t` behind each statement. */
const changes: readonly (readonly [sql: string, columns: string])[][] = [
  [
    ['CREATE TABLE t (a int, b text, c date)', 'a b c'],
    ['CREATE INDEX i ON t (b)', 'a b c'],
    ['ALTER TABLE t RENAME c TO d', 'a b d'],
    ['ALTER TABLE t RENAME b TO c', 'a c d'],
    ['ALTER TABLE t ADD COLUMN b int', 'a c d b'],
    ['ALTER TABLE t DROP COLUMN a', 'c d b'],
  ],
  [
    ['BEGIN', ''],
    ['CREATE TABLE t (a int PRIMARY KEY, b text)', 'a b'],
    ['ALTER TABLE t RENAME b TO c', 'a c'],
    ['ROLLBACK', ''],
    ['CREATE TABLE t (b int)', 'b'],
  ],
  [
    ['BEGIN', ''],
    ['CREATE TABLE t (a int, b text)', 'a b'],
    ['SAVEPOINT s', 'a b'],
    ['ALTER TABLE t RENAME b TO c', 'a c'],
    ['ALTER TABLE t DROP COLUMN a', 'c'],
    ['ROLLBACK TO s', 'a b'],
    ['COMMIT', 'a b'],
  ],
  [
    ['CREATE TABLE t (a int, b text)', 'a b'],
    ['CREATE TABLE IF NOT EXISTS t (c int, d text)', 'a b'],
    ['ALTER TABLE t ALTER COLUMN b TYPE int USING 1', 'a b'],
  ],
  // PostgreSQL refuses it, so the second one counts for nothing.
  [['CREATE TABLE t (a int, a text, b int)', 'a b']],
];

for (const steps of changes)
  test(`${steps.map(([sql]) => sql).join('; ')}: the columns behind each statement`, () => {
    const [script] = createAnalyzer(parser, []).analyzeAll([
      steps.map(([sql]) => `${sql};`).join('\n'),
    ]).scripts;
    assert.ok(script);
    const { before } = catalogOf(script);
    const namesIn = ({ schemas }: Catalog) =>
      [...schemas.values()].flatMap(({ relations }) =>
        (relations.get('t')?.columns ?? []).map(({ name }) => name),
      );
    assert.deepEqual(
      steps.map((_, at) => namesIn(before(at + 1)).join(' ')),
      steps.map(([, columns]) => columns),
    );
    // Once more, after all have been asked for by their names.
    for (const [at] of steps.entries()) {
      const { listed, found } = columnsIn(before(at + 1), new Set(['a', 'b', 'c', 'd']));
      assert.deepEqual(found, listed);
    }
  });
