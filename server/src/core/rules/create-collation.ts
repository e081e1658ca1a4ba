import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { removeStatement } from '../syntax/edits.js';
import { headSpan } from '../syntax/head.js';

export default defineRule({
  id: 'create-collation',
  severity: 'error',
  message: 'Collations cannot be created: the collation is always C.',
  why: 'DSQL compares text by its bytes everywhere.',
  instead: 'Remove the statement, and sort for people in the application.',
  documentation: documentation.compatibility,
  examples: [{ bad: "CREATE COLLATION german (locale = 'de_DE');", at: 'CREATE COLLATION', good: '' }],
  check: {
    *DefineStmt({ kind }, statement) {
      if (kind !== 'OBJECT_COLLATION') return;
      yield {
        at: headSpan(statement, 'collation'),
        fixes: [
          {
            id: 'remove-statement',
            title: 'Remove the statement',
            consequence: 'text sorts by its bytes',
            safety: 'review',
            edits: removeStatement(statement),
          },
        ],
      };
    },
  },
});
