import type { Cause } from '../connection/answer.js';
import type { Effect } from '../core/semantics/effectModel.js';

/**
 * Whether a failure means "run it again" and nothing of the statement can have been committed. A server that was unavailable
 * may have committed a change: https://docs.aws.amazon.com/aurora-dsql/latest/userguide/working-with-concurrency-control.html
 */
export const isWorthRetrying = (cause: Cause, { retry }: Pick<Effect, 'retry'>): boolean =>
  cause === 'unavailable'
    ? retry === 'always'
    : (cause === 'conflict' || cause === 'schemaChanged') && retry !== 'never';

const base = 40;
const longest = 2_000;

/**
 * Milliseconds before the retries 1, 2, …: random, below a doubling limit, so that transactions in conflict do not meet again.
 */
export const delayBefore = (attempt: number, random: () => number): number =>
  Math.round(random() * Math.min(longest, base * 2 ** attempt));
