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
    for (const { name, relation } of tablesOf(script)) {
      const { indexes } = relation;
      if (indexes.length <= most) continue;
      const origins = indexes
        .flatMap(({ origin }) => origin ?? [])
        .sort((one, other) => one.statement.start - other.statement.start);
      const extra = origins[most];
      if (!extra) continue;
      // A key is reported where its constraint is.
      const { kind } = extra.pointer;
      yield {
        at: spanOfOrigin(kind === 'created' ? { ...extra, pointer: { kind: 'indexHead' } } : extra),
        data: { table: name.replace(/^public\./, ''), count: String(origins.length), most: String(most) },
      };
    }
  },
});
