import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { remove } from '../syntax/edits.js';
import { indexClauses } from '../syntax/indexClauses.js';
import { spanOf } from '../syntax/tree/nodes.js';

export default defineRule({
  id: 'index-storage',
  severity: 'error',
  message: 'CREATE INDEX takes no {clause} clause in Aurora DSQL.',
  why: 'DSQL decides by itself how and where an index is stored.',
  instead: 'Leave the clause out.',
  documentation: documentation.createIndex,
  examples: [
    {
      bad: 'CREATE INDEX ASYNC games_date ON games (game_date) WITH (fillfactor = 70);',
      at: 'WITH (fillfactor = 70)',
      good: 'CREATE INDEX ASYNC games_date ON games (game_date);',
    },
  ],
  words: ['with', 'tablespace'],
  check: {
    *IndexStmt(index, statement) {
      for (const { kind, part } of indexClauses(statement, index)) {
        if (kind !== 'storage') continue;
        const clause = part.word.toUpperCase();
        yield {
          at: spanOf(statement, part),
          data: { clause },
          fixes: [
            {
              id: 'remove-storage',
              title: `Remove ${clause}`,
              safety: 'safe',
              edits: remove(statement, part),
            },
          ],
        };
      }
    },
  },
});
