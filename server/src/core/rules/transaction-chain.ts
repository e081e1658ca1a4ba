import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { clauseOf, spanOf, wholeOf } from '../syntax/tree/nodes.js';
import { treeOf } from '../syntax/tree/tree.js';

export default defineRule({
  id: 'transaction-chain',
  severity: 'error',
  message: 'AND CHAIN is not supported.',
  why: 'DSQL ends a transaction without beginning another; only AND NO CHAIN is accepted.',
  instead: 'Write BEGIN in a statement of its own.',
  documentation: documentation.concurrency,
  examples: [{ bad: 'COMMIT AND CHAIN;', at: 'AND CHAIN', good: 'COMMIT;\nBEGIN;' }],
  check: {
    *TransactionStmt({ chain }, statement) {
      const clause = chain && clauseOf(treeOf(statement), 'and chain');
      if (!clause) return;
      const hasSemicolon = wholeOf(statement).last < statement.tokens.length - 1;
      const { end: start } = spanOf(statement, { first: 0, last: clause.first - 1 });
      const { end } = spanOf(statement, clause);
      yield {
        at: spanOf(statement, clause),
        fixes: [
          {
            id: 'begin-anew',
            title: 'Write BEGIN by itself',
            consequence: 'in the modes of the session',
            safety: 'review',
            edits: [{ start, end, text: `;\nBEGIN${hasSemicolon ? '' : ';'}` }],
          },
        ],
      };
    },
  },
});
