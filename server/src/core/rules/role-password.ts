import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { remove } from '../syntax/edits.js';
import { syntaxOf } from '../syntax/rangeOf.js';
import { joined, keywordIn, spanOf } from '../syntax/tree/nodes.js';

export default defineRule({
  id: 'role-password',
  severity: 'error',
  message: 'A role has no password.',
  why: 'A connection to DSQL proves its identity with an AWS IAM token.',
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
    *DefElem(option, statement, { parent }) {
      if (option.defname !== 'password' || parent?.name !== 'CreateRoleStmt') return;
      const written = syntaxOf(statement, option);
      if (!written) return;
      const lead = parent.node.options?.length === 1 && keywordIn(statement, written.parent, 'with');
      yield {
        at: spanOf(statement, written),
        fixes: [
          {
            id: 'remove-password',
            title: 'Remove PASSWORD',
            consequence: 'people and programs log in through IAM',
            safety: 'review',
            edits: remove(statement, lead ? joined(lead, written) : written),
          },
        ],
      };
    },
  },
});
