import type { Node } from 'libpg-query';
import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { rangeOf } from '../syntax/rangeOf.js';
import type { Statement } from '../syntax/statement.js';
import { spanOf } from '../syntax/tree/nodes.js';
import { walkAll } from '../syntax/walk.js';
import { query } from '../text/memo.js';

export default defineRule({
  id: 'row-address',
  severity: 'error',
  message: 'There is no column "ctid": a row has no address but its key.',
  why: 'DSQL keeps rows in the order of their primary key, and not in pages with places that could be named.',
  instead: 'Name rows by their primary key.',
  noFix: 'Only the table knows its key columns, and a table without a key has none.',
  server: { sqlstate: '42703', text: 'column "ctid" does not exist' },
  documentation: documentation.primaryKeys,
  examples: [
    {
      bad: 'DELETE FROM games WHERE ctid = ANY ($1);',
      at: 'ctid',
    },
  ],
  words: ['ctid'],
  check: {
    *ColumnRef(column, statement) {
      const name = column.fields?.at(-1);
      if (!name || !('String' in name) || name.String.sval !== 'ctid' || query(givesName, statement)) return;
      const range = rangeOf(statement, column);
      if (range) yield { at: spanOf(statement, range) };
    },
  },
});

/** Whether a query gives the name "ctid" to something else, which is then an ordinary column outside it. */
function givesName(statement: Statement): boolean {
  let isGiven = false;
  if (!statement.node) return false;
  walkAll(statement.node, (name, node) => {
    if (name === 'ResTarget' && 'name' in node && node.name === 'ctid') isGiven = true;
    if (name === 'Alias' && 'colnames' in node) isGiven ||= namesIt(node.colnames);
    if (name === 'CommonTableExpr' && 'aliascolnames' in node) isGiven ||= namesIt(node.aliascolnames);
    if (name === 'ColumnDef' && 'colname' in node && node.colname === 'ctid') isGiven = true;
    if (name === 'FunctionParameter' && 'name' in node && node.name === 'ctid') isGiven = true;
  });
  return isGiven;
}

const namesIt = (names: unknown): boolean =>
  Array.isArray(names) && names.some((node: Node) => 'String' in node && node.String.sval === 'ctid');
