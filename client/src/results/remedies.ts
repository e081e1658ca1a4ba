import type { Cause } from '../../../server/src/connection/answer.js';
import type { Failing } from '../../../server/src/running/sink.js';
import type { RunStep } from '../../../server/src/running/steps.js';
import { mayBatch } from '../statements/mayBatch.js';
import type { RemedyKind } from './messages.js';

/** What can be done about a failure, by kind. `repeat`: the whole transaction. */
export type Remedy =
  | { readonly kind: Exclude<RemedyKind, 'repeat'> }
  | { readonly kind: 'repeat'; readonly steps: readonly RunStep[] };

/** The same statement would fail again, whatever the connection does. */
const lasting: ReadonlySet<Cause> = new Set(['statement', 'tooManyRows', 'tooOld', 'aborted', 'readOnly']);

/** What may help after a failure; none where only another statement does. */
export function remediesOf({ cause, step, inTransaction, transaction }: Failing): readonly Remedy[] {
  if (transaction === 'failed') return [{ kind: 'rollBack' }];
  if (inTransaction.length > 0) {
    // What came before is gone with its transaction: this statement alone would be another change
    return transaction === 'none' && !lasting.has(cause) ? [{ kind: 'repeat', steps: inTransaction }] : [];
  }
  if (cause === 'tooManyRows') return mayBatch(step) ? [{ kind: 'inBatches' }] : [];
  return lasting.has(cause) ? [] : [{ kind: 'runAgain' }];
}
