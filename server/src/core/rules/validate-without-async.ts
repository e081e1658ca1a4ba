import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { tableActions } from '../syntax/alterTable.js';
import { insertBehind } from '../syntax/edits.js';
import { headOf } from '../syntax/head.js';
import { spanOf } from '../syntax/tree/nodes.js';

export default defineRule({
  id: 'validate-without-async',
  severity: 'error',
  message: 'VALIDATE CONSTRAINT needs ALTER TABLE ASYNC.',
  why: 'DSQL reads the rows in a job: the statement returns a job_id at once, and the constraint is valid when the job has finished.',
  instead: "Write ALTER TABLE ASYNC … VALIDATE CONSTRAINT, and wait with CALL sys.wait_for_job('job_id').",
  server: { sqlstate: '0A000', text: 'unsupported ALTER TABLE VALIDATE CONSTRAINT statement' },
  documentation: documentation.alterTable,
  holds: { since: 'drop-column' },
  examples: [
    {
      bad: 'ALTER TABLE games VALIDATE CONSTRAINT score_positive;',
      at: 'VALIDATE CONSTRAINT score_positive',
      good: 'ALTER TABLE ASYNC games VALIDATE CONSTRAINT score_positive;',
    },
  ],
  words: ['validate'],
  check: {
    *AlterTableStmt(alter, statement) {
      if (statement.async) return;
      for (const action of tableActions(alter, statement)) {
        if (action.command.subtype !== 'AT_ValidateConstraint') continue;
        yield {
          at: spanOf(statement, action),
          fixes: action.isOnly
            ? [
                {
                  id: 'add-async',
                  title: 'Add ASYNC',
                  consequence: 'the constraint is valid when its job has finished',
                  safety: 'review',
                  edits: insertBehind(statement, headOf(statement, 'table'), ' ASYNC'),
                },
              ]
            : [],
        };
      }
    },
  },
});
