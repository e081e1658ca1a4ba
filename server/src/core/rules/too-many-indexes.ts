import { spanOfOrigin } from '../catalog/origin.js';
import { factsOf } from '../dialect/asOf.js';
import { documentation } from '../dialect/documentation.js';
import { maxIndexes } from '../dialect/limits.js';
import { serverErrors, worded } from '../dialect/serverErrors.js';
import { defineRule } from '../lint/rule.js';
import { tablesOf } from '../lint/script/tables.js';

const columns = Array.from({ length: 25 }, (_none, index) => `c${index}`);

export default defineRule({
  id: 'too-many-indexes',
  severity: 'error',
  message: 'Table "{table}" has {count} indexes with this one; DSQL allows {most}.',
  why: 'The primary key, UNIQUE constraints and indexes that are still building count too.',
  instead: 'Drop an index that no query needs, or add columns to another one by INCLUDE.',
  noFix: 'Which index can go depends on the queries.',
  server: worded(serverErrors.tooManyIndexes, { count: String(maxIndexes) }),
  documentation: documentation.quotas,
  examples: [
    {
      bad: `CREATE TABLE wide (id INT PRIMARY KEY, ${columns.map((name) => `${name} INT`).join(', ')});\n${columns
        .slice(0, 24)
        .map((name) => `CREATE INDEX ASYNC ON wide (${name});`)
        .join('\n')}`,
      at: 'CREATE INDEX ASYNC',
    },
  ],
  asksTables: true,
  *script(script) {
    const most = factsOf(script.asOf).limits.maxIndexes;
    for (const table of tablesOf(script)) {
      // A statement that makes several fails once.
      const told = new Set<number>();
      for (const { made, count } of table.indexesBeyond(most)) {
        const { origin } = made;
        if (!origin || told.has(origin.statement.start)) continue;
        told.add(origin.statement.start);
        // A key is reported where its constraint is.
        const { kind } = origin.pointer;
        yield {
          at: spanOfOrigin(kind === 'created' ? { ...origin, pointer: { kind: 'indexHead' } } : origin),
          data: { table: table.name.replace(/^public\./, ''), count: String(count), most: String(most) },
        };
      }
    }
  },
});
