import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { headSpan, roleWord } from '../syntax/head.js';

export default defineRule({
  id: 'role-options',
  severity: 'error',
  message: 'ALTER {role} cannot change the options of a role.',
  why: 'DSQL fixes the options of a role when it is created, and keeps no passwords: IAM decides who may log in.',
  instead: "Create the role with LOGIN, and map it with AWS IAM GRANT role TO 'arn'.",
  noFix: 'DSQL fixes the options of a role when it is created.',
  leftOut: 'the role keeps its options',
  documentation: documentation.authentication,
  examples: [{ bad: "ALTER ROLE app WITH PASSWORD 'secret';", at: 'ALTER ROLE' }],
  check: {
    *AlterRoleStmt({ options = [] }, statement) {
      // ALTER GROUP … ADD USER has the same form, but changes members and not options.
      const changed = options.filter((node) => 'DefElem' in node && node.DefElem.defname !== 'rolemembers');
      if (changed.length === 0) return;
      const role = roleWord(statement);
      yield { at: headSpan(statement, role), data: { role: role.toUpperCase() } };
    },
  },
});
