import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { remove } from '../syntax/edits.js';
import { syntaxOf } from '../syntax/rangeOf.js';
import { childrenOf, spanOf } from '../syntax/tree/nodes.js';

export default defineRule({
  id: 'like-storage',
  severity: 'error',
  message: 'LIKE takes no {clause} in Aurora DSQL.',
  why: 'LIKE copies comments, constraints, defaults, generated columns, identities, indexes and statistics; how values are stored is not among them.',
  instead: 'Leave the words out, or write INCLUDING ALL.',
  documentation: documentation.createTable,
  examples: [
    {
      bad: 'CREATE TABLE copies (LIKE games INCLUDING DEFAULTS INCLUDING STORAGE);',
      at: 'INCLUDING STORAGE',
      good: 'CREATE TABLE copies (LIKE games INCLUDING DEFAULTS);',
    },
  ],
  words: ['storage', 'compression'],
  check: {
    *TableLikeClause(like, statement) {
      for (const option of childrenOf(syntaxOf(statement, like), 'clause')) {
        if (!/ (?:storage|compression)$/.test(option.word)) continue;
        const clause = option.word.toUpperCase();
        const removal = { id: 'remove', title: `Remove ${clause}`, edits: remove(statement, option) };
        yield {
          at: spanOf(statement, option),
          data: { clause },
          fixes: [
            clause === 'INCLUDING STORAGE'
              ? { ...removal, consequence: 'columns get the default storage', safety: 'review' }
              : { ...removal, safety: 'safe' },
          ],
        };
      }
    },
  },
});
