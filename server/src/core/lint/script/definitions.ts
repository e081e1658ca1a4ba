import type { AlterTableStmt, ColumnDef, CreateStmt, IndexStmt, Node, RangeVar } from 'libpg-query';
import type { ObjectName } from '../../catalog/model.js';
import { objectName } from '../../catalog/read/written.js';
import { stringsOf } from '../../syntax/strings.js';
import { walkAll } from '../../syntax/walk.js';

/** An expression that must be immutable, kept with its tree. */
export interface WrittenDefinition {
  readonly holder: 'index key' | 'index predicate' | 'generated column';
  readonly expression: Node;
  readonly table: { readonly schema: string; readonly name: string };
  /** The columns that it names. */
  readonly columns: readonly string[];
  /** The functions that it calls. */
  readonly calls: readonly ObjectName[];
}

const none: readonly WrittenDefinition[] = [];

export function writtenDefinitions(node: Node): readonly WrittenDefinition[] {
  if ('IndexStmt' in node) return ofIndex(node.IndexStmt);
  if ('CreateStmt' in node) return ofTable(node.CreateStmt);
  return 'AlterTableStmt' in node ? ofAlteration(node.AlterTableStmt) : none;
}

function ofIndex({ relation, indexParams = [], whereClause }: IndexStmt): readonly WrittenDefinition[] {
  const keys = indexParams.flatMap((param) => {
    const expression = 'IndexElem' in param ? param.IndexElem.expr : undefined;
    return expression ? [definition('index key', expression, relation)] : [];
  });
  const predicate = whereClause ? [definition('index predicate', whereClause, relation)] : [];
  return keys.length + predicate.length === 0 ? none : [...keys, ...predicate];
}

function ofTable({ relation, tableElts = [] }: CreateStmt): readonly WrittenDefinition[] {
  return tableElts.flatMap((element) =>
    'ColumnDef' in element ? generated(element.ColumnDef, relation) : none,
  );
}

function ofAlteration({ relation, cmds = [] }: AlterTableStmt): readonly WrittenDefinition[] {
  return cmds.flatMap((node) => {
    const column = 'AlterTableCmd' in node ? node.AlterTableCmd.def : undefined;
    return column && 'ColumnDef' in column ? generated(column.ColumnDef, relation) : none;
  });
}

function generated(
  { constraints = [] }: ColumnDef,
  relation: RangeVar | undefined,
): readonly WrittenDefinition[] {
  return constraints.flatMap((node) => {
    if (!('Constraint' in node) || node.Constraint.contype !== 'CONSTR_GENERATED') return none;
    const { raw_expr: expression } = node.Constraint;
    return expression ? [definition('generated column', expression, relation)] : none;
  });
}

function definition(
  holder: WrittenDefinition['holder'],
  expression: Node,
  relation: RangeVar | undefined,
): WrittenDefinition {
  const columns = new Set<string>();
  const calls: ObjectName[] = [];
  walkAll(expression, (name, node) => {
    const { fields, funcname } = node as {
      readonly fields?: readonly Node[];
      readonly funcname?: readonly Node[];
    };
    if (name === 'ColumnRef') columns.add(stringsOf(fields).at(-1) ?? '');
    if (name === 'FuncCall') calls.push(objectName(stringsOf(funcname)));
  });
  const { schemaname = 'public', relname = '' } = relation ?? {};
  return {
    holder,
    expression,
    table: { schema: schemaname, name: relname },
    columns: [...columns],
    calls,
  };
}
