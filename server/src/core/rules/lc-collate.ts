import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { childOf, spanOf } from '../syntax/tree/nodes.js';
import { treeOf } from '../syntax/tree/tree.js';

export default defineRule({
  id: 'lc-collate',
  severity: 'error',
  message: 'SHOW lc_collate fails: the parameter does not exist.',
  why: 'PostgreSQL 16 has no parameter of that name; a cluster compares text by the C collation, always.',
  instead: 'Assume that it is C.',
  noFix: 'There is no such parameter, and nothing to ask in its place.',
  server: { sqlstate: '42704', text: 'unrecognized configuration parameter "lc_collate"' },
  documentation: documentation.compatibility,
  examples: [{ bad: 'SHOW lc_collate;', at: 'lc_collate' }],
  check: {
    *VariableShowStmt({ name }, statement) {
      if (name?.toLowerCase() !== 'lc_collate') return;
      const parameter = childOf(treeOf(statement), 'name');
      if (parameter) yield { at: spanOf(statement, parameter) };
    },
  },
});
