import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { statementNode } from '../syntax/rangeOf.js';
import { headUpTo, spanOf } from '../syntax/tree/nodes.js';

export default defineRule({
  id: 'schema-element',
  severity: 'error',
  message: '{element} inside CREATE SCHEMA is not supported before 2026-04-24.',
  why: 'Aurora DSQL takes sequences and grants within CREATE SCHEMA only since 2026-04-24.',
  instead: 'Write the element as a statement of its own.',
  noFix: 'The element needs a statement of its own behind CREATE SCHEMA.',
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
    *CreateSeqStmt(create, statement, { parent }) {
      if (parent?.name !== 'CreateSchemaStmt') return;
      const head = headUpTo(statement, statementNode(statement, create), 'sequence');
      yield { at: spanOf(statement, head), data: { element: 'CREATE SEQUENCE' } };
    },
    *GrantStmt(grant, statement, { parent }) {
      if (parent?.name !== 'CreateSchemaStmt') return;
      const head = headUpTo(statement, statementNode(statement, grant));
      yield { at: spanOf(statement, head), data: { element: 'GRANT' } };
    },
  },
});
