import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { remove, replace } from '../syntax/edits.js';
import { clauseWords, indexClauses, isOfContents, removeClauses } from '../syntax/indexClauses.js';
import { statementNode } from '../syntax/rangeOf.js';
import { keywordIn, spanOf } from '../syntax/tree/nodes.js';

export default defineRule({
  id: 'index-concurrently',
  severity: 'error',
  message: 'CREATE INDEX CONCURRENTLY is not supported.',
  why: 'DSQL has one way to build an index without blocking writers: ASYNC, as a job in the background.',
  instead: 'Write ASYNC in place of CONCURRENTLY.',
  server: { sqlstate: '0A000', text: 'CONCURRENTLY not supported for CREATE INDEX' },
  documentation: documentation.asyncIndexes,
  examples: [
    {
      bad: 'CREATE INDEX CONCURRENTLY games_date ON games (game_date);',
      at: 'CONCURRENTLY',
      good: 'CREATE INDEX ASYNC games_date ON games (game_date);',
    },
  ],
  words: ['concurrently'],
  check: {
    *IndexStmt(index, statement) {
      const word = index.concurrent && keywordIn(statement, statementNode(statement, index), 'concurrently');
      if (!word) return;
      const edits = statement.async ? remove(statement, word) : replace(statement, word, 'ASYNC');
      const clauses = indexClauses(statement, index);
      const alone = {
        id: 'use-async',
        title: 'Use ASYNC',
        consequence: 'the index is usable when its job has finished',
        safety: 'review',
        edits,
      } as const;
      const together = {
        id: 'use-async-and-remove-clauses',
        title: `Use ASYNC, remove ${clauseWords(statement, clauses)}`,
        consequence: 'the index is usable when its job has finished',
        safety: 'review',
        edits: [...edits, ...removeClauses(statement, clauses)],
      } as const;
      // Such an index is left out as a whole, by the rule for its method.
      const fixes = isOfContents(index) ? [] : clauses.length > 0 ? [together, alone] : [alone];
      yield {
        at: spanOf(statement, word),
        fixes,
      };
    },
  },
});
