import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { find, spanOf } from '../sql/tokens.js';

export default defineRule({
  id: 'merge',
  severity: 'error',
  message: 'MERGE is not supported.',
  why: 'DSQL inserts or updates with one statement only through ON CONFLICT.',
  instead: 'Write INSERT … ON CONFLICT (key) DO UPDATE, and DELETE in a statement of its own.',
  server: { sqlstate: '0A000', text: 'unsupported statement type: MERGE' },
  documentation: documentation.sqlSubsets,
  examples: [
    { bad: 'MERGE INTO stock s USING sales n ON s.id = n.id WHEN MATCHED THEN DELETE;', at: 'MERGE' },
  ],
  check: {
    *MergeStmt(_merge, statement) {
      yield { at: spanOf(statement, Math.max(0, find(statement, ['merge']))) };
    },
  },
});
