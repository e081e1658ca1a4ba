import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { maxKeyColumns } from '../dialect/limits.js';
import type { Fix } from '../problem.js';
import { indexKeys } from '../syntax/ranges.js';
import type { Statement } from '../syntax/statement.js';
import { closing, spanOf } from '../syntax/tokens.js';

export default defineRule({
  id: 'too-many-index-keys',
  severity: 'error',
  message: 'An index has {count} keys; 8 are allowed.',
  why: 'DSQL limits the columns of a key to 8, and fails with SQLSTATE 54011 beyond.',
  instead: 'Keep the columns that queries search by, and put the others into INCLUDE.',
  documentation: documentation.quotas,
  examples: [
    {
      bad: 'CREATE INDEX ASYNC wide ON t (a, b, c, d, e, f, g, h, i);',
      at: 'i',
      good: 'CREATE INDEX ASYNC wide ON t (a, b, c, d, e, f, g, h) INCLUDE (i);',
    },
  ],
  check: {
    *IndexStmt({ indexParams = [], indexIncludingParams, unique }, statement) {
      if (indexParams.length <= maxKeyColumns) return;
      const { open, keys } = indexKeys(statement);
      const last = keys.at(-1);
      const ninth = keys[maxKeyColumns];
      if (!ninth || !last || keys.length !== indexParams.length) return;
      const arePlain = keys.slice(maxKeyColumns).every(({ first, last }) => first === last);
      yield {
        at: spanOf(statement, ninth.first, last.last),
        data: { count: String(keys.length) },
        fixes: arePlain && !unique && !indexIncludingParams ? [intoInclude(statement, open)] : [],
      };
    },
  },
});

function intoInclude(statement: Statement, open: number): Fix {
  const { keys } = indexKeys(statement);
  const close = closing(statement, open);
  const eighth = spanOf(statement, keys[maxKeyColumns - 1]?.last ?? open);
  const ninth = spanOf(statement, keys[maxKeyColumns]?.first ?? close);
  // The comma becomes the border between the two lists; what stands around it, comments too, stays.
  const comma = statement.text.indexOf(',', eighth.end);
  return {
    title: 'Move the keys after the eighth into INCLUDE (they are no longer searched by)',
    safety: 'review',
    edits: [{ start: Math.min(comma, ninth.start), end: ninth.start, text: ') INCLUDE (' }],
  };
}
