import type { Node } from 'libpg-query';

/**
 * The columns of which a statement on one table takes one value each, a constant or a parameter, as its whole condition
 * says: UPDATE, DELETE, and a SELECT that answers what its condition finds. None where more tables or queries are in it.
 */
export function pinnedColumns(node: Node): readonly string[] {
  if ('UpdateStmt' in node) {
    const { fromClause, withClause, whereClause } = node.UpdateStmt;
    return fromClause || withClause ? [] : [...columnsIn(whereClause)];
  }
  if ('DeleteStmt' in node) {
    const { usingClause, withClause, whereClause } = node.DeleteStmt;
    return usingClause || withClause ? [] : [...columnsIn(whereClause)];
  }
  if (!('SelectStmt' in node)) return [];
  const { fromClause = [], whereClause, op, ...others } = node.SelectStmt;
  const [table] = fromClause;
  const isWhole = fromClause.length === 1 && table && 'RangeVar' in table && (!op || op === 'SETOP_NONE');
  const isPlain = isWhole && Object.keys(others).every((clause) => harmless.has(clause));
  return isPlain && !others.lockingClause?.some(skips) ? [...columnsIn(whereClause)] : [];
}

/** NOWAIT, SKIP LOCKED. */
const skips = (node: Node): boolean =>
  !('LockingClause' in node) || node.LockingClause.waitPolicy !== 'LockWaitBlock';

/** Clauses that change nothing in which rows are found. */
const harmless: ReadonlySet<string> = new Set(['targetList', 'lockingClause', 'limitOption']);

function* columnsIn(condition: Node | undefined): Generator<string> {
  if (!condition) return;
  if ('BoolExpr' in condition && condition.BoolExpr.boolop === 'AND_EXPR')
    for (const part of condition.BoolExpr.args ?? []) yield* columnsIn(part);
  if (!('A_Expr' in condition)) return;
  const { kind, name = [], lexpr, rexpr } = condition.A_Expr;
  const [operator, more] = name;
  if (kind !== 'AEXPR_OP' || more || !operator || !('String' in operator) || operator.String.sval !== '=')
    return;
  if (lexpr && rexpr && isValue(rexpr)) yield* columnOf(lexpr);
  else if (lexpr && rexpr && isValue(lexpr)) yield* columnOf(rexpr);
}

function* columnOf(node: Node): Generator<string> {
  const last = 'ColumnRef' in node ? node.ColumnRef.fields?.at(-1) : undefined;
  if (last && 'String' in last) yield last.String.sval ?? '';
}

function isValue(node: Node): boolean {
  if ('TypeCast' in node) return node.TypeCast.arg !== undefined && isValue(node.TypeCast.arg);
  return 'A_Const' in node || 'ParamRef' in node;
}
