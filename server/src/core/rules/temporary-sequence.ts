import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { removeTokens } from '../syntax/edits.js';
import { find, spanOf, wordOf } from '../syntax/tokens.js';

export default defineRule({
  id: 'temporary-sequence',
  severity: 'error',
  message: 'A sequence cannot be {persistence}.',
  why: 'A DSQL session has no storage of its own, and every sequence is durable.',
  instead: 'Create a plain sequence, or count in the application.',
  documentation: documentation.createSequence,
  holds: { since: 'sequences' },
  examples: [
    {
      bad: 'CREATE TEMPORARY SEQUENCE line_no CACHE 1;',
      at: 'TEMPORARY',
      good: 'CREATE SEQUENCE line_no CACHE 1;',
    },
  ],
  check: {
    *CreateSeqStmt({ sequence }, statement, { parent }) {
      const last = find(statement, ['sequence'], 0, 3) - 1;
      if (parent || last < 1 || sequence?.relpersistence === 'p') return;
      const edits = removeTokens(statement, 1, last);
      yield {
        at: spanOf(statement, 1, last),
        data: { persistence: wordOf(statement, last).toUpperCase() },
        fixes: [
          sequence?.relpersistence === 'u'
            ? { title: 'Remove UNLOGGED', safety: 'safe', edits }
            : {
                title: 'Create a plain sequence (it stays, and all sessions share it)',
                safety: 'review',
                edits,
              },
        ],
      };
    },
  },
});
