import { query } from '../../text/memo.js';
import { type Script, type ScriptStatement, statementsBySending } from './script.js';
import { openedTransactions } from './transactions.js';

/** Whether a statement stands between BEGIN and COMMIT, or a migration tool puts the whole script into a transaction. */
export const isInTransaction = (script: Script, placed: ScriptStatement): boolean =>
  query(wrappedIn, script).has(placed) || query(membersOf, script).has(placed);

const wrappedIn = (script: Script): ReadonlySet<ScriptStatement> =>
  new Set(
    statementsBySending(script).flatMap(({ sending, statements }) =>
      sending.mode === 'one-transaction' && sending.isCertain ? statements : [],
    ),
  );

const membersOf = (script: Script): ReadonlySet<ScriptStatement> =>
  new Set(openedTransactions(script).flatMap(({ begin, members }) => (begin ? members : [])));
