import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { tableActions } from '../syntax/alterTable.js';
import { spanOf } from '../syntax/tree/nodes.js';

export default defineRule({
  id: 'validate-constraint',
  severity: 'error',
  message: 'VALIDATE CONSTRAINT is not supported before 2026-08-03.',
  why: 'Until 2026-08-03 Aurora DSQL knows no constraint that is NOT VALID.',
  instead: 'Write the constraint into CREATE TABLE.',
  noFix: 'Before ALTER TABLE ASYNC existed, nothing was validated.',
  documentation: documentation.alterTable,
  holds: { until: 'drop-column' },
  examples: [
    {
      bad: 'ALTER TABLE ASYNC games VALIDATE CONSTRAINT score_positive;',
      at: 'VALIDATE CONSTRAINT score_positive',
      asOf: '2025-11-25',
    },
  ],
  words: ['validate'],
  check: {
    *AlterTableStmt(alter, statement) {
      for (const action of tableActions(alter, statement))
        if (action.command.subtype === 'AT_ValidateConstraint') yield { at: spanOf(statement, action) };
    },
  },
});
