import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { headSpan } from '../syntax/head.js';
import { lookup } from '../text/lookup.js';

export default defineRule({
  id: 'two-phase-commit',
  severity: 'error',
  message: '{verb} is not supported.',
  why: 'DSQL commits a transaction in one step, over all its Regions.',
  instead: 'Keep what must be done elsewhere in an outbox table, and undo by a saga where that fails.',
  noFix: 'DSQL commits in one step, so nothing takes its place.',
  documentation: documentation.concurrency,
  examples: [{ bad: "PREPARE TRANSACTION 'move';", at: 'PREPARE TRANSACTION' }],
  check: {
    *TransactionStmt({ kind = 'TRANS_STMT_BEGIN' }, statement) {
      const verb = verbs[kind];
      if (verb) yield { at: headSpan(statement, ...verb.toLowerCase().split(' ')), data: { verb } };
    },
  },
});

const verbs = lookup<string>({
  TRANS_STMT_PREPARE: 'PREPARE TRANSACTION',
  TRANS_STMT_COMMIT_PREPARED: 'COMMIT PREPARED',
  TRANS_STMT_ROLLBACK_PREPARED: 'ROLLBACK PREPARED',
});
