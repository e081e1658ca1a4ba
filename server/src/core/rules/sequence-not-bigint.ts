import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { replace } from '../syntax/edits.js';
import { rangeOf } from '../syntax/rangeOf.js';
import { spanOf } from '../syntax/tree/nodes.js';

export default defineRule({
  id: 'sequence-not-bigint',
  severity: 'error',
  message: 'A sequence counts in bigint only, not in {type}.',
  why: 'DSQL hands out blocks of numbers to many sessions at once, and keeps one type for that.',
  instead: 'Write AS bigint, or leave AS out.',
  server: { sqlstate: '22023', text: 'sequence type must be bigint' },
  documentation: documentation.createSequence,
  holds: { since: 'sequences' },
  examples: [
    {
      bad: 'CREATE SEQUENCE order_no AS integer CACHE 65536;',
      at: 'integer',
      good: 'CREATE SEQUENCE order_no AS bigint CACHE 65536;',
    },
  ],
  words: ['sequence'],
  check: {
    *DefElem({ defname, arg }, statement, { parent }) {
      if (defname !== 'as' || parent?.name !== 'CreateSeqStmt' || !arg || !('TypeName' in arg)) return;
      const name = arg.TypeName.names?.at(-1);
      if (!name || !('String' in name) || !narrow.has(name.String.sval ?? '')) return;
      const type = rangeOf(statement, arg.TypeName);
      if (!type) return;
      const { start, end } = spanOf(statement, type);
      yield {
        at: { start, end },
        data: { type: statement.text.slice(start, end) },
        fixes: [
          {
            id: 'use-bigint',
            title: 'Use bigint',
            consequence: 'numbers may outgrow the columns that take them',
            safety: 'review',
            edits: replace(statement, type, 'bigint'),
          },
        ],
      };
    },
  },
});

const narrow = new Set(['int2', 'int4']);
