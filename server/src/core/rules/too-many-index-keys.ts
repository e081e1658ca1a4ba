import { documentation } from '../dialect/documentation.js';
import { maxKeyColumns } from '../dialect/limits.js';
import { serverErrors, worded } from '../dialect/serverErrors.js';
import type { Fix } from '../lint/problem.js';
import { defineRule } from '../lint/rule.js';
import { indexKeys } from '../syntax/indexClauses.js';
import type { TokenRange } from '../syntax/node.js';
import type { Statement } from '../syntax/statement.js';
import { joined, spanOf } from '../syntax/tree/nodes.js';

export default defineRule({
  id: 'too-many-index-keys',
  severity: 'error',
  message: 'An index has {count} keys; 8 are allowed.',
  why: 'DSQL limits the columns of a key to 8, and fails with SQLSTATE 54011 beyond.',
  instead: 'Keep the columns that queries search by, and put the others into INCLUDE.',
  server: worded(serverErrors.tooManyKeyColumns, { count: String(maxKeyColumns) }),
  documentation: documentation.quotas,
  examples: [
    {
      bad: 'CREATE INDEX ASYNC wide ON t (a, b, c, d, e, f, g, h, i);',
      at: 'i',
      good: 'CREATE INDEX ASYNC wide ON t (a, b, c, d, e, f, g, h) INCLUDE (i);',
    },
  ],
  check: {
    *IndexStmt(index, statement) {
      const { indexParams = [], indexIncludingParams, unique } = index;
      if (indexParams.length <= maxKeyColumns) return;
      const keys = indexKeys(statement, index);
      const [ninth, ...others] = keys.slice(maxKeyColumns);
      const eighth = keys[maxKeyColumns - 1];
      if (!eighth || !ninth || keys.length !== indexParams.length) return;
      const arePlain = [ninth, ...others].every(({ first, last }) => first === last);
      yield {
        at: spanOf(statement, joined(ninth, others.at(-1) ?? ninth)),
        data: { count: String(keys.length) },
        fixes: arePlain && !unique && !indexIncludingParams ? [intoInclude(statement, eighth, ninth)] : [],
      };
    },
  },
});

function intoInclude(statement: Statement, eighth: TokenRange, ninth: TokenRange): Fix {
  // The comma becomes the border between the two lists. The text around it stays, comments included.
  const { start } = spanOf(statement, { first: eighth.last + 1, last: eighth.last + 1 });
  return {
    id: 'move-into-include',
    title: 'Move the keys after the eighth into INCLUDE',
    consequence: 'queries can no longer search by them',
    safety: 'review',
    edits: [{ start, end: spanOf(statement, ninth).start, text: ') INCLUDE (' }],
  };
}
