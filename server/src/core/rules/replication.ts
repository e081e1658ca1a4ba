import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { headSpan } from '../syntax/head.js';

export default defineRule({
  id: 'replication',
  severity: 'error',
  message: 'Publications and subscriptions are not supported.',
  why: 'DSQL has no logical replication.',
  instead: 'Read changes from a CDC stream of the cluster.',
  noFix: 'DSQL has no logical replication, so nothing takes its place.',
  leftOut: 'changes are not replicated',
  documentation: documentation.sqlSubsets,
  examples: [{ bad: 'CREATE PUBLICATION changes FOR TABLE games;', at: 'CREATE PUBLICATION' }],
  check: {
    *CreatePublicationStmt(_publication, statement) {
      yield { at: headSpan(statement, 'publication') };
    },
    *AlterPublicationStmt(_publication, statement) {
      yield { at: headSpan(statement, 'publication') };
    },
    *CreateSubscriptionStmt(_subscription, statement) {
      yield { at: headSpan(statement, 'subscription') };
    },
    *AlterSubscriptionStmt(_subscription, statement) {
      yield { at: headSpan(statement, 'subscription') };
    },
  },
});
