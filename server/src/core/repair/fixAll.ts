import type { AnalysisOptions, Analyzer, Edit, Fix, Problem, Safety } from '../lint/analysis.js';
import { titleOf } from '../lint/problem.js';
import { applyEdits, editsOverlap } from '../text/edit.js';

export interface FixedText {
  readonly text: string;
  /** The titles of the fixes that were applied, in the order of the text, round by round. */
  readonly applied: readonly string[];
  /** The same fixes with the problems that they repair. */
  readonly rounds: readonly (readonly AppliedFix[])[];
  /** What is still wrong with the text. */
  readonly left: readonly Problem[];
}

/** Spans and edits are offsets of the text before its round. */
export interface AppliedFix {
  readonly problem: Problem;
  readonly fix: Fix;
}

/**
 * Repairs a text until nothing more can be: `safe` applies fixes of unchanged meaning, `review` each problem's
 * preferred fix. Fixes that overlap wait for the next round; a fix that would bring an old text back ends the run.
 */
export function fixAll(
  analyzer: Analyzer,
  text: string,
  options: Partial<AnalysisOptions>,
  allowed: Safety,
): FixedText {
  const rounds: AppliedFix[][] = [];
  const seen = new Set<string>();
  let current = text;
  let { problems } = analyzer.analyze(current, options);
  while (!seen.has(current)) {
    seen.add(current);
    const fixes = compatible(problems.flatMap((problem) => preferred(problem, allowed)));
    if (fixes.length === 0) break;
    const next = applyEdits(
      current,
      fixes.flatMap(({ fix }) => fix.edits),
    );
    if (seen.has(next)) break;
    rounds.push(fixes);
    current = next;
    problems = analyzer.analyze(current, options).problems;
  }
  return { text: current, applied: rounds.flat().map(({ fix }) => titleOf(fix)), rounds, left: problems };
}

function preferred(problem: Problem, allowed: Safety): AppliedFix[] {
  const fix = problem.fixes.find(
    ({ safety, isPartial }) => !isPartial && (allowed === 'review' || safety === 'safe'),
  );
  return fix ? [{ problem, fix }] : [];
}

/** The fixes, without those that touch what an earlier one changes, or invent a name that it invents. */
function compatible(fixes: readonly AppliedFix[]): AppliedFix[] {
  const taken: Edit[] = [];
  const names = new Set<string>();
  return fixes.filter(({ fix: { edits, invents = [] } }) => {
    if (invents.some((name) => names.has(name)) || edits.some((edit) => isInTheWay(taken, edit)))
      return false;
    for (const edit of edits) taken.splice(placeOf(taken, edit), 0, edit);
    for (const name of invents) names.add(name);
    return true;
  });
}

/** Edits that were taken touch none of each other, so only the neighbors of a place can be in the way. */
function isInTheWay(taken: readonly Edit[], edit: Edit): boolean {
  const place = placeOf(taken, edit);
  return editsOverlap([edit], taken.slice(Math.max(0, place - 2), place + 2));
}

/** Where an edit belongs in a list sorted by start. */
function placeOf(taken: readonly Edit[], { start }: Edit): number {
  let low = 0;
  let high = taken.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((taken[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}
