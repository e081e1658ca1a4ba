import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { removeTokens } from '../syntax/edits.js';
import { itemRange } from '../syntax/ranges.js';
import { spanOf, wordOf } from '../syntax/tokens.js';

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
    *TableLikeClause({ relation }, statement) {
      const { first, last } = itemRange(statement, relation?.location ?? 0);
      for (let index = first + 1; index <= last; index++) {
        const [verb, what] = [wordOf(statement, index - 1), wordOf(statement, index)];
        if (!['including', 'excluding'].includes(verb) || !['storage', 'compression'].includes(what))
          continue;
        const clause = `${verb} ${what}`.toUpperCase();
        const edits = removeTokens(statement, index - 1, index);
        yield {
          at: spanOf(statement, index - 1, index),
          data: { clause },
          fixes: [
            clause === 'INCLUDING STORAGE'
              ? { title: `Remove ${clause} (columns get the default storage)`, safety: 'review', edits }
              : { title: `Remove ${clause}`, safety: 'safe', edits },
          ],
        };
      }
    },
  },
});
