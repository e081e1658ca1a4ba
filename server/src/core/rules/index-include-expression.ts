import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { remove, removeFromList } from '../syntax/edits.js';
import { syntaxOf } from '../syntax/rangeOf.js';
import { enclosing, spanOf } from '../syntax/tree/nodes.js';

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
      for (const param of indexIncludingParams) {
        const column = 'IndexElem' in param && param.IndexElem.expr && syntaxOf(statement, param.IndexElem);
        const include = column && enclosing(column, 'clause', 'include');
        if (!include) continue;
        yield {
          at: spanOf(statement, column),
          fixes: [
            {
              id: 'remove-expression',
              title: 'Remove the expression',
              consequence: 'queries read it from the table',
              safety: 'review',
              edits:
                indexIncludingParams.length === 1
                  ? remove(statement, include)
                  : removeFromList(statement, column),
            },
          ],
        };
      }
    },
  },
});
