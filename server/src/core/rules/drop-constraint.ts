import { documentation } from '../dialect/documentation.js';
import { serverErrors } from '../dialect/serverErrors.js';
import { defineRule } from '../lint/rule.js';
import { tableActions } from '../syntax/alterTable.js';
import { spanOf } from '../syntax/tree/nodes.js';

export default defineRule({
  id: 'drop-constraint',
  severity: 'error',
  message: 'Constraint "{constraint}" cannot be dropped before 2026-07-06.',
  why: 'Aurora DSQL has DROP CONSTRAINT since 2026-07-06 only.',
  instead: 'Create a new table without the constraint, and copy the rows in batches.',
  noFix: 'Before DROP CONSTRAINT existed, a constraint could not go.',
  server: serverErrors.dropConstraint,
  documentation: documentation.alterTable,
  holds: { until: 'alter-column' },
  examples: [
    {
      bad: 'ALTER TABLE games DROP CONSTRAINT IF EXISTS score_positive;',
      at: 'DROP CONSTRAINT IF EXISTS score_positive',
      asOf: '2025-11-25',
    },
  ],
  words: ['drop constraint'],
  check: {
    *AlterTableStmt(alter, statement) {
      for (const action of tableActions(alter, statement))
        if (action.command.subtype === 'AT_DropConstraint')
          yield { at: spanOf(statement, action), data: { constraint: action.command.name ?? '' } };
    },
  },
});
