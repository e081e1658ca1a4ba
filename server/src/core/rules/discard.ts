import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { removeStatement } from '../syntax/edits.js';
import { headSpan } from '../syntax/head.js';

export default defineRule({
  id: 'discard',
  severity: 'error',
  message: 'DISCARD is not supported.',
  why: 'DSQL cannot clear a session: only a new connection starts clean.',
  instead: 'RESET what the session SET, or connect again.',
  documentation: documentation.sqlSubsets,
  examples: [{ bad: 'DISCARD ALL;', at: 'DISCARD', good: '' }],
  check: {
    *DiscardStmt(_discard, statement) {
      yield {
        at: headSpan(statement),
        fixes: [
          {
            id: 'remove-statement',
            title: 'Remove DISCARD',
            consequence: 'the session keeps its settings',
            safety: 'review',
            edits: removeStatement(statement),
          },
        ],
      };
    },
  },
});
