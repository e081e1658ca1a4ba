import { factsOf } from '../dialect/asOf.js';
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
  message: 'An index has {count} keys; {most} are allowed.',
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
    *IndexStmt(index, statement, { asOf }) {
      const most = factsOf(asOf).limits.maxKeyColumns;
      const { indexParams = [], indexIncludingParams, unique } = index;
      if (indexParams.length <= most) return;
      const keys = indexKeys(statement, index);
      const [first, ...others] = keys.slice(most);
      const last = keys[most - 1];
      if (!last || !first || keys.length !== indexParams.length) return;
      const arePlain = [first, ...others].every((range) => range.first === range.last);
      yield {
        at: spanOf(statement, joined(first, others.at(-1) ?? first)),
        data: { count: String(keys.length), most: String(most) },
        fixes: arePlain && !unique && !indexIncludingParams ? [intoInclude(statement, last, first)] : [],
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
