import { query } from '../../text/memo.js';
import { withoutOtherBranches } from './branches.js';
import { type Script, type ScriptStatement, type Sending, statementsBySending } from './script.js';

/** Statements that commit together. */
export interface ScriptTransaction {
  /** The statement that opens it; none where a statement commits by itself, or a tool opens it. */
  readonly begin: ScriptStatement | undefined;
  /** Without BEGIN and COMMIT. */
  readonly members: readonly ScriptStatement[];
}

/** All of them, where a statement that commits by itself is one too. */
export function* transactionsOf(script: Transacting): Generator<ScriptTransaction> {
  for (const one of query(partsOf, script)) yield 'members' in one ? one : new LoneStatement(one);
}

/** Those that BEGIN or a tool opens, or that have several members: of a long script they are few. */
export const openedTransactions = (script: Transacting): readonly ScriptTransaction[] =>
  query(openedIn, script);

const openedIn = (script: Transacting): readonly ScriptTransaction[] =>
  query(partsOf, script).flatMap((one) => ('members' in one ? one : []));

type Transacting = Pick<Script, 'statements' | 'sendings' | 'parts' | 'text' | 'metaCommands'>;

/**
 * Splits each file of a script at BEGIN, COMMIT and ROLLBACK. Outside of these each statement is its own transaction, unless
 * the configuration says that a migration tool wraps the whole file.
 */
const partsOf = (script: Transacting): readonly (ScriptTransaction | ScriptStatement)[] =>
  statementsBySending(script)
    .flatMap(({ sending, statements }) => transactionsIn(statements, sending))
    .map((transaction) => {
      if (!('members' in transaction)) return transaction;
      const { begin, members } = transaction;
      if (members.length < 2) return transaction;
      return { begin, members: withoutOtherBranches(script, members, begin?.span.start ?? 0) };
    });

/** A statement that commits by itself, as most of a long script do. It is made of the statement when somebody asks. */
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
): readonly (ScriptTransaction | ScriptStatement)[] {
  const hasOwn = statements.some(({ facts }) => facts.transaction === 'begin');
  if (mode === 'one-transaction' && isCertain && !hasOwn) return [{ begin: undefined, members: statements }];
  const transactions: (ScriptTransaction | ScriptStatement)[] = [];
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
    else transactions.push(statement);
  }
  if (open) transactions.push(open);
  return transactions;
}

/** Whether a statement sets something that ends with its transaction. */
export const isLocalSetting = ({ text }: Pick<Script, 'text'>, { span, facts }: ScriptStatement): boolean =>
  settingKinds.has(facts.kind) && /^set\s+(?:local|constraints)\b/i.test(text.slice(span.start, span.end));

const settingKinds: ReadonlySet<string> = new Set(['ConstraintsSetStmt', 'VariableSetStmt']);
