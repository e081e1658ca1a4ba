import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { removeTokens } from '../syntax/edits.js';
import { lastIndex, spanOf } from '../syntax/tokens.js';

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
      const last = lastIndex(statement);
      yield {
        at: spanOf(statement, last),
        fixes: [
          {
            title: 'Remove CASCADE (it fails while a column uses the domain)',
            safety: 'review',
            edits: removeTokens(statement, last),
          },
        ],
      };
    },
  },
});
