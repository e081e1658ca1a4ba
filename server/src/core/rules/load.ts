import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { removeStatement } from '../syntax/edits.js';
import { headSpan } from '../syntax/head.js';

export default defineRule({
  id: 'load',
  severity: 'error',
  message: 'LOAD is not supported.',
  why: 'A DSQL cluster loads no libraries; its functions are the ones that are built in.',
  instead: 'Remove the statement.',
  documentation: documentation.sqlSubsets,
  examples: [{ bad: "LOAD 'auto_explain';", at: 'LOAD', good: '' }],
  check: {
    *LoadStmt(_load, statement) {
      yield {
        at: headSpan(statement),
        fixes: [
          {
            id: 'remove-statement',
            title: 'Remove LOAD',
            consequence: 'statements that use the library fail',
            safety: 'review',
            edits: removeStatement(statement),
          },
        ],
      };
    },
  },
});
