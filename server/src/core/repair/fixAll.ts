import type { AnalysisOptions, Analyzer, Edit, Problem, Safety, Span } from '../lint/analysis.js';
import { titleOf } from '../lint/problem.js';
import { applyEdits, editsOverlap } from '../text/edit.js';
import { afterEdits, type Origins, originOf, unedited } from '../text/origins.js';
import { type AppliedFix, applied, type WantedFix } from './appliedFix.js';
import { createRoundLimits, type RoundLimits, type Stop } from './roundLimits.js';

export interface FixedText {
  readonly text: string;
  /** The titles of the fixes that were applied, in the order of the text, round by round. */
  readonly applied: readonly string[];
  /** The same fixes, with what is told of their problems. */
  readonly repairs: readonly AppliedFix[];
  /** What is still wrong with the text. */
  readonly left: readonly Problem[];
  /** Where the places of the text stood in the text that was given. */
  readonly origins: Origins;
  /** Why there may be more to repair; undefined where there is not. */
  readonly stop: Stop | undefined;
}

/**
 * Repairs a text until nothing more can be: `safe` applies fixes of unchanged meaning, `review` each problem's
 * preferred fix. Fixes that overlap wait for the next round; a fix that would bring an old text back ends the run.
 * Fixes that undo each other are found, and the text is repaired again without them: it ends, whatever the rules are.
 */
export function fixAll(
  analyzer: Analyzer,
  text: string,
  options: Partial<AnalysisOptions>,
  allowed: Safety,
): FixedText {
  const limits = createRoundLimits(text.length);
  let fixed = repaired(analyzer, text, options, allowed, limits);
  while (limits.startsAgain()) fixed = repaired(analyzer, text, options, allowed, limits);
  return fixed;
}

function repaired(
  analyzer: Analyzer,
  text: string,
  options: Partial<AnalysisOptions>,
  allowed: Safety,
  limits: RoundLimits,
): FixedText {
  const repairs: AppliedFix[] = [];
  const seen = new Set<string>();
  let current = text;
  let origins = unedited;
  let { problems } = analyzer.analyze(current, options);
  while (!seen.has(current)) {
    seen.add(current);
    const wanted = problems.flatMap((problem) => preferred(problem, allowed, origins));
    const fixes = limits.allowed(compatible(wanted.filter(limits.isAllowed)), current.length);
    if (fixes.length === 0) break;
    const edits = fixes.flatMap(({ fix }) => fix.edits);
    const next = applyEdits(current, edits);
    if (seen.has(next)) break;
    for (const fix of fixes) repairs.push(applied(fix));
    origins = afterEdits(origins, edits);
    current = next;
    problems = analyzer.analyze(current, options).problems;
  }
  return {
    text: current,
    applied: repairs.map(titleOf),
    repairs,
    left: problems,
    origins,
    stop: limits.stop,
  };
}

function preferred(problem: Problem, allowed: Safety, origins: Origins): WantedFix[] {
  const fix = problem.fixes.find(
    ({ safety, isPartial }) => !isPartial && (allowed === 'review' || safety === 'safe'),
  );
  return fix ? [{ problem, fix, origin: spanIn(origins, problem.span) }] : [];
}

/** A span of an edited text in the first one. */
export function spanIn(origins: Origins, { start, end }: Span): Span {
  const from = originOf(origins, start);
  return { start: from, end: Math.max(from, originOf(origins, end)) };
}

/** The fixes, without those that touch what an earlier one changes, or invent a name that it invents. */
function compatible(fixes: readonly WantedFix[]): WantedFix[] {
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
  const neighbors = taken.slice(Math.max(0, place - 2), place + 2);
  return editsOverlap(
    [edit],
    neighbors.filter((other) => !standTogether(edit, other)),
  );
}

/** Whether two insertions at one place are two items of a list, or two statements: each is whole beside the other. */
const standTogether = (one: Edit, other: Edit): boolean =>
  one.start === other.start &&
  one.start === one.end &&
  other.start === other.end &&
  [isItem, isStatements].some((is) => is(one.text) && is(other.text));

const isItem = (text: string): boolean => text.startsWith(',');
const isStatements = (text: string): boolean => /^\r?\n/.test(text) && text.trimEnd().endsWith(';');

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
