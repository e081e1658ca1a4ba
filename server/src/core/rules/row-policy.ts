import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { headSpan } from '../syntax/head.js';

export default defineRule({
  id: 'row-policy',
  severity: 'error',
  message: 'Row security policies are not supported.',
  why: 'DSQL grants rights on whole tables and views; it filters no rows by the role that reads them.',
  instead: 'Create a view that shows the rows of the role, and GRANT on it instead of the table.',
  noFix: 'DSQL filters no rows by role, so nothing takes its place.',
  leftOut: 'everyone who may read the table sees all its rows',
  server: { sqlstate: '0A000', text: 'unsupported statement: CreatePolicy' },
  documentation: documentation.migration,
  examples: [{ bad: 'CREATE POLICY own ON orders USING (owner = current_user);', at: 'CREATE POLICY' }],
  check: {
    *CreatePolicyStmt(_policy, statement) {
      yield { at: headSpan(statement, 'policy') };
    },
    *AlterPolicyStmt(_policy, statement) {
      yield { at: headSpan(statement, 'policy') };
    },
    *RenameStmt({ renameType }, statement) {
      if (renameType === 'OBJECT_POLICY') yield { at: headSpan(statement, 'policy') };
    },
    *DropStmt({ removeType }, statement) {
      if (removeType === 'OBJECT_POLICY') yield { at: headSpan(statement, 'policy') };
    },
  },
});
