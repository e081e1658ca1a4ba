import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { tableActions } from '../syntax/alterTable.js';
import { spanOf } from '../syntax/tree/nodes.js';

export default defineRule({
  id: 'alter-constraint',
  severity: 'error',
  message: 'ALTER CONSTRAINT is not supported before 2026-08-26.',
  why: 'Only foreign keys can be altered, and Aurora DSQL has them since 2026-08-26.',
  instead: 'Remove the action.',
  noFix: 'Before foreign keys existed, no constraint had anything to alter.',
  documentation: documentation.alterTable,
  holds: { until: 'foreign-keys' },
  examples: [
    {
      bad: 'ALTER TABLE games ALTER CONSTRAINT games_team_fkey DEFERRABLE;',
      at: 'ALTER CONSTRAINT games_team_fkey DEFERRABLE',
      asOf: '2025-11-25',
    },
  ],
  words: ['alter constraint'],
  check: {
    *AlterTableStmt(alter, statement) {
      for (const action of tableActions(alter, statement))
        if (action.command.subtype === 'AT_AlterConstraint') yield { at: spanOf(statement, action) };
    },
  },
});
