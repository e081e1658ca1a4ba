import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { removeTokens } from '../syntax/edits.js';
import { isAt, spanOf } from '../syntax/tokens.js';

export default defineRule({
  id: 'temporary-view',
  severity: 'error',
  message: 'Temporary views are not supported.',
  why: 'A DSQL session has no objects of its own: every view is shared by the cluster.',
  instead: 'Use a common table expression, or a plain view.',
  documentation: documentation.createView,
  examples: [
    {
      bad: 'CREATE OR REPLACE TEMP VIEW tops AS SELECT * FROM games WHERE points > 90;',
      at: 'TEMP',
      good: 'CREATE OR REPLACE VIEW tops AS SELECT * FROM games WHERE points > 90;',
    },
  ],
  check: {
    *ViewStmt({ view }, statement) {
      if (view?.relpersistence !== 't') return;
      const first = isAt(statement, 1, 'or', 'replace') ? 3 : 1;
      const last = ['global', 'local'].some((word) => isAt(statement, first, word)) ? first + 1 : first;
      if (!['temp', 'temporary'].some((word) => isAt(statement, last, word))) return;
      yield {
        at: spanOf(statement, first, last),
        fixes: [
          {
            title: 'Create a plain view (it stays, and all sessions see it)',
            safety: 'review',
            edits: removeTokens(statement, first, last),
          },
        ],
      };
    },
  },
});
