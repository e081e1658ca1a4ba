import { factsOf } from '../dialect/asOf.js';
import { documentation } from '../dialect/documentation.js';
import { maxColumns, promisedColumns } from '../dialect/limits.js';
import { defineRule } from '../lint/rule.js';
import { syntaxOf } from '../syntax/rangeOf.js';
import { childOf, spanOf } from '../syntax/tree/nodes.js';

const manyColumns = Array.from({ length: maxColumns }, (_none, at) => `c${at} INT`).join(', ');

export default defineRule({
  id: 'columns-beyond-quota',
  severity: 'warning',
  message: 'Table "{table}" declares {count} columns; DSQL promises {promised}.',
  why: 'A cluster takes one column more than the user guide promises, and may stop doing so.',
  instead: 'Split the columns into two tables, or keep rarely read ones in a JSONB column.',
  noFix: 'Which columns go into another table is a design decision.',
  documentation: documentation.quotas,
  examples: [{ bad: `CREATE TABLE wide (${manyColumns});`, at: `c${promisedColumns}` }],
  check: {
    *CreateStmt({ relation, tableElts = [] }, statement, { asOf }) {
      const limits = factsOf(asOf).limits;
      if (tableElts.length <= limits.promisedColumns) return;
      const columns = tableElts.flatMap((node) => ('ColumnDef' in node ? [node.ColumnDef] : []));
      const last = columns.length === limits.maxColumns ? columns[limits.promisedColumns] : undefined;
      const name = last && childOf(syntaxOf(statement, last), 'name');
      if (!name) return;
      yield {
        at: spanOf(statement, name),
        data: {
          table: relation?.relname ?? '',
          count: String(columns.length),
          promised: String(limits.promisedColumns),
        },
      };
    },
  },
});
