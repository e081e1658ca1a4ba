import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { replace } from '../syntax/edits.js';
import { rowLocks } from '../syntax/rowLocks.js';
import { spanOf } from '../syntax/tree/nodes.js';

export default defineRule({
  id: 'key-share-lock',
  severity: 'error',
  message: 'FOR KEY SHARE is not supported before 2026-08-25.',
  why: 'Aurora DSQL knows FOR KEY SHARE only since 2026-08-25.',
  instead: 'Use FOR UPDATE, and retry on SQLSTATE 40001.',
  documentation: documentation.concurrency,
  holds: { until: 'for-key-share' },
  examples: [
    {
      bad: 'SELECT * FROM teams WHERE id = 1 FOR KEY SHARE;',
      at: 'FOR KEY SHARE',
      good: 'SELECT * FROM teams WHERE id = 1 FOR UPDATE;',
      asOf: '2025-11-25',
    },
  ],
  words: ['share'],
  check: {
    *SelectStmt(select, statement) {
      for (const lock of rowLocks(statement, select, 'LCS_FORKEYSHARE')) {
        yield {
          at: spanOf(statement, lock),
          fixes: [
            {
              id: 'use-for-update',
              title: 'Use FOR UPDATE',
              consequence: 'one of two such transactions must be retried',
              safety: 'review',
              edits: replace(statement, lock, 'FOR UPDATE'),
            },
          ],
        };
      }
    },
  },
});
