import type { LockingClause, SelectStmt } from 'libpg-query';
import type { TokenRange } from './ranges.js';
import type { Statement } from './statement.js';
import { find, indexAt } from './tokens.js';

export type LockStrength = Exclude<NonNullable<LockingClause['strength']>, 'LCS_NONE'>;

/** A locking clause of a SELECT and its words, without OF, NOWAIT and SKIP LOCKED. */
export interface RowLock extends TokenRange {
  readonly clause: LockingClause;
}

/** The locking clauses of one SELECT that have a strength, in the order of the text. */
export function rowLocks(
  statement: Statement,
  select: SelectStmt,
  strength: LockStrength,
): readonly RowLock[] {
  if (!select.lockingClause) return [];
  const words = wordsOf[strength];
  const found: RowLock[] = [];
  let from = startOf(statement, select);
  for (const node of select.lockingClause) {
    if (!('LockingClause' in node) || node.LockingClause.strength !== strength) continue;
    const first = find(statement, words, from);
    if (first < 0) break;
    from = first + words.length;
    found.push({ clause: node.LockingClause, first, last: from - 1 });
  }
  return found;
}

const wordsOf: Readonly<Record<LockStrength, readonly string[]>> = {
  LCS_FORKEYSHARE: ['for', 'key', 'share'],
  LCS_FORSHARE: ['for', 'share'],
  LCS_FORNOKEYUPDATE: ['for', 'no', 'key', 'update'],
  LCS_FORUPDATE: ['for', 'update'],
};

/** A SELECT has no place of its own in the tree; its first column has. */
function startOf(statement: Statement, { targetList = [] }: SelectStmt): number {
  const [target] = targetList;
  const location = target && 'ResTarget' in target ? (target.ResTarget.location ?? 0) : 0;
  return indexAt(statement, Math.max(location, 0));
}
