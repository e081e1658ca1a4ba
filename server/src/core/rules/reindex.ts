import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { removeStatement } from '../syntax/edits.js';
import { headSpan } from '../syntax/head.js';

export default defineRule({
  id: 'reindex',
  severity: 'error',
  message: 'REINDEX is not supported.',
  why: 'DSQL keeps its indexes in order by itself; only a failed build needs another one.',
  instead: 'DROP the index, and run CREATE INDEX ASYNC again, if its build failed.',
  documentation: documentation.sqlSubsets,
  examples: [{ bad: 'REINDEX INDEX games_date;', at: 'REINDEX', good: '' }],
  check: {
    *ReindexStmt(_reindex, statement) {
      yield {
        at: headSpan(statement),
        fixes: [
          {
            id: 'remove-statement',
            title: 'Remove REINDEX',
            consequence: 'an index whose build failed stays unusable',
            safety: 'review',
            edits: removeStatement(statement),
          },
        ],
      };
    },
  },
});
