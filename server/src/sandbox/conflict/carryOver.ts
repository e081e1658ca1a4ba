import type { QueryError } from '../backend/ask.js';
import type { Refusal } from '../wire/refusal.js';
import { redo } from './abort.js';
import { pushing, takeSteps } from './contention.js';
import type { Contender } from './contest.js';
import { keyChanges } from './keyChanges.js';
import { carryOver as stepsOver } from './overlay.js';
import type { Transaction } from './transaction.js';

/** At the commit: what was changed on copies goes to the tables. */
export async function carryOver(
  contender: Contender,
  transaction: Transaction,
): Promise<Refusal | QueryError | undefined> {
  if (transaction.overlay.tables.length === 0) return undefined;
  return await pushing(contender, async () => {
    // Waiting for its turn, the transaction may itself have had to abort, and may have been let off again.
    if (!transaction.abortReason) await redo(contender, transaction);
    const refused = transaction.end ?? transaction.abortReason;
    if (refused) return refused;
    const steps = stepsOver(transaction.overlay, (key) => keyChanges(transaction.log, key));
    return await takeSteps(contender, ['SET LOCAL lock_timeout = 0', ...steps]);
  });
}
