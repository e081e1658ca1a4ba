import type { Fix, Problem, Safety, Severity, Span } from '../lint/analysis.js';
import { titleOf } from '../lint/problem.js';

/** A fix that is to be applied. */
export interface WantedFix {
  readonly problem: Problem;
  readonly fix: Fix;
  /** The span of the problem in the text that was given. */
  readonly origin: Span;
}

/** What is known of a fix that was applied. Plain data, so that its analysis can be released. */
export interface AppliedFix {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly safety: Safety;
  readonly title: string;
  readonly consequence: string | undefined;
  /** It turned what DSQL refuses into a comment. */
  readonly leavesOut: boolean;
  /** Titles of the other fixes of the problem. */
  readonly alternatives: readonly string[];
  /** Those of the alternatives that repair the problem by themselves. */
  readonly choosable: readonly string[];
  /** The span of the problem in the text that was given. */
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
  choosable: problem.fixes.filter((other) => other !== fix && !other.isPartial).map(titleOf),
  origin,
});
