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
