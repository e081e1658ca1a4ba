import type { InsertStmt, Node } from 'libpg-query';
import { lexemeAt } from './shape.js';

/** A column of which a statement takes one value. */
export interface Pinned {
  /** Its name, or its place among all columns, from 0. */
  readonly column: string | number;
  /** The number of its parameter, from 1; undefined of a constant. */
  readonly parameter: number | undefined;
  /** Which of the text's lexemes its constant is, from 0; texts of one shape have it at the same. */
  readonly lexeme: number | undefined;
}

/**
 * The columns of which a statement on one table takes one value each, a constant or a parameter, as its whole condition
 * says: UPDATE, DELETE, and a SELECT that answers what its condition finds. Those of an INSERT of one row. None where more tables
 * or queries are in it.
 */
export function pinnedColumns(node: Node, text: string): readonly Pinned[] {
  if ('UpdateStmt' in node) {
    const { fromClause, withClause, whereClause } = node.UpdateStmt;
    return fromClause || withClause ? [] : [...columnsIn(whereClause, text)];
  }
  if ('DeleteStmt' in node) {
    const { usingClause, withClause, whereClause } = node.DeleteStmt;
    return usingClause || withClause ? [] : [...columnsIn(whereClause, text)];
  }
  if ('InsertStmt' in node) return node.InsertStmt.withClause ? [] : insertedColumns(node.InsertStmt, text);
  if (!('SelectStmt' in node)) return [];
  const { fromClause = [], whereClause, op, ...others } = node.SelectStmt;
  const [table] = fromClause;
  const isWhole = fromClause.length === 1 && table && 'RangeVar' in table && (!op || op === 'SETOP_NONE');
  const isPlain = isWhole && Object.keys(others).every((clause) => harmless.has(clause));
  return isPlain && !others.lockingClause?.some(skips) ? [...columnsIn(whereClause, text)] : [];
}

function insertedColumns({ cols = [], selectStmt }: InsertStmt, text: string): readonly Pinned[] {
  const lists = selectStmt && 'SelectStmt' in selectStmt ? (selectStmt.SelectStmt.valuesLists ?? []) : [];
  const [list] = lists;
  if (lists.length !== 1 || !list || !('List' in list)) return [];
  return (list.List.items ?? []).flatMap((item, place) => {
    const target = cols[place];
    const column = target && 'ResTarget' in target ? (target.ResTarget.name ?? '') : place;
    const value = valueIn(item, text);
    return value ? [{ column, ...value }] : [];
  });
}

/** NOWAIT, SKIP LOCKED. */
const skips = (node: Node): boolean =>
  !('LockingClause' in node) || node.LockingClause.waitPolicy !== 'LockWaitBlock';

/** Clauses that change nothing in which rows are found. */
const harmless: ReadonlySet<string> = new Set(['targetList', 'lockingClause', 'limitOption']);

function* columnsIn(condition: Node | undefined, text: string): Generator<Pinned> {
  if (!condition) return;
  if ('BoolExpr' in condition && condition.BoolExpr.boolop === 'AND_EXPR')
    for (const part of condition.BoolExpr.args ?? []) yield* columnsIn(part, text);
  if (!('A_Expr' in condition)) return;
  const { kind, name = [], lexpr, rexpr } = condition.A_Expr;
  const [operator, more] = name;
  if (kind !== 'AEXPR_OP' || more || !operator || !('String' in operator) || operator.String.sval !== '=')
    return;
  if (!lexpr || !rexpr) return;
  const [left, right] = [valueIn(lexpr, text), valueIn(rexpr, text)];
  const [column, value] = right ? [columnOf(lexpr), right] : [columnOf(rexpr), left];
  if (column !== undefined && value) yield { column, ...value };
}

function columnOf(node: Node): string | undefined {
  const last = 'ColumnRef' in node ? node.ColumnRef.fields?.at(-1) : undefined;
  return last && 'String' in last ? (last.String.sval ?? '') : undefined;
}

/** Where a constant or a parameter has its value. */
function valueIn(node: Node, text: string): Omit<Pinned, 'column'> | undefined {
  if ('TypeCast' in node) return node.TypeCast.arg && valueIn(node.TypeCast.arg, text);
  if ('ParamRef' in node) return { parameter: node.ParamRef.number ?? 0, lexeme: undefined };
  if (!('A_Const' in node)) return undefined;
  return { parameter: undefined, lexeme: lexemeAt(text, node.A_Const.location ?? 0) };
}
