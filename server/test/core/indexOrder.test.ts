import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixTogether } from '../../src/core/repair/fixAll.js';
import { analyzer } from './engine.js';

/** What a key says of its order, and what is left of it: an index whose keys are all turned round serves the same backwards. */
const orders: readonly (readonly [written: string, repaired: string])[] = [
  ['', ''],
  [' NULLS FIRST', ' NULLS FIRST'],
  [' NULLS LAST', ' NULLS LAST'],
  [' ASC', ''],
  [' asc nulls first', ' nulls first'],
  [' ASC NULLS LAST', ' NULLS LAST'],
  [' DESC', ''],
  [' DESC NULLS FIRST', ''],
  [' DESC /* newest */ NULLS LAST', ' /* newest */ NULLS FIRST'],
  [' desc nulls last', ' nulls first'],
];

for (const head of ['CREATE INDEX i', 'CREATE INDEX ASYNC i', 'CREATE INDEX CONCURRENTLY i'])
  test(`${head}: each key keeps its own nulls`, () => {
    const repaired = (keys: string) => {
      const table = 'CREATE TABLE t (id uuid PRIMARY KEY, a int, b int);\n';
      const [fixed] = fixTogether(analyzer, [`${table}${head} ON t (${keys});`], {}, 'review');
      return fixed?.text.slice(table.length);
    };
    for (const [first, firstLeft] of orders)
      for (const [second, secondLeft] of orders)
        assert.equal(
          repaired(`a${first}, b${second}`),
          `CREATE INDEX ASYNC i ON t (a${firstLeft}, b${secondLeft});`,
          `a${first}, b${second}`,
        );
  });
