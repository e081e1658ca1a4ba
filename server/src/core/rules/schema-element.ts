import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { find, headSpan, spanOf } from '../sql/tokens.js';

export default defineRule({
  id: 'schema-element',
  severity: 'error',
  message: '{element} inside CREATE SCHEMA is not supported before 2026-04-24.',
  why: 'Aurora DSQL takes sequences and grants within CREATE SCHEMA only since 2026-04-24.',
  instead: 'Write the element as a statement of its own.',
  documentation: documentation.sqlSubsets,
  holds: { until: 'default-privileges' },
  examples: [
    {
      bad: 'CREATE SCHEMA shop GRANT SELECT ON orders TO app;',
      at: 'GRANT',
      asOf: '2025-11-25',
    },
  ],
  check: {
    *CreateSeqStmt(_sequence, statement, { parent }) {
      if (parent?.name !== 'CreateSchemaStmt') return;
      const word = find(statement, ['create', 'sequence']);
      yield {
        at: word < 0 ? headSpan(statement, 2) : spanOf(statement, word, word + 1),
        data: { element: 'CREATE SEQUENCE' },
      };
    },
    *GrantStmt(_grant, statement, { parent }) {
      if (parent?.name !== 'CreateSchemaStmt') return;
      const word = find(statement, ['grant']);
      yield {
        at: word < 0 ? headSpan(statement, 2) : spanOf(statement, word),
        data: { element: 'GRANT' },
      };
    },
  },
});
