import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { remove } from '../syntax/edits.js';
import { temporaryWords } from '../syntax/head.js';
import { statementNode } from '../syntax/rangeOf.js';
import { spanOf } from '../syntax/tree/nodes.js';

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
    *ViewStmt(create, statement) {
      if (create.view?.relpersistence !== 't') return;
      const words = temporaryWords(statement, statementNode(statement, create));
      if (!words) return;
      yield {
        at: spanOf(statement, words),
        fixes: [
          {
            id: 'create-plain-view',
            title: 'Create a plain view',
            consequence: 'it stays, and all sessions see it',
            safety: 'review',
            edits: remove(statement, words),
          },
        ],
      };
    },
  },
});
