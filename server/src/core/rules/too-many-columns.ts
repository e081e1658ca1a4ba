import { factsOf } from '../dialect/asOf.js';
import { documentation } from '../dialect/documentation.js';
import { maxColumns } from '../dialect/limits.js';
import { defineRule } from '../lint/rule.js';
import { syntaxOf } from '../syntax/rangeOf.js';
import { childOf, spanOf } from '../syntax/tree/nodes.js';

const manyColumns = Array.from({ length: maxColumns + 1 }, (_none, at) => `c${at} INT`).join(', ');

export default defineRule({
  id: 'too-many-columns',
  severity: 'error',
  message: 'Table "{table}" declares {count} columns; the limit is {most}.',
  why: 'The user guide promises 255 columns, and a cluster takes one more. A table may have 1,600 over its life, dropped ones included.',
  instead: 'Split the columns into two tables, or keep rarely read ones in a JSONB column.',
  noFix: 'Which columns go into another table is a design decision.',
  server: { sqlstate: '54011', text: 'tables can have at most 255 columns' },
  documentation: documentation.quotas,
  examples: [{ bad: `CREATE TABLE wide (${manyColumns});`, at: `c${maxColumns}` }],
  check: {
    *CreateStmt({ relation, tableElts = [] }, statement, { asOf }) {
      const most = factsOf(asOf).limits.maxColumns;
      if (tableElts.length <= most) return;
      const columns = tableElts.flatMap((node) => ('ColumnDef' in node ? [node.ColumnDef] : []));
      const first = columns[most];
      const name = first && childOf(syntaxOf(statement, first), 'name');
      if (!name) return;
      yield {
        at: spanOf(statement, name),
        data: { table: relation?.relname ?? '', count: String(columns.length), most: String(most) },
      };
    },
  },
});
