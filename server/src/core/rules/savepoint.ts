import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { removeStatement } from '../syntax/edits.js';
import { find, headSpan, spanOf } from '../syntax/tokens.js';

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
        yield { at: spanOf(statement, 0, Math.max(0, find(statement, ['to']))), data: { verb } };
        return;
      }
      const title = `Remove ${verb} (a failure ends the whole transaction)`;
      const edits = removeStatement(statement);
      yield { at: headSpan(statement, 1), data: { verb }, fixes: [{ title, safety: 'review', edits }] };
    },
  },
});

const verbs: Readonly<Record<string, string>> = {
  TRANS_STMT_SAVEPOINT: 'SAVEPOINT',
  TRANS_STMT_RELEASE: 'RELEASE',
  TRANS_STMT_ROLLBACK_TO: 'ROLLBACK TO',
};
