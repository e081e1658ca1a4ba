import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { remove } from '../syntax/edits.js';
import { keywordIn, spanOf } from '../syntax/tree/nodes.js';
import { treeOf } from '../syntax/tree/tree.js';

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
      const word = concurrent && keywordIn(statement, treeOf(statement), 'concurrently');
      if (!word) return;
      yield {
        at: spanOf(statement, word),
        fixes: [
          {
            id: 'remove-concurrently',
            title: 'Remove CONCURRENTLY',
            safety: 'safe',
            edits: remove(statement, word),
          },
        ],
      };
    },
  },
});
