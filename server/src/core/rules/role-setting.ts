import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { removeStatement } from '../syntax/edits.js';
import { headSpan, wordOf } from '../syntax/tokens.js';

export default defineRule({
  id: 'role-setting',
  severity: 'error',
  message: 'ALTER {role} … SET is not supported.',
  why: 'DSQL keeps no settings by role: each session starts with the same ones.',
  instead: 'SET the parameter at the start of each session.',
  documentation: documentation.authentication,
  examples: [{ bad: 'ALTER ROLE app SET search_path = shop;', at: 'ALTER ROLE', good: '' }],
  check: {
    *AlterRoleSetStmt({ setstmt }, statement) {
      if (setstmt?.kind === 'VAR_RESET' || setstmt?.kind === 'VAR_RESET_ALL') return;
      yield {
        at: headSpan(statement, 2),
        data: { role: wordOf(statement, 1).toUpperCase() },
        fixes: [
          {
            title: 'Remove the statement (sessions must SET it themselves)',
            safety: 'review',
            edits: removeStatement(statement),
          },
        ],
      };
    },
  },
});
