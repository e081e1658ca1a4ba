import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { remove } from '../syntax/edits.js';
import { indexClauses } from '../syntax/indexClauses.js';
import { childOf, nameOf, spanOf } from '../syntax/tree/nodes.js';

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
      for (const { kind, part } of indexClauses(statement, index)) {
        if (kind !== 'collation') continue;
        const fix = { id: 'remove-collate', title: 'Remove COLLATE', edits: remove(statement, part) };
        const isSame = isBytewise.has(nameOf(statement, childOf(part, 'name')));
        yield {
          at: spanOf(statement, part),
          fixes: [
            isSame
              ? { ...fix, safety: 'safe' }
              : { ...fix, consequence: 'text sorts by its bytes', safety: 'review' },
          ],
        };
      }
    },
  },
});

const isBytewise = new Set(['C', 'POSIX', 'ucs_basic']);
