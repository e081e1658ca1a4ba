import type { Fix, Problem, Safety, Severity, Span } from '../lint/analysis.js';
import { titleOf } from '../lint/problem.js';

/** A fix that is to be applied. */
export interface WantedFix {
  readonly problem: Problem;
  readonly fix: Fix;
  /** The problem's, in the text that was given. */
  readonly origin: Span;
}

/** What is told of a fix that was applied: plain data, so that the analysis it came from can go. */
export interface AppliedFix {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly safety: Safety;
  readonly title: string;
  readonly consequence: string | undefined;
  /** What DSQL refuses became a comment. */
  readonly leavesOut: boolean;
  /** Titles of the other fixes of the problem. */
  readonly alternatives: readonly string[];
  /** The problem's, in the text that was given. */
  readonly origin: Span;
}

export const applied = ({ problem, fix, origin }: WantedFix): AppliedFix => ({
  rule: problem.rule,
  severity: problem.severity,
  message: problem.message,
  safety: fix.safety,
  title: fix.title,
  consequence: fix.consequence,
  leavesOut: fix.leavesOut === true,
  alternatives: problem.fixes.filter((other) => other !== fix).map(titleOf),
  origin,
});
