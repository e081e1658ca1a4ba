import type { LockingClause, Node, SelectStmt } from 'libpg-query';
import { append } from '../text/append.js';
import type { TokenRange } from './node.js';
import { syntaxOf } from './rangeOf.js';
import type { Statement } from './statement.js';
import { withNames } from './withNames.js';

export type LockStrength = Exclude<NonNullable<LockingClause['strength']>, 'LCS_NONE'>;

/** A locking clause of a SELECT and its words, without OF, NOWAIT and SKIP LOCKED. */
export interface RowLock extends TokenRange {
  readonly clause: LockingClause;
}

/** The locking clauses of one SELECT that have a strength, in the order of the text. */
export const rowLocks = (
  statement: Statement,
  { lockingClause = [] }: SelectStmt,
  strength: LockStrength,
): readonly RowLock[] =>
  lockingClause.flatMap((node) => {
    if (!('LockingClause' in node) || node.LockingClause.strength !== strength) return [];
    const clause = node.LockingClause;
    const found = syntaxOf(statement, clause);
    // The word of a clause is its keywords.
    return found
      ? [{ clause, first: found.first, last: found.first + found.word.split(' ').length - 1 }]
      : [];
  });

/** Whether a locking clause locks a table or a view. Functions, VALUES and queries of WITH have no rows that can be locked. */
export function locksTable(statement: Statement, select: SelectStmt, { lockedRels }: LockingClause): boolean {
  const locked = lockedRels?.flatMap((node) => ('RangeVar' in node ? [node.RangeVar.relname ?? ''] : []));
  const queries = withNames(statement);
  const open = [...(select.fromClause ?? [])];
  if (locked) return open.some((source) => meetsTable(sourcesOf(source, locked), queries));
  return meetsTable(open, queries);
}

/** The parts of a FROM that a list of names means. */
function sourcesOf(source: Node, names: readonly string[]): Node[] {
  const found: Node[] = [];
  const open = [source];
  for (let next = open.pop(); next; next = open.pop()) {
    if ('JoinExpr' in next && !names.includes(next.JoinExpr.alias?.aliasname ?? ''))
      append(open, sidesOf(next));
    else if (names.includes(nameOf(next))) found.push(next);
  }
  return found;
}

function meetsTable(sources: readonly Node[], queries: ReadonlySet<string>): boolean {
  const open = [...sources];
  for (let next = open.pop(); next; next = open.pop()) {
    if ('RangeVar' in next) {
      const { schemaname, relname = '' } = next.RangeVar;
      if (schemaname !== undefined || !queries.has(relname)) return true;
    } else if ('RangeSubselect' in next) {
      const { subquery } = next.RangeSubselect;
      if (subquery && 'SelectStmt' in subquery) append(open, subquery.SelectStmt.fromClause ?? []);
    } else if ('RangeTableSample' in next) return true;
    else append(open, sidesOf(next));
  }
  return false;
}

function sidesOf(node: Node): Node[] {
  if (!('JoinExpr' in node)) return [];
  const { larg, rarg } = node.JoinExpr;
  return [larg, rarg].flatMap((side) => side ?? []);
}

function nameOf(node: Node): string {
  if ('RangeVar' in node) return node.RangeVar.alias?.aliasname ?? node.RangeVar.relname ?? '';
  if ('JoinExpr' in node) return node.JoinExpr.alias?.aliasname ?? '';
  if ('RangeSubselect' in node) return node.RangeSubselect.alias?.aliasname ?? '';
  if ('RangeTableSample' in node)
    return node.RangeTableSample.relation ? nameOf(node.RangeTableSample.relation) : '';
  return '';
}
