import type { Cause } from '../connection/answer.js';
import type { Effect } from '../core/semantics/effectModel.js';

/**
 * Whether a failure says "run it again" and nothing of the statement can have been kept. A server that was unavailable
 * may have kept a change: https://docs.aws.amazon.com/aurora-dsql/latest/userguide/working-with-concurrency-control.html
 */
export const isWorthRetrying = (cause: Cause, { retry }: Pick<Effect, 'retry'>): boolean =>
  cause === 'unavailable'
    ? retry === 'always'
    : (cause === 'conflict' || cause === 'schemaChanged') && retry !== 'never';

const base = 40;
const longest = 2_000;

/** Milliseconds before attempt 1, 2, … after the first; anywhere below a doubling bound, so that losers part. */
export const delayBefore = (attempt: number, random: () => number): number =>
  Math.round(random() * Math.min(longest, base * 2 ** attempt));
