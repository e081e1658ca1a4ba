import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { removeStatement } from '../sql/edits.js';
import { headSpan } from '../sql/tokens.js';

export default defineRule({
  id: 'checkpoint',
  severity: 'error',
  message: 'CHECKPOINT is not supported, nor needed.',
  why: 'DSQL makes every commit durable by itself; there is no log for you to write out.',
  instead: 'Remove the statement.',
  documentation: documentation.sqlSubsets,
  examples: [{ bad: 'CHECKPOINT;', at: 'CHECKPOINT', good: '' }],
  check: {
    *CheckPointStmt(_checkpoint, statement) {
      yield {
        at: headSpan(statement, 1),
        fixes: [{ title: 'Remove CHECKPOINT', safety: 'safe', edits: removeStatement(statement) }],
      };
    },
  },
});
