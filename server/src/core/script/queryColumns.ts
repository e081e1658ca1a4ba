import type { ColumnRef, FuncCall, Node, ResTarget, SelectStmt } from 'libpg-query';
import { builtInName } from '../sql/calls.js';
import { typeRange } from '../sql/ranges.js';
import type { Statement } from '../sql/statement.js';
import { textOf } from '../sql/typeName.js';
import { sourceOf } from '../sql/words.js';
import type { Script, ScriptStatement } from './script.js';
import { tableColumns } from './tableColumns.js';

/** A column that a query answers: its name, and its type in the words of SQL. */
export interface QueryColumn {
  readonly name: string;
  readonly type: string;
}

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
  return columnsOf({ script, placed, statement, named: new Map() }, select);
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

/** The scope with the queries of WITH; undefined where one of them is not told. */
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

/** The first columns take the names of the list. */
export const renamed = (
  columns: readonly QueryColumn[],
  names: readonly Node[] = [],
): readonly QueryColumn[] =>
  columns.map(({ name, type }, at) => ({ name: names[at] ? textOf(names[at]) : name, type }));

/** Something of FROM, by the name that columns are read by. */
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

/** As PostgreSQL names a column that has no AS. */
function nameOf(value: Node): string | undefined {
  if ('ColumnRef' in value) return textOf(value.ColumnRef.fields?.at(-1) ?? value);
  if ('FuncCall' in value) return textOf(value.FuncCall.funcname?.at(-1) ?? value);
  if ('CoalesceExpr' in value) return 'coalesce';
  if ('CaseExpr' in value) return 'case';
  if ('TypeCast' in value)
    return value.TypeCast.arg && 'ColumnRef' in value.TypeCast.arg ? nameOf(value.TypeCast.arg) : undefined;
  return undefined;
}

type TypeReader = (type: string | undefined) => string | undefined;

function typeOf(scope: Scope, value: Node, sources: readonly Source[]): string | undefined {
  const inner = (node: Node | undefined) => (node ? typeOf(scope, node, sources) : undefined);
  if ('ColumnRef' in value) return typeOfColumn(value.ColumnRef, sources);
  if ('TypeCast' in value) {
    const location = value.TypeCast.typeName?.location;
    return location === undefined
      ? undefined
      : sourceOf(scope.statement, typeRange(scope.statement, location));
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
    .flatMap(({ columns }) => columns.filter(({ name }) => name === column));
  return found.length === 1 ? found[0]?.type : undefined;
}

const typeOfConstant = ({ ival, sval, boolval }: { ival?: object; sval?: object; boolval?: object }) =>
  ival ? 'INTEGER' : sval ? 'TEXT' : boolval ? 'BOOLEAN' : undefined;

const valueFunctions: Readonly<Record<string, string>> = {
  SVFOP_CURRENT_DATE: 'DATE',
  SVFOP_CURRENT_TIMESTAMP: 'TIMESTAMPTZ',
  SVFOP_LOCALTIMESTAMP: 'TIMESTAMP',
};

function typeOfCall(
  call: FuncCall,
  inner: (node: Node | undefined) => string | undefined,
): string | undefined {
  const name = builtInName(call) ?? '';
  const known = answers[name];
  if (typeof known === 'string') return known;
  return known?.(inner(name === 'date_trunc' ? call.args?.[1] : call.args?.[0]));
}

/** A type's family, for what functions and operators make of it. */
function familyOf(type: string): 'whole' | 'big' | 'numeric' | 'float' | 'text' | 'other' {
  const word = type.toLowerCase().replace(/\(.*$/s, '').trim();
  if (/^(smallint|integer|int|int2|int4)$/.test(word)) return 'whole';
  if (/^(bigint|int8)$/.test(word)) return 'big';
  if (/^(numeric|decimal)$/.test(word)) return 'numeric';
  if (/^(real|float4|float8|float|double precision)$/.test(word)) return 'float';
  return /^(text|varchar|character varying|char|character|bpchar)$/.test(word) ? 'text' : 'other';
}

/** With room for sums; the digits behind the point stay as many. */
function widened(type: string): string {
  const scale = /,\s*(\d+)\s*\)/.exec(type)?.[1] ?? (/\(/.test(type) ? '0' : '6');
  return `NUMERIC(38,${scale})`;
}

const same: TypeReader = (type) => type;

const sumOf: TypeReader = (type) => {
  const family = type === undefined ? 'other' : familyOf(type);
  if (type === undefined || family === 'text' || family === 'other') return undefined;
  return { whole: 'BIGINT', big: 'NUMERIC(38,0)', numeric: widened(type), float: type }[family];
};

const averageOf: TypeReader = (type) => {
  const family = type === undefined ? 'other' : familyOf(type);
  if (family === 'float') return 'DOUBLE PRECISION';
  return ['whole', 'big', 'numeric'].includes(family) ? 'NUMERIC(38,16)' : undefined;
};

/** What built-in functions answer: always the same, or what their argument tells. */
const answers: Readonly<Record<string, string | TypeReader>> = {
  avg: averageOf,
  bool_and: 'BOOLEAN',
  bool_or: 'BOOLEAN',
  concat: 'TEXT',
  concat_ws: 'TEXT',
  count: 'BIGINT',
  date_trunc: same,
  dense_rank: 'BIGINT',
  first_value: same,
  gen_random_uuid: 'UUID',
  jsonb_agg: 'JSONB',
  jsonb_build_object: 'JSONB',
  lag: same,
  last_value: same,
  lead: same,
  length: 'INTEGER',
  lower: 'TEXT',
  max: same,
  md5: 'TEXT',
  min: same,
  now: 'TIMESTAMPTZ',
  nullif: same,
  rank: 'BIGINT',
  replace: 'TEXT',
  row_number: 'BIGINT',
  string_agg: 'TEXT',
  substr: 'TEXT',
  substring: 'TEXT',
  sum: sumOf,
  to_char: 'TEXT',
  trim: 'TEXT',
  btrim: 'TEXT',
  upper: 'TEXT',
};

const comparisons = new Set(['=', '<>', '!=', '<', '>', '<=', '>=', '~~', '!~~', '~', '~*', '!~']);

function typeOfOperation(
  operator: string,
  left: string | undefined,
  right: string | undefined,
): string | undefined {
  if (comparisons.has(operator)) return 'BOOLEAN';
  if (left === undefined || right === undefined) return undefined;
  const families = [familyOf(left), familyOf(right)];
  if (operator === '||') return families.includes('text') ? 'TEXT' : undefined;
  if (!['+', '-', '*', '/'].includes(operator)) return undefined;
  if (families.some((family) => family === 'text' || family === 'other')) return undefined;
  if (families.includes('float')) return 'DOUBLE PRECISION';
  if (families.includes('numeric'))
    return operator === '/' ? 'NUMERIC(38,16)' : productOf(operator, left, right);
  return families.includes('big') ? 'BIGINT' : 'INTEGER';
}

/** Digits behind the point add up in a product. */
function productOf(operator: string, left: string, right: string): string {
  const scales = [left, right].map((type) =>
    familyOf(type) === 'numeric' ? Number(/,(\d+)\)$/.exec(widened(type))?.[1] ?? 6) : 0,
  );
  const [one = 0, other = 0] = scales;
  return `NUMERIC(38,${operator === '*' ? one + other : Math.max(one, other)})`;
}
