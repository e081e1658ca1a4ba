import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { type IndexClause, indexClauses, isDescending, removeClause } from '../syntax/indexClauses.js';
import type { StatementText } from '../syntax/statement.js';
import { keywordIn, spanOf } from '../syntax/tree/nodes.js';

export default defineRule({
  id: 'index-sort-order',
  severity: 'error',
  message: 'An index key takes no {order} in Aurora DSQL.',
  why: 'Index keys have no sort order of their own; a query may still ORDER BY … DESC.',
  instead: 'Leave the word out of the index.',
  server: { sqlstate: '0A000', text: 'specifying sort order not supported for index keys' },
  documentation: documentation.createIndex,
  examples: [
    {
      bad: 'CREATE INDEX ASYNC games_date ON games (game_date DESC);',
      at: 'DESC',
      good: 'CREATE INDEX ASYNC games_date ON games (game_date);',
    },
    {
      bad: 'CREATE INDEX ASYNC games_date ON games (game_date DESC NULLS LAST);',
      at: 'DESC',
      good: 'CREATE INDEX ASYNC games_date ON games (game_date NULLS FIRST);',
    },
  ],
  words: ['asc', 'desc', 'nulls'],
  check: {
    *IndexStmt(index, statement) {
      for (const clause of indexClauses(statement, index)) {
        const { kind, part } = clause;
        if (kind !== 'order') continue;
        const order = isDescending(statement, part) ? 'DESC' : 'ASC';
        const fix = {
          id: 'remove-order',
          title: titleOf(statement, clause),
          edits: removeClause(statement, clause),
        };
        yield {
          at: spanOf(statement, part),
          data: { order },
          fixes: [
            // Ascending is the default.
            order === 'ASC'
              ? { ...fix, safety: 'safe' }
              : { ...fix, consequence: 'the index is ascending', safety: 'review' },
          ],
        };
      }
    },
  },
});

function titleOf(statement: StatementText, { part, nulls }: IndexClause): string {
  if (!nulls) return `Remove ${isDescending(statement, part) ? 'DESC' : 'ASC'}`;
  return keywordIn(statement, nulls, 'last') ? 'Remove DESC, put nulls first' : 'Remove DESC NULLS FIRST';
}
