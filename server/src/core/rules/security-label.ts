import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { removeStatement } from '../sql/edits.js';
import { headSpan } from '../sql/tokens.js';

export default defineRule({
  id: 'security-label',
  severity: 'error',
  message: 'SECURITY LABEL is not supported.',
  why: 'Labels serve extensions such as sepgsql, and DSQL has none.',
  instead: 'Remove the statement, and GRANT what roles may do.',
  documentation: documentation.sqlSubsets,
  examples: [{ bad: "SECURITY LABEL ON TABLE games IS 'secret';", at: 'SECURITY LABEL', good: '' }],
  check: {
    *SecLabelStmt(_label, statement) {
      yield {
        at: headSpan(statement, 2),
        fixes: [
          {
            title: 'Remove the statement (nothing checks labels)',
            safety: 'review',
            edits: removeStatement(statement),
          },
        ],
      };
    },
  },
});
