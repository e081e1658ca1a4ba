import { isReleased } from '../dialect/asOf.js';
import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { replace } from '../syntax/edits.js';
import { type LockStrength, locksTable, rowLocks } from '../syntax/rowLocks.js';
import { spanOf } from '../syntax/tree/nodes.js';

export default defineRule({
  id: 'row-lock-strength',
  severity: 'error',
  message: '{clause} is not supported.',
  why: 'DSQL takes no locks. When it looks for conflicts, FOR UPDATE counts a read as a change, and FOR KEY SHARE counts a read of the key.',
  instead: 'Use FOR UPDATE, and retry on SQLSTATE 40001.',
  server: {
    sqlstate: '0A000',
    text: 'locking clauses other than FOR UPDATE/FOR KEY SHARE are not supported',
  },
  documentation: documentation.concurrency,
  examples: [
    {
      bad: 'SELECT * FROM teams WHERE id = 1 FOR SHARE;',
      at: 'FOR SHARE',
      good: 'SELECT * FROM teams WHERE id = 1 FOR UPDATE;',
    },
  ],
  words: ['share', 'no key'],
  check: {
    *SelectStmt(select, statement, { asOf }) {
      for (const strength of refused) {
        for (const lock of rowLocks(statement, select, strength)) {
          if (!locksTable(statement, select, lock.clause)) continue;
          const update = {
            id: 'use-for-update',
            title: 'Use FOR UPDATE',
            consequence: 'one of two such transactions must be retried',
            safety: 'review',
            edits: replace(statement, lock, 'FOR UPDATE'),
          } as const;
          const keyShare = {
            id: 'use-for-key-share',
            title: 'Use FOR KEY SHARE',
            consequence: 'guards against changes of the key only',
            safety: 'review',
            edits: replace(statement, lock, 'FOR KEY SHARE'),
          } as const;
          const isShare = strength === 'LCS_FORSHARE' && isReleased('for-key-share', asOf);
          yield {
            at: spanOf(statement, lock),
            data: { clause: strength === 'LCS_FORSHARE' ? 'FOR SHARE' : 'FOR NO KEY UPDATE' },
            fixes: isShare ? [update, keyShare] : [update],
          };
        }
      }
    },
  },
});

const refused: readonly LockStrength[] = ['LCS_FORSHARE', 'LCS_FORNOKEYUPDATE'];
