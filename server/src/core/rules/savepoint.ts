import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { removeStatement } from '../syntax/edits.js';
import { headSpan } from '../syntax/head.js';
import { lookup } from '../text/lookup.js';

export default defineRule({
  id: 'savepoint',
  severity: 'error',
  message: '{verb} is not supported.',
  why: 'A transaction of DSQL succeeds or fails as a whole; nested transactions of ORMs are savepoints too.',
  instead: 'Retry the whole transaction, and turn nested transactions off in the ORM.',
  server: { sqlstate: '0A000', text: 'unsupported transaction statement: SAVEPOINT' },
  documentation: documentation.concurrency,
  examples: [{ bad: 'SAVEPOINT before_lines;', at: 'SAVEPOINT', good: '' }],
  check: {
    *TransactionStmt({ kind = 'TRANS_STMT_BEGIN' }, statement) {
      const verb = verbs[kind];
      if (!verb) return;
      if (verb === 'ROLLBACK TO') {
        yield { at: headSpan(statement, 'to'), data: { verb } };
        return;
      }
      yield {
        at: headSpan(statement),
        data: { verb },
        fixes: [
          {
            id: 'remove-statement',
            title: `Remove ${verb}`,
            consequence: 'a failure ends the whole transaction',
            safety: 'review',
            edits: removeStatement(statement),
          },
        ],
      };
    },
  },
});

const verbs = lookup<string>({
  TRANS_STMT_SAVEPOINT: 'SAVEPOINT',
  TRANS_STMT_RELEASE: 'RELEASE',
  TRANS_STMT_ROLLBACK_TO: 'ROLLBACK TO',
});
