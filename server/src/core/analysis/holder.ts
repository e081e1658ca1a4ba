import type { ColumnDef, Node } from 'libpg-query';
import { rangeOf } from '../syntax/rangeOf.js';
import type { Statement } from '../syntax/statement.js';
import type { Parent } from '../syntax/walk.js';

/** What stores values of a type. */
export interface Holder {
  /** For messages: `column "price"` or `domain "amount"`. */
  readonly title: string;
  readonly column: ColumnDef | undefined;
  readonly constraints: readonly Node[];
}

/** What stores values of the type whose parents these are: a table's column or a domain, and nothing of a query. */
export function holderOf(parent: Parent | undefined): Holder | undefined {
  if (parent?.name === 'CreateDomainStmt') {
    const name = parent.node.domainname?.at(-1);
    const text = name && 'String' in name ? (name.String.sval ?? '') : '';
    return { title: `domain "${text}"`, column: undefined, constraints: parent.node.constraints ?? [] };
  }
  if (parent?.name !== 'ColumnDef' || !isTableColumn(parent.parent)) return undefined;
  return holderOfColumn(parent.node);
}

export function holderOfColumn(column: ColumnDef): Holder {
  const { colname = '', constraints = [] } = column;
  return { title: `column "${colname}"`, column, constraints };
}

/** The column or the domain whose type begins with a token of a CREATE statement. */
export function holderAt(statement: Statement, token: number): Holder | undefined {
  const { node } = statement;
  if (node && 'CreateDomainStmt' in node)
    return holderOf({ name: 'CreateDomainStmt', node: node.CreateDomainStmt, parent: undefined });
  const column = columnOfType(statement, token);
  return column && holderOfColumn(column);
}

/** The column of a CREATE TABLE whose type begins with a token of the statement. */
export function columnOfType(statement: Statement, token: number): ColumnDef | undefined {
  const { node } = statement;
  if (!node || !('CreateStmt' in node)) return undefined;
  return (node.CreateStmt.tableElts ?? [])
    .flatMap((element) => ('ColumnDef' in element ? [element.ColumnDef] : []))
    .find(({ typeName }) => typeName && rangeOf(statement, typeName)?.first === token);
}

/** Whether a column with these parents is declared by CREATE TABLE or by ALTER TABLE … ADD COLUMN. */
export function isTableColumn(parent: Parent | undefined): boolean {
  if (parent?.name === 'CreateStmt') return true;
  if (parent?.name !== 'AlterTableCmd' || parent.node.subtype !== 'AT_AddColumn') return false;
  return parent.parent?.name === 'AlterTableStmt' && parent.parent.node.objtype === 'OBJECT_TABLE';
}

/** Whether a column or a domain has a default, a generated value or a check, which are written for its type. */
export const isBoundToType = ({ constraints }: Holder): boolean =>
  constraints.some(
    (node) =>
      'Constraint' in node &&
      ['CONSTR_DEFAULT', 'CONSTR_GENERATED', 'CONSTR_CHECK'].includes(node.Constraint.contype ?? ''),
  );
