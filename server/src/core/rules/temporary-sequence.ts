import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { remove } from '../syntax/edits.js';
import { headOf } from '../syntax/head.js';
import { oneToken, spanOf } from '../syntax/tree/nodes.js';
import { sourceOf } from '../syntax/words.js';

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
      if (parent || sequence?.relpersistence === 'p') return;
      const head = headOf(statement, 'sequence');
      // The words between CREATE and SEQUENCE. A name in pg_temp needs none.
      const words = { first: head.first + 1, last: head.last - 1 };
      if (words.last < words.first) return;
      const edits = remove(statement, words);
      yield {
        at: spanOf(statement, words),
        data: { persistence: sourceOf(statement, oneToken(words.last)).toUpperCase() },
        fixes: [
          sequence?.relpersistence === 'u'
            ? { id: 'remove-unlogged', title: 'Remove UNLOGGED', safety: 'safe', edits }
            : {
                id: 'create-plain-sequence',
                title: 'Create a plain sequence',
                consequence: 'it stays, and all sessions share it',
                safety: 'review',
                edits,
              },
        ],
      };
    },
  },
});
