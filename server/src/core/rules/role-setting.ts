import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { removeStatement } from '../syntax/edits.js';
import { headSpan, roleWord } from '../syntax/head.js';

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
      const role = roleWord(statement);
      yield {
        at: headSpan(statement, role),
        data: { role: role.toUpperCase() },
        fixes: [
          {
            id: 'remove-statement',
            title: 'Remove the statement',
            consequence: 'sessions must SET it themselves',
            safety: 'review',
            edits: removeStatement(statement),
          },
        ],
      };
    },
  },
});
