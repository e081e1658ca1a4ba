import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { removeTokens } from '../sql/edits.js';
import { indexKeys } from '../sql/ranges.js';
import { spanOf, wordOf } from '../sql/tokens.js';

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
  check: {
    *IndexStmt({ indexParams = [] }, statement) {
      const { keys } = indexKeys(statement);
      for (const [at, param] of indexParams.entries()) {
        const key = keys[at];
        const order = 'IndexElem' in param ? orders[param.IndexElem.ordering ?? ''] : undefined;
        if (!key || !order) continue;
        const index = lastWord(statement, order, key);
        if (index < 0) continue;
        yield {
          at: spanOf(statement, index),
          data: { order: order.toUpperCase() },
          fixes: [
            // Ascending is what a key without the word is.
            order === 'asc'
              ? { title: 'Remove ASC', safety: 'safe', edits: removeTokens(statement, index) }
              : {
                  title: 'Remove DESC (the index is ascending)',
                  safety: 'review',
                  edits: removeTokens(statement, index),
                },
          ],
        };
      }
    },
  },
});

const orders: Readonly<Record<string, string>> = { SORTBY_ASC: 'asc', SORTBY_DESC: 'desc' };

function lastWord(
  statement: Parameters<typeof wordOf>[0],
  word: string,
  key: { first: number; last: number },
): number {
  for (let index = key.last; index >= key.first; index--) if (wordOf(statement, index) === word) return index;
  return -1;
}
