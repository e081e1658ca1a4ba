import { query } from '../../text/memo.js';
import type { Script, ScriptStatement } from './script.js';
import { transactionsOf } from './transactions.js';

/** Whether a statement stands between BEGIN and COMMIT, or a migration tool puts the whole script into a transaction. */
export const isInTransaction = (script: Script, placed: ScriptStatement): boolean =>
  script.migrations === 'one-transaction' || query(membersOf, script).has(placed);

const membersOf = (script: Script): ReadonlySet<ScriptStatement> =>
  new Set(query(transactionsOf, script).flatMap(({ begin, members }) => (begin ? members : [])));
