import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { removeItem, removeTokens } from '../syntax/edits.js';
import { indexKeys } from '../syntax/ranges.js';
import { closing, find, items, spanOf } from '../syntax/tokens.js';

export default defineRule({
  id: 'index-include-expression',
  severity: 'error',
  message: 'INCLUDE takes columns only, not an expression.',
  why: 'An index carries the included columns as they are stored; it computes only its keys.',
  instead: 'Include the columns that the expression reads, or make the expression a key.',
  server: { sqlstate: '0A000', text: 'expressions are not supported in included columns' },
  documentation: documentation.createIndex,
  examples: [
    {
      bad: 'CREATE INDEX ASYNC teams_city ON teams (city) INCLUDE (name, (lower(name)));',
      at: '(lower(name))',
      good: 'CREATE INDEX ASYNC teams_city ON teams (city) INCLUDE (name);',
    },
  ],
  words: ['include'],
  check: {
    *IndexStmt({ indexIncludingParams = [] }, statement) {
      if (!indexIncludingParams.some((param) => 'IndexElem' in param && param.IndexElem.expr)) return;
      const include = find(statement, ['include', '('], closing(statement, indexKeys(statement).open));
      if (include < 0) return;
      const close = closing(statement, include + 1);
      const columns = items(statement, include + 2, close - 1);
      for (const [at, param] of indexIncludingParams.entries()) {
        const column = columns[at];
        if (!column || !('IndexElem' in param) || !param.IndexElem.expr) continue;
        yield {
          at: spanOf(statement, column.first, column.last),
          fixes: [
            {
              title: 'Remove the expression (queries read it from the table)',
              safety: 'review',
              edits:
                columns.length === 1
                  ? removeTokens(statement, include, close)
                  : removeItem(statement, column.first, column.last),
            },
          ],
        };
      }
    },
  },
});
