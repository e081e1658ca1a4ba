import type { ScriptStatement } from './script.js';

/** Statements that commit together. */
export interface Transaction {
  /** The statement that opens it; none where a statement commits by itself. */
  readonly begin: ScriptStatement | undefined;
  /** Without BEGIN and COMMIT. */
  readonly members: readonly ScriptStatement[];
}

/** Parts a script at BEGIN, COMMIT and ROLLBACK; outside of these each statement is its own transaction. */
export function transactionsOf(statements: readonly ScriptStatement[]): readonly Transaction[] {
  const transactions: Transaction[] = [];
  let open: { begin: ScriptStatement; members: ScriptStatement[] } | undefined;
  for (const statement of statements) {
    const { kind } = statement.facts;
    if (kind === 'begin') {
      // A second BEGIN only warns: the transaction goes on.
      open ??= { begin: statement, members: [] };
    } else if (kind === 'commit' || kind === 'rollback') {
      if (open) transactions.push(open);
      open = undefined;
    } else if (open) open.members.push(statement);
    else transactions.push({ begin: undefined, members: [statement] });
  }
  if (open) transactions.push(open);
  return transactions;
}
