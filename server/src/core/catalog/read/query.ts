import type { FuncCall, Node, RangeVar, TypeName } from 'libpg-query';
import { walkAll } from '../../syntax/walk.js';
import type { QueryDraft } from '../change.js';
import { nodesName, relationName, texts, writtenType } from './written.js';

/** What a query names; what it makes itself by WITH is left out. */
export function queryDraft(query: Node, names: readonly string[]): QueryDraft {
  const relations: RangeVar[] = [];
  const routines: FuncCall[] = [];
  const types: TypeName[] = [];
  const common = new Set<string>();
  const columns = new Set<string>();
  let hasStar = false;
  walkAll(query, (name, node) => {
    // A name and its node belong together by the tree's own form.
    if (name === 'RangeVar') relations.push(node);
    else if (name === 'FuncCall') routines.push(node);
    else if (name === 'TypeName') types.push(node);
    else if (name === 'A_Star') hasStar = true;
    else if (name === 'CommonTableExpr' && 'ctename' in node) common.add(String(node.ctename));
    else if (name === 'ColumnRef' && 'fields' in node && Array.isArray(node.fields))
      for (const field of texts(node.fields)) columns.add(field);
  });
  return {
    relations: relations
      .filter(({ schemaname, relname = '' }) => schemaname !== undefined || !common.has(relname))
      .map(relationName),
    routines: routines.map(({ funcname }) => nodesName(funcname)),
    types: types.map(writtenType),
    columns,
    hasStar,
    names,
  };
}

/** The columns that an expression names, each once. */
export function columnsNamed(expression: Node | undefined): readonly string[] {
  if (!expression) return [];
  const found = new Set<string>();
  walkAll(expression, (name, node) => {
    if (name !== 'ColumnRef' || !('fields' in node) || !Array.isArray(node.fields)) return;
    const last = texts(node.fields).at(-1);
    if (last !== undefined) found.add(last);
  });
  return [...found];
}

/** What the server calls the index key of an expression. */
export function keyTitle(expression: Node | undefined): string {
  return (expression && titleOf(expression)) ?? 'expr';
}

/** As PostgreSQL's FigureColname; undefined where nothing in it has a name. */
export function titleOf(value: Node): string | undefined {
  if ('ColumnRef' in value) return texts(value.ColumnRef.fields).at(-1);
  if ('A_Indirection' in value) {
    const last = texts(value.A_Indirection.indirection).at(-1);
    return last ?? (value.A_Indirection.arg && titleOf(value.A_Indirection.arg));
  }
  if ('FuncCall' in value) return texts(value.FuncCall.funcname).at(-1);
  if ('A_Expr' in value) return value.A_Expr.kind === 'AEXPR_NULLIF' ? 'nullif' : undefined;
  if ('TypeCast' in value) {
    const inner = value.TypeCast.arg && titleOf(value.TypeCast.arg);
    return inner ?? texts(value.TypeCast.typeName?.names).at(-1);
  }
  if ('CollateClause' in value) return value.CollateClause.arg && titleOf(value.CollateClause.arg);
  if ('CaseExpr' in value) return (value.CaseExpr.defresult && titleOf(value.CaseExpr.defresult)) ?? 'case';
  if ('CoalesceExpr' in value) return 'coalesce';
  if ('MinMaxExpr' in value) return value.MinMaxExpr.op === 'IS_LEAST' ? 'least' : 'greatest';
  if ('A_ArrayExpr' in value) return 'array';
  if ('RowExpr' in value) return 'row';
  return undefined;
}
