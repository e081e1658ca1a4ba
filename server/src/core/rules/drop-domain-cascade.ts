import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { remove } from '../syntax/edits.js';
import { keywordIn, spanOf } from '../syntax/tree/nodes.js';
import { treeOf } from '../syntax/tree/tree.js';

export default defineRule({
  id: 'drop-domain-cascade',
  severity: 'error',
  message: 'DROP DOMAIN takes no CASCADE.',
  why: 'DSQL drops a domain only when no column uses it.',
  instead: 'Drop the columns that use the domain first.',
  server: { sqlstate: '0A000', text: 'DROP DOMAIN with CASCADE unsupported' },
  documentation: documentation.sqlSubsets,
  examples: [{ bad: 'DROP DOMAIN price CASCADE;', at: 'CASCADE', good: 'DROP DOMAIN price;' }],
  check: {
    *DropStmt({ removeType, behavior }, statement) {
      if (removeType !== 'OBJECT_DOMAIN' || behavior !== 'DROP_CASCADE') return;
      const word = keywordIn(statement, treeOf(statement), 'cascade');
      if (!word) return;
      yield {
        at: spanOf(statement, word),
        fixes: [
          {
            id: 'remove-cascade',
            title: 'Remove CASCADE',
            consequence: 'it fails while a column uses the domain',
            safety: 'review',
            edits: remove(statement, word),
          },
        ],
      };
    },
  },
});
