import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { removeTokens } from '../syntax/edits.js';
import { indexClauses } from '../syntax/indexClauses.js';
import { spanOf, wordOf } from '../syntax/tokens.js';

export default defineRule({
  id: 'index-collation',
  severity: 'error',
  message: 'An index key takes no COLLATE clause.',
  why: 'DSQL compares text by its bytes everywhere; an index follows its column.',
  instead: 'Leave the clause out, and sort for people in the application.',
  documentation: documentation.createIndex,
  examples: [
    {
      bad: 'CREATE INDEX ASYNC teams_name ON teams (name COLLATE "C");',
      at: 'COLLATE "C"',
      good: 'CREATE INDEX ASYNC teams_name ON teams (name);',
    },
  ],
  words: ['collate'],
  check: {
    *IndexStmt(index, statement) {
      for (const { kind, first, last } of indexClauses(statement, index)) {
        if (kind !== 'collation') continue;
        const edits = removeTokens(statement, first, last);
        yield {
          at: spanOf(statement, first, last),
          fixes: [
            isBytewise.has(wordOf(statement, last))
              ? { title: 'Remove COLLATE', safety: 'safe', edits }
              : { title: 'Remove COLLATE (text sorts by its bytes)', safety: 'review', edits },
          ],
        };
      }
    },
  },
});

const isBytewise = new Set(['"c"', '"posix"', 'ucs_basic', '"ucs_basic"']);
