import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { replaceTokens } from '../sql/edits.js';
import { behindName, headSpan, isAt, items, lastIndex, spanOf } from '../sql/tokens.js';

export default defineRule({
  id: 'truncate',
  severity: 'error',
  message: 'TRUNCATE is not supported.',
  why: 'DSQL has no way to drop all rows of a table at once.',
  instead: 'DELETE the rows, 3,000 at most in a transaction, or DROP and CREATE the table.',
  server: { sqlstate: '0A000', text: 'unsupported statement: Truncate' },
  documentation: documentation.sqlSubsets,
  examples: [{ bad: 'TRUNCATE TABLE teams;', at: 'TRUNCATE', good: 'DELETE FROM teams;' }],
  check: {
    *TruncateStmt({ relations = [] }, statement) {
      const first = isAt(statement, 1, 'table') ? 2 : 1;
      const names = items(statement, first, lastIndex(statement)).map((item) => {
        const start = isAt(statement, item.first, 'only') ? item.first + 1 : item.first;
        const { start: from, end } = spanOf(statement, start, behindName(statement, start) - 1);
        return statement.text.slice(from, end);
      });
      yield {
        at: headSpan(statement, 1),
        fixes: [
          {
            title: 'Use DELETE (at most 3,000 rows in a transaction)',
            safety: 'review',
            edits: replaceTokens(
              statement,
              0,
              lastIndex(statement),
              names
                .slice(0, relations.length)
                .map((name) => `DELETE FROM ${name}`)
                .join(';\n'),
            ),
          },
        ],
      };
    },
  },
});
