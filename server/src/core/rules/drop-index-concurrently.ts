import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { removeTokens } from '../syntax/edits.js';
import { isAt, spanOf } from '../syntax/tokens.js';

export default defineRule({
  id: 'drop-index-concurrently',
  severity: 'error',
  message: 'DROP INDEX CONCURRENTLY is not supported.',
  why: 'DSQL holds no locks that CONCURRENTLY could avoid.',
  instead: 'Leave CONCURRENTLY out.',
  server: {
    sqlstate: '0A000',
    text: 'DROP INDEX CONCURRENTLY must be first action in transaction',
  },
  documentation: documentation.asyncIndexes,
  examples: [
    {
      bad: 'DROP INDEX CONCURRENTLY IF EXISTS games_date;',
      at: 'CONCURRENTLY',
      good: 'DROP INDEX IF EXISTS games_date;',
    },
  ],
  check: {
    *DropStmt({ concurrent }, statement) {
      if (!concurrent || !isAt(statement, 2, 'concurrently')) return;
      yield {
        at: spanOf(statement, 2),
        fixes: [{ title: 'Remove CONCURRENTLY', safety: 'safe', edits: removeTokens(statement, 2) }],
      };
    },
  },
});
