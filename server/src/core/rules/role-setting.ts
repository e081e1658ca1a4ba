import { documentation } from '../dialect/documentation.js';
import { isSettable } from '../dialect/parameters.js';
import { serverErrors } from '../dialect/serverErrors.js';
import { defineRule } from '../lint/rule.js';
import { removeStatement } from '../syntax/edits.js';
import { headSpan, roleWord } from '../syntax/head.js';

export default defineRule({
  id: 'role-setting',
  severity: 'error',
  message: 'ALTER {role} … SET cannot set the parameter "{parameter}".',
  why: 'A session of DSQL has a few parameters only, and the others cannot be set for the sessions of a role either.',
  instead: 'Leave the statement out; keep time limits in the client.',
  server: serverErrors.unsupportedParameter,
  documentation: documentation.sessionParameters,
  examples: [{ bad: 'ALTER ROLE app SET statement_timeout = 5000;', at: 'ALTER ROLE', good: '' }],
  check: {
    *AlterRoleSetStmt({ setstmt: { kind, name = '' } = {} }, statement, { asOf }) {
      if (kind === 'VAR_RESET' || kind === 'VAR_RESET_ALL' || isSettable(name, asOf)) return;
      const role = roleWord(statement);
      yield {
        at: headSpan(statement, role),
        data: { role: role.toUpperCase(), parameter: name },
        fixes: [
          {
            id: 'remove-statement',
            title: 'Remove the statement',
            consequence: 'the parameter keeps its value',
            safety: 'review',
            edits: removeStatement(statement),
          },
        ],
      };
    },
  },
});
