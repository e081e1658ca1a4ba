import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { removeStatement } from '../syntax/edits.js';
import { headSpan } from '../syntax/head.js';

export default defineRule({
  id: 'alter-system',
  severity: 'error',
  message: 'ALTER SYSTEM is not supported.',
  why: 'A DSQL cluster has no configuration that a session could change.',
  instead: 'Remove the statement.',
  server: { sqlstate: '0A000', text: 'unsupported statement: AlterSystem' },
  documentation: documentation.sqlSubsets,
  examples: [{ bad: "ALTER SYSTEM SET work_mem = '64MB';", at: 'ALTER SYSTEM', good: '' }],
  check: {
    *AlterSystemStmt(_system, statement) {
      yield {
        at: headSpan(statement, 'system'),
        fixes: [
          {
            id: 'remove-statement',
            title: 'Remove the statement',
            consequence: 'the cluster configures itself',
            safety: 'review',
            edits: removeStatement(statement),
          },
        ],
      };
    },
  },
});
