import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { removeAction, tableActions } from '../syntax/alterTable.js';
import { spanOf } from '../syntax/tree/nodes.js';

export default defineRule({
  id: 'column-statistics',
  severity: 'error',
  message: 'SET STATISTICS is not supported.',
  why: 'DSQL chooses how much it samples, and runs ANALYZE by itself.',
  instead: 'Leave it out; where columns depend on each other, CREATE STATISTICS tells the planner.',
  server: { sqlstate: '0A000', text: 'unsupported ALTER TABLE ALTER COLUMN ... SET STATISTICS statement' },
  documentation: documentation.alterTable,
  examples: [
    {
      bad: 'ALTER TABLE games ALTER COLUMN score SET STATISTICS 500;',
      at: 'ALTER COLUMN score SET STATISTICS 500',
      good: '',
    },
  ],
  words: ['statistics'],
  check: {
    *AlterTableStmt(alter, statement) {
      for (const action of tableActions(alter, statement)) {
        if (action.command.subtype !== 'AT_SetStatistics') continue;
        yield {
          at: spanOf(statement, action),
          fixes: [
            {
              id: 'remove',
              title: 'Remove SET STATISTICS',
              consequence: 'DSQL chooses the sample',
              safety: 'review',
              edits: removeAction(statement, action),
            },
          ],
        };
      }
    },
  },
});
