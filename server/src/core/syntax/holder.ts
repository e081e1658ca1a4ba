import type { ColumnDef, Node } from 'libpg-query';
import type { Parent } from './walk.js';

/** What stores values of a type. */
export interface Holder {
  /** For messages: `column "price"` or `domain "amount"`. */
  readonly title: string;
  readonly column: ColumnDef | undefined;
  /** The `schema.name` of the column's table. */
  readonly table?: string | undefined;
  /** The domain's name, without its schema. */
  readonly domain?: string;
  readonly constraints: readonly Node[];
}

/** The table's column or the domain that stores values of the type with these parents; undefined inside of a query. */
export function holderOf(parent: Parent | undefined): Holder | undefined {
  if (parent?.name === 'CreateDomainStmt') {
    const name = parent.node.domainname?.at(-1);
    const text = name && 'String' in name ? (name.String.sval ?? '') : '';
    const constraints = parent.node.constraints ?? [];
    return { title: `domain "${text}"`, column: undefined, domain: text, constraints };
  }
  if (parent?.name !== 'ColumnDef' || !isTableColumn(parent.parent)) return undefined;
  return { table: tableOf(parent.parent), ...holderOfColumn(parent.node) };
}

/** The table that CREATE TABLE or ALTER TABLE names; one of CREATE SCHEMA is in that schema. */
function tableOf(parent: Parent | undefined): string | undefined {
  if (parent?.name === 'AlterTableCmd') return tableOf(parent.parent);
  if (parent?.name !== 'CreateStmt' && parent?.name !== 'AlterTableStmt') return undefined;
  const { schemaname, relname = '' } = parent.node.relation ?? {};
  const outer = parent.parent?.name === 'CreateSchemaStmt' ? parent.parent.node.schemaname : undefined;
  return `${schemaname ?? outer ?? 'public'}.${relname}`;
}

function holderOfColumn(column: ColumnDef): Holder {
  const { colname = '', constraints = [] } = column;
  return { title: `column "${colname}"`, column, constraints };
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

/** `DEFAULT NULL`, which is written alike for each type. */
export const isDefaultNull = (node: Node): boolean => {
  const { contype, raw_expr } = 'Constraint' in node ? node.Constraint : {};
  return (
    contype === 'CONSTR_DEFAULT' && !!raw_expr && 'A_Const' in raw_expr && raw_expr.A_Const.isnull === true
  );
};
