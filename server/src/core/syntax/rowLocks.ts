import type { LockingClause, SelectStmt } from 'libpg-query';
import type { TokenRange } from './node.js';
import { syntaxOf } from './rangeOf.js';
import type { Statement } from './statement.js';

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
    // A clause's word are its keywords.
    return found
      ? [{ clause, first: found.first, last: found.first + found.word.split(' ').length - 1 }]
      : [];
  });
