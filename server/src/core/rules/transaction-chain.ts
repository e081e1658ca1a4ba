import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { find, isAt, lastIndex, spanOf } from '../syntax/tokens.js';

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
      const word = find(statement, ['and', 'chain']);
      if (!chain || word < 0) return;
      const end = spanOf(statement, word + 1).end;
      const hasSemicolon = isAt(statement, lastIndex(statement) + 1, ';');
      yield {
        at: spanOf(statement, word, word + 1),
        fixes: [
          {
            title: 'Write BEGIN by itself (in the modes of the session)',
            safety: 'review',
            edits: [
              { start: spanOf(statement, word - 1).end, end, text: `;\nBEGIN${hasSemicolon ? '' : ';'}` },
            ],
          },
        ],
      };
    },
  },
});
