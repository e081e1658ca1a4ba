import type { Node } from 'libpg-query';
import { columnsNamed } from '../../catalog/read/query.js';
import type { Statement } from '../../syntax/statement.js';
import { byKey } from '../../text/byKey.js';

/**
 * The conditions and computed values of a CREATE TABLE by each column that they name, without those that stand in the column's
 * own definition. Of AND and OR each side is a condition.
 */
export const conditionsByColumn = (statement: Statement): ReadonlyMap<string, readonly Node[]> =>
  byKey(namedConditions(statement));

function* namedConditions({ node }: Statement): Generator<readonly [string, Node]> {
  for (const element of node && 'CreateStmt' in node ? (node.CreateStmt.tableElts ?? []) : []) {
    const { colname, constraints = [] } = 'ColumnDef' in element ? element.ColumnDef : {};
    for (const constraint of 'ColumnDef' in element ? constraints : [element])
      for (const condition of conditionsIn(constraint))
        for (const name of columnsNamed(condition)) if (name !== colname) yield [name, condition];
  }
}

function conditionsIn(constraint: Node): readonly Node[] {
  const { contype, raw_expr } = 'Constraint' in constraint ? constraint.Constraint : {};
  if (!raw_expr || (contype !== 'CONSTR_CHECK' && contype !== 'CONSTR_GENERATED')) return [];
  const found: Node[] = [];
  const open = [raw_expr];
  for (let next = open.pop(); next; next = open.pop())
    if ('BoolExpr' in next) open.push(...(next.BoolExpr.args ?? []));
    else found.push(next);
  return found;
}
