import { documentation } from '../dialect/documentation.js';
import { beforeChange } from '../dialect/serverErrors.js';
import { defineRule } from '../lint/rule.js';
import { remove } from '../syntax/edits.js';
import { statementNode } from '../syntax/rangeOf.js';
import { clauseOf, spanOf } from '../syntax/tree/nodes.js';

export default defineRule({
  id: 'partial-index',
  severity: 'error',
  message: 'A partial index is not supported before 2026-09-15.',
  why: 'Aurora DSQL takes WHERE in CREATE INDEX only since 2026-09-15.',
  instead: 'Index all rows. A unique index then also refuses duplicates outside the predicate.',
  server: beforeChange.partialIndex,
  documentation: documentation.createIndex,
  holds: { until: 'partial-indexes' },
  examples: [
    {
      bad: 'CREATE INDEX ASYNC open_orders ON orders (placed_at) WHERE shipped_at IS NULL;',
      at: 'WHERE shipped_at IS NULL',
      good: 'CREATE INDEX ASYNC open_orders ON orders (placed_at);',
      asOf: '2025-11-25',
    },
  ],
  check: {
    *IndexStmt(index, statement) {
      const where = index.whereClause && clauseOf(statementNode(statement, index), 'where');
      if (!where) return;
      yield {
        at: spanOf(statement, where),
        fixes: [
          {
            id: 'remove-where',
            title: 'Remove WHERE',
            consequence: 'the index covers all rows',
            safety: 'review',
            edits: remove(statement, where),
          },
        ],
      };
    },
  },
});
