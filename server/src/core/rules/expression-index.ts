import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { rangeOf } from '../syntax/rangeOf.js';
import { spanOf } from '../syntax/tree/nodes.js';

export default defineRule({
  id: 'expression-index',
  severity: 'error',
  message: 'An index on an expression is not supported before 2026-08-13.',
  why: 'Aurora DSQL indexes expressions only since 2026-08-13; before that a key must be a column.',
  instead: 'Store the value in a column of its own, and index that.',
  noFix: 'Before expression indexes existed, an expression needed a column of its own.',
  documentation: documentation.createIndex,
  holds: { until: 'expression-indexes' },
  examples: [
    {
      bad: 'CREATE INDEX ASYNC books_title ON books (lower(title));',
      at: 'lower(title)',
      asOf: '2025-11-25',
    },
  ],
  check: {
    *IndexStmt({ indexParams = [] }, statement) {
      for (const param of indexParams) {
        const key = 'IndexElem' in param && param.IndexElem.expr && rangeOf(statement, param.IndexElem);
        if (key) yield { at: spanOf(statement, key) };
      }
    },
  },
});
