import { documentation } from '../dialect/documentation.js';
import { knownTypes } from '../dialect/types.js';
import { defineRule } from '../lint/rule.js';
import { replace } from '../syntax/edits.js';
import { rangeOf } from '../syntax/rangeOf.js';
import { spanOf } from '../syntax/tree/nodes.js';
import { builtInName } from '../syntax/typeName.js';

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
      if (defname !== 'as' || !statements.has(parent?.name ?? '') || !arg || !('TypeName' in arg)) return;
      const name = builtInName(arg.TypeName);
      // A type that does not exist has an error of its own.
      if (name === undefined || name === 'int8' || !knownTypes.has(name)) return;
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
            consequence: 'numbers may become too large for the columns that store them',
            safety: 'review',
            edits: replace(statement, type, 'bigint'),
          },
        ],
      };
    },
  },
});

const statements: ReadonlySet<string> = new Set(['CreateSeqStmt', 'AlterSeqStmt']);
