import { documentation } from '../dialect/documentation.js';
import { maxIndexes } from '../dialect/limits.js';
import { defineRule } from '../lint/rule.js';
import { spanOfMark } from '../schema/mark.js';
import { schemaOf } from '../schema/replay.js';
import { query } from '../text/memo.js';

const columns = Array.from({ length: 25 }, (_none, index) => `c${index}`);

export default defineRule({
  id: 'too-many-indexes',
  severity: 'error',
  message: 'Table "{table}" has {count} indexes with this one; DSQL allows 24.',
  why: 'The primary key, UNIQUE constraints and indexes that are still building count too.',
  instead: 'Drop an index that no query needs, or add columns to another one by INCLUDE.',
  noFix: 'Which index can go depends on the queries.',
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
  *script(script) {
    for (const { name, keys, indexes } of query(schemaOf, script).tables) {
      const all = [...keys, ...indexes.map((index) => ({ ...index, mark: { kind: 'indexHead' } as const }))];
      const extra = all.sort((one, other) => one.statement.start - other.statement.start)[maxIndexes];
      if (!extra) continue;
      yield {
        at: spanOfMark(script, extra),
        data: { table: name.replace(/^public\./, ''), count: String(all.length) },
      };
    }
  },
});
