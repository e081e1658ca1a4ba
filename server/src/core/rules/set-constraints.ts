import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { headSpan } from '../syntax/head.js';

export default defineRule({
  id: 'set-constraints',
  severity: 'error',
  message: 'SET CONSTRAINTS is not supported before 2026-08-26.',
  why: 'Only foreign keys can be deferred, and Aurora DSQL has them since 2026-08-26.',
  instead: 'Remove the statement: every constraint is checked by each statement.',
  noFix: 'Before foreign keys existed, no constraint could be deferred.',
  documentation: documentation.createTable,
  holds: { until: 'foreign-keys' },
  examples: [{ bad: 'SET CONSTRAINTS ALL DEFERRED;', at: 'SET CONSTRAINTS', asOf: '2025-11-25' }],
  check: {
    *ConstraintsSetStmt(_set, statement) {
      yield { at: headSpan(statement, 'constraints') };
    },
  },
});
