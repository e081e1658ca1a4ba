import type { ColumnRef, FuncCall, Node, ResTarget, SelectStmt, TypeName } from 'libpg-query';
import { builtins } from '../../catalog/builtins.js';
import { formatType, titleOfType } from '../../catalog/formatType.js';
import { layered } from '../../catalog/layered.js';
import { typesIn, writtenType } from '../../semantics/infer/types.js';
import { resolve } from '../../semantics/resolve/query.js';
import { builtInName } from '../../syntax/calls.js';
import { answers, typeOfConstant, typeOfOperation, valueFunctions } from '../../syntax/expressionTypes.js';
import { rangeOf } from '../../syntax/rangeOf.js';
import type { Statement } from '../../syntax/statement.js';
import { textOf } from '../../syntax/typeName.js';
import { sourceOf } from '../../syntax/words.js';
import { byKey } from '../../text/byKey.js';
import { query } from '../../text/memo.js';
import { catalogOf } from './catalog.js';
import { numberAt, type Script, type ScriptStatement } from './script.js';
import { type QueryColumn, tableColumns } from './tableColumns.js';

/** What a query can read of the script's tables. */
interface Scope {
  readonly script: Script;
  readonly placed: ScriptStatement;
  readonly statement: Statement;
  /** The queries of WITH, by name. */
  readonly named: ReadonlyMap<string, readonly QueryColumn[]>;
}

/** The columns that a query answers; undefined where the script does not tell the name and the type of each. */
export function queryColumns(
  script: Script,
  placed: ScriptStatement,
  statement: Statement,
  select: SelectStmt,
): readonly QueryColumn[] | undefined {
  const columns = columnsOf({ script, placed, statement, named: new Map() }, select);
  return columns && asAnswered(script, placed, select, columns);
}

/**
 * The words of a type are those that the script has for it, unless the query answers another: the column was altered, or a UNION
 * makes one type of two. A serial column's values are bigint already.
 */
function asAnswered(
  script: Script,
  placed: ScriptStatement,
  select: SelectStmt,
  columns: readonly QueryColumn[],
): readonly QueryColumn[] {
  const catalog = catalogOf(script).before(numberAt(script, placed.span));
  const types = typesIn(layered([builtins(), catalog], catalog.searchPath));
  const answered = resolve(types, { SelectStmt: select }).columns;
  if (answered?.length !== columns.length) return columns;
  return columns.map((column, at) => {
    const { type, declared } = answered[at] ?? {};
    if (type === undefined || /^int[248]$/.test(type)) return column;
    const written = castIn(script.parse(`SELECT NULL::${column.type}`));
    if (!written || writtenType(types, written) === type) return column;
    return { ...column, type: declared ? formatType(declared) : titleOfType(type) };
  });
}

function castIn({ node }: Statement): TypeName | undefined {
  const [target] = node && 'SelectStmt' in node ? (node.SelectStmt.targetList ?? []) : [];
  const value = target && 'ResTarget' in target ? target.ResTarget.val : undefined;
  return value && 'TypeCast' in value ? value.TypeCast.typeName : undefined;
}

function columnsOf(outer: Scope, select: SelectStmt): readonly QueryColumn[] | undefined {
  const scope = withNamed(outer, select);
  if (!scope) return undefined;
  if (select.larg) return columnsOf(scope, select.larg);
  const sources = (select.fromClause ?? []).map((from) => sourcesOf(scope, from));
  const known = sources.flatMap((source) => source ?? []);
  if (sources.some((source) => source === undefined)) return undefined;
  const columns = (select.targetList ?? []).map((target) =>
    'ResTarget' in target ? targetColumns(scope, target.ResTarget, known) : undefined,
  );
  const all = columns.flatMap((column) => column ?? []);
  const isTold = columns.length > 0 && columns.every((column) => column !== undefined);
  return isTold && new Set(all.map(({ name }) => name)).size === all.length ? all : undefined;
}

/** The scope with the queries of WITH; undefined where the columns of one are not known. */
function withNamed(scope: Scope, { withClause }: SelectStmt): Scope | undefined {
  const named = new Map(scope.named);
  for (const cte of withClause?.ctes ?? []) {
    const { ctename = '', ctequery, aliascolnames } = 'CommonTableExpr' in cte ? cte.CommonTableExpr : {};
    const columns =
      ctequery && 'SelectStmt' in ctequery && !withClause?.recursive
        ? columnsOf({ ...scope, named }, ctequery.SelectStmt)
        : undefined;
    if (!columns) return undefined;
    named.set(ctename, renamed(columns, aliascolnames));
  }
  return { ...scope, named };
}

/** Gives the first columns the names of the list. */
export const renamed = (
  columns: readonly QueryColumn[],
  names: readonly Node[] = [],
): readonly QueryColumn[] =>
  names.length === 0
    ? columns
    : columns.map(({ name, type }, at) => ({ name: names[at] ? textOf(names[at]) : name, type }));

/** An item of FROM, with the name that qualifies its columns. */
interface Source {
  readonly name: string;
  readonly columns: readonly QueryColumn[];
}

function sourcesOf(scope: Scope, node: Node): readonly Source[] | undefined {
  if ('RangeVar' in node) {
    const { relname = '', schemaname, alias } = node.RangeVar;
    const columns =
      (schemaname === undefined ? scope.named.get(relname) : undefined) ??
      tableColumns(scope.script, `${schemaname ?? 'public'}.${relname}`, scope.placed);
    return columns && [{ name: alias?.aliasname ?? relname, columns: renamed(columns, alias?.colnames) }];
  }
  if ('RangeSubselect' in node) {
    const { subquery, alias } = node.RangeSubselect;
    const columns = subquery && 'SelectStmt' in subquery ? columnsOf(scope, subquery.SelectStmt) : undefined;
    return columns && [{ name: alias?.aliasname ?? '', columns: renamed(columns, alias?.colnames) }];
  }
  // JOIN … USING makes one column of two.
  if (!('JoinExpr' in node) || node.JoinExpr.usingClause || node.JoinExpr.isNatural) return undefined;
  const { larg, rarg } = node.JoinExpr;
  const [left, right] = [larg && sourcesOf(scope, larg), rarg && sourcesOf(scope, rarg)];
  return left && right && [...left, ...right];
}

function targetColumns(
  scope: Scope,
  { name, val }: ResTarget,
  sources: readonly Source[],
): readonly QueryColumn[] | undefined {
  if (!val) return undefined;
  if ('ColumnRef' in val && val.ColumnRef.fields?.some((field) => 'A_Star' in field)) {
    const [table] = val.ColumnRef.fields.map(textOf);
    return (table ? sources.filter((source) => source.name === table) : sources).flatMap(
      ({ columns }) => columns,
    );
  }
  const type = typeOf(scope, val, sources);
  const named = name ?? nameOf(val);
  return type !== undefined && named !== undefined ? [{ name: named, type }] : undefined;
}

/** The name that PostgreSQL gives a column without AS. */
function nameOf(value: Node): string | undefined {
  if ('ColumnRef' in value) return textOf(value.ColumnRef.fields?.at(-1) ?? value);
  if ('FuncCall' in value) return textOf(value.FuncCall.funcname?.at(-1) ?? value);
  if ('CoalesceExpr' in value) return 'coalesce';
  if ('CaseExpr' in value) return 'case';
  if ('TypeCast' in value)
    return value.TypeCast.arg && 'ColumnRef' in value.TypeCast.arg ? nameOf(value.TypeCast.arg) : undefined;
  return undefined;
}

function typeOf(scope: Scope, value: Node, sources: readonly Source[]): string | undefined {
  const inner = (node: Node | undefined) => (node ? typeOf(scope, node, sources) : undefined);
  if ('ColumnRef' in value) return typeOfColumn(value.ColumnRef, sources);
  if ('TypeCast' in value) {
    const { typeName } = value.TypeCast;
    const range = typeName && rangeOf(scope.statement, typeName);
    return range && sourceOf(scope.statement, range);
  }
  if ('FuncCall' in value) return typeOfCall(value.FuncCall, inner);
  if ('CoalesceExpr' in value) return inner(value.CoalesceExpr.args?.[0]);
  if ('CaseExpr' in value) {
    const [first] = value.CaseExpr.args ?? [];
    return first && 'CaseWhen' in first ? inner(first.CaseWhen.result) : undefined;
  }
  if ('A_Const' in value) return typeOfConstant(value.A_Const);
  if ('SQLValueFunction' in value) return valueFunctions[value.SQLValueFunction.op ?? ''];
  if ('BoolExpr' in value || 'NullTest' in value || 'BooleanTest' in value) return 'BOOLEAN';
  if ('A_Expr' in value)
    return typeOfOperation(
      textOf(value.A_Expr.name?.at(-1) ?? value),
      inner(value.A_Expr.lexpr),
      inner(value.A_Expr.rexpr),
    );
  if ('SubLink' in value) {
    const { subLinkType, subselect } = value.SubLink;
    if (subLinkType === 'EXISTS_SUBLINK') return 'BOOLEAN';
    if (subLinkType !== 'EXPR_SUBLINK' || !subselect || !('SelectStmt' in subselect)) return undefined;
    return columnsOf(scope, subselect.SelectStmt)?.[0]?.type;
  }
  return undefined;
}

function typeOfColumn({ fields = [] }: ColumnRef, sources: readonly Source[]): string | undefined {
  const names = fields.map(textOf);
  const [column = '', table] = names.reverse();
  const found = sources
    .filter(({ name }) => table === undefined || name === table)
    .flatMap(({ columns }) => query(columnsByName, columns).get(column) ?? []);
  return found.length === 1 ? found[0]?.type : undefined;
}

const columnsByName = (columns: readonly QueryColumn[]): ReadonlyMap<string, readonly QueryColumn[]> =>
  byKey(columns.map((column) => [column.name, column] as const));

function typeOfCall(
  call: FuncCall,
  inner: (node: Node | undefined) => string | undefined,
): string | undefined {
  const name = builtInName(call) ?? '';
  const known = answers[name];
  if (typeof known === 'string') return known;
  return known?.(inner(name === 'date_trunc' ? call.args?.[1] : call.args?.[0]));
}
