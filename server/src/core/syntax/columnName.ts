import type { Node } from 'libpg-query';
import { stringsOf } from './strings.js';

/** What PostgreSQL calls the index key of an expression. */
export const keyName = (expression: Node | undefined): string => figured(expression, 0).name ?? 'expr';

/** The name that PostgreSQL gives a result column or a function's column without AS. */
export const columnName = (node: Node | undefined): string => figured(node, 0).name ?? '?column?';

interface Figured {
  readonly name: string | undefined;
  /** A column or a function names it. The name of a type counts only where nothing else gives one. */
  readonly isStrong: boolean;
}

const none: Figured = { name: undefined, isStrong: false };
const strong = (name: string | undefined): Figured => ({ name, isStrong: name !== undefined });
const weak = (name: string | undefined): Figured => ({ name, isStrong: false });

function figured(node: Node | undefined, depth: number): Figured {
  if (!node || depth > 200) return none;
  if ('ColumnRef' in node) return strong(stringsOf(node.ColumnRef.fields).at(-1));
  if ('A_Indirection' in node) {
    const { arg, indirection = [] } = node.A_Indirection;
    const field = stringsOf(indirection).at(-1);
    return field === undefined ? figured(arg, depth + 1) : strong(field);
  }
  if ('FuncCall' in node) return strong(stringsOf(node.FuncCall.funcname).at(-1));
  if ('A_Expr' in node) return node.A_Expr.kind === 'AEXPR_NULLIF' ? strong('nullif') : none;
  if ('TypeCast' in node) {
    const { arg, typeName } = node.TypeCast;
    const inner = figured(arg, depth + 1);
    return inner.isStrong ? inner : typeName ? weak(stringsOf(typeName.names).at(-1)) : inner;
  }
  if ('CollateClause' in node) return figured(node.CollateClause.arg, depth + 1);
  if ('CaseExpr' in node) {
    const inner = figured(node.CaseExpr.defresult, depth + 1);
    return inner.isStrong ? inner : weak('case');
  }
  if ('SubLink' in node) return ofSubquery(node.SubLink, depth);
  if ('MinMaxExpr' in node) return strong(node.MinMaxExpr.op === 'IS_LEAST' ? 'least' : 'greatest');
  if ('SQLValueFunction' in node) return strong(valueName(node.SQLValueFunction.op ?? ''));
  if ('XmlExpr' in node) return xmlName(node.XmlExpr.op);
  const [kind = ''] = Object.keys(node);
  return strong(fixed.get(kind));
}

const fixed: ReadonlyMap<string, string> = new Map([
  ['GroupingFunc', 'grouping'],
  ['A_ArrayExpr', 'array'],
  ['RowExpr', 'row'],
  ['CoalesceExpr', 'coalesce'],
  ['XmlSerialize', 'xmlserialize'],
  ['JsonObjectConstructor', 'json_object'],
  ['JsonArrayConstructor', 'json_array'],
  ['JsonArrayQueryConstructor', 'json_array'],
  ['JsonObjectAgg', 'json_objectagg'],
  ['JsonArrayAgg', 'json_arrayagg'],
]);

function ofSubquery(
  { subLinkType, subselect }: { readonly subLinkType?: string; readonly subselect?: Node },
  depth: number,
): Figured {
  if (subLinkType === 'EXISTS_SUBLINK') return strong('exists');
  if (subLinkType === 'ARRAY_SUBLINK') return strong('array');
  if (subLinkType !== 'EXPR_SUBLINK' || !subselect || !('SelectStmt' in subselect)) return none;
  // The first column of the first query names it.
  let query = subselect.SelectStmt;
  while (query.larg) query = query.larg;
  if (query.valuesLists) return strong('column1');
  const [target] = query.targetList ?? [];
  if (!target || !('ResTarget' in target)) return none;
  return strong(target.ResTarget.name ?? figured(target.ResTarget.val, depth + 1).name);
}

/** CURRENT_TIMESTAMP(3) has the name of CURRENT_TIMESTAMP. */
const valueName = (operation: string): string => operation.replace(/^SVFOP_|_N$/g, '').toLowerCase();

function xmlName(operation: string | undefined): Figured {
  const name = operation?.replace('IS_', '').toLowerCase();
  return operation === 'IS_DOCUMENT' ? none : strong(name);
}
