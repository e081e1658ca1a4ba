import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { keyColumnRange, tableKeys } from '../syntax/keys.js';
import { spanOf } from '../syntax/tree/nodes.js';
import { builtInName, isArray } from '../syntax/typeName.js';

export default defineRule({
  id: 'numeric-key',
  severity: 'error',
  message: 'NUMERIC column "{column}" cannot be part of a key before 2026-02-03.',
  why: 'Aurora DSQL takes NUMERIC in keys and indexes since 2026-02-03 only.',
  instead: 'Use BIGINT or a UUID as the key.',
  noFix: 'Before numeric keys existed, a key needed a column of another type.',
  documentation: documentation.dataTypes,
  holds: { until: 'numeric-keys' },
  examples: [
    {
      bad: 'CREATE TABLE orders (no NUMERIC(20, 0) PRIMARY KEY);',
      at: 'PRIMARY KEY',
      asOf: '2025-11-25',
    },
  ],
  words: ['numeric', 'decimal', 'dec'],
  check: {
    *CreateStmt(create, statement) {
      for (const key of tableKeys(create)) {
        for (const keyColumn of key.columns) {
          const { name, column } = keyColumn;
          const isNumeric =
            column?.typeName && !isArray(column.typeName) && builtInName(column.typeName) === 'numeric';
          if (!isNumeric) continue;
          const at = spanOf(statement, keyColumnRange(statement, key, keyColumn));
          yield { at, data: { column: name } };
        }
      }
    },
  },
});
