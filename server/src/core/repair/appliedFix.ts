import type { Fix, Problem, Span } from '../lint/analysis.js';

export interface AppliedFix {
  readonly problem: Problem;
  readonly fix: Fix;
  /** The problem's, in the text that was given. */
  readonly origin: Span;
}
