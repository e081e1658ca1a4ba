import { withoutOtherBranches } from './branches.js';
import { type Script, type ScriptStatement, type Sending, statementsBySending } from './script.js';

/** Statements that commit together. */
export interface ScriptTransaction {
  /** The statement that opens it; none where a statement commits by itself, or a tool opens it. */
  readonly begin: ScriptStatement | undefined;
  /** Without BEGIN and COMMIT. */
  readonly members: readonly ScriptStatement[];
}

/**
 * Splits each file of a script at BEGIN, COMMIT and ROLLBACK. Outside of these each statement is its own transaction, unless
 * the configuration says that a migration tool wraps the whole file.
 */
export const transactionsOf = (
  script: Pick<Script, 'statements' | 'sendings' | 'parts' | 'text' | 'metaCommands'>,
): readonly ScriptTransaction[] =>
  statementsBySending(script)
    .flatMap(({ sending, statements }) => transactionsIn(statements, sending))
    .map((transaction) => {
      if (transaction instanceof LoneStatement) return transaction;
      const { begin, members } = transaction;
      if (members.length < 2) return transaction;
      return { begin, members: withoutOtherBranches(script, members, begin?.span.start ?? 0) };
    });

/** A statement that commits by itself, as most of a long script do: a class, which takes less memory than a list for each. */
class LoneStatement implements ScriptTransaction {
  private readonly statement: ScriptStatement;

  constructor(statement: ScriptStatement) {
    this.statement = statement;
  }

  get begin(): undefined {
    return undefined;
  }

  get members(): readonly ScriptStatement[] {
    return [this.statement];
  }
}

/** The transactions of one part. */
function transactionsIn(
  statements: readonly ScriptStatement[],
  { mode, isCertain }: Sending,
): readonly ScriptTransaction[] {
  const hasOwn = statements.some(({ facts }) => facts.transaction === 'begin');
  if (mode === 'one-transaction' && isCertain && !hasOwn) return [{ begin: undefined, members: statements }];
  const transactions: ScriptTransaction[] = [];
  let open: { begin: ScriptStatement; members: ScriptStatement[] } | undefined;
  for (const statement of statements) {
    const { transaction } = statement.facts;
    if (transaction === 'begin') {
      // A second BEGIN only warns: the transaction goes on.
      open ??= { begin: statement, members: [] };
    } else if (transaction === 'commit' || transaction === 'rollback') {
      if (open) transactions.push(open);
      open = undefined;
    } else if (open) open.members.push(statement);
    else transactions.push(new LoneStatement(statement));
  }
  if (open) transactions.push(open);
  return transactions;
}

/** Whether a statement sets something that ends with its transaction. */
export const isLocalSetting = ({ text }: Pick<Script, 'text'>, { span, facts }: ScriptStatement): boolean =>
  settingKinds.has(facts.kind) && /^set\s+(?:local|constraints)\b/i.test(text.slice(span.start, span.end));

const settingKinds: ReadonlySet<string> = new Set(['ConstraintsSetStmt', 'VariableSetStmt']);
