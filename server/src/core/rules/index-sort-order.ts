import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { remove } from '../syntax/edits.js';
import { indexClauses } from '../syntax/indexClauses.js';
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
  ],
  words: ['asc', 'desc', 'nulls'],
  check: {
    *IndexStmt(index, statement) {
      for (const { kind, part } of indexClauses(statement, index)) {
        if (kind !== 'order') continue;
        const order = keywordIn(statement, part, 'asc') ? 'ASC' : 'DESC';
        const fix = { id: 'remove-order', title: `Remove ${order}`, edits: remove(statement, part) };
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
