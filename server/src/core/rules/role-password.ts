import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { removeTokens } from '../syntax/edits.js';
import { indexAt, isAt, spanOf } from '../syntax/tokens.js';

export default defineRule({
  id: 'role-password',
  severity: 'error',
  message: 'A role has no password.',
  why: 'A connection to DSQL proves who it is by a token of AWS IAM.',
  instead: "Leave PASSWORD out, and map the role with AWS IAM GRANT role TO 'arn'.",
  documentation: documentation.authentication,
  examples: [
    {
      bad: "CREATE ROLE app WITH LOGIN PASSWORD 'secret';",
      at: "PASSWORD 'secret'",
      good: 'CREATE ROLE app WITH LOGIN;',
    },
  ],
  words: ['password'],
  check: {
    *DefElem({ defname, location = 0 }, statement, { parent }) {
      if (defname !== 'password' || parent?.name !== 'CreateRoleStmt') return;
      const first = indexAt(statement, location);
      const last = isAt(statement, first, 'password') ? first + 1 : first + 2;
      const isOnlyOption = isAt(statement, first - 1, 'with') && parent.node.options?.length === 1;
      yield {
        at: spanOf(statement, first, last),
        fixes: [
          {
            title: 'Remove PASSWORD (people and programs log in through IAM)',
            safety: 'review',
            edits: removeTokens(statement, isOnlyOption ? first - 1 : first, last),
          },
        ],
      };
    },
  },
});
