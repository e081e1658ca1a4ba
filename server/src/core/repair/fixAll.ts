import type { Analysis, AnalysisOptions, Analyzer, Edit, Problem, Safety, Span } from '../lint/analysis.js';
import { preferredFix, titleOf } from '../lint/problem.js';
import { problemIn } from '../lint/problemsByFile.js';
import { append } from '../text/append.js';
import { applyEdits, editsOverlap, shiftEdit } from '../text/edit.js';
import { query } from '../text/memo.js';
import { afterEdits, type Origins, originOf, originsWithin, unedited } from '../text/origins.js';
import { editsByPart, partAt, placedIn } from '../text/parts.js';
import { shiftSpan } from '../text/span.js';
import { finish, type Steps } from '../text/steps.js';
import { type AppliedFix, applied, type WantedFix } from './appliedFix.js';
import { byStart, type EditsByStart } from './editsByStart.js';
import { createRoundLimits, type RoundLimits, type Stop } from './roundLimits.js';

export interface FixedText {
  readonly text: string;
  /** The titles of the fixes that were applied, in the order of the text, round by round. */
  readonly applied: readonly string[];
  /** The same fixes with their problems. */
  readonly repairs: readonly AppliedFix[];
  /** What is still wrong with the text. */
  readonly left: readonly Problem[];
  /** Where the places of the text were in the text that was given. */
  readonly origins: Origins;
  /** Why there may be more to repair; undefined where there is nothing more. */
  readonly stop: Stop | undefined;
}

/**
 * Repairs a text until no fix is left. `safe` applies fixes that keep the meaning, `review` the preferred fix of each problem.
 * Fixes that overlap wait for the next round. A fix that would restore an earlier text ends the run. Fixes that undo each other
 * are found, and the text is repaired again without them, so the repair always ends.
 */
export const fixAll = (
  analyzer: Analyzer,
  text: string,
  options: Partial<AnalysisOptions>,
  allowed: Safety,
): FixedText => finish(fixAllInSteps(analyzer, text, options, allowed));

/** The same in steps: those of each analysis, and one for each fix. */
export function* fixAllInSteps(
  analyzer: Analyzer,
  text: string,
  options: Partial<AnalysisOptions>,
  allowed: Safety,
): Steps<FixedText> {
  const [fixed] = yield* fixTogetherInSteps(analyzer, [text], options, allowed);
  return fixed ?? asItIs(text);
}

/** The same for several texts in the order in which they are applied: what one creates exists for those after it. */
export const fixTogether = (
  analyzer: Analyzer,
  texts: readonly string[],
  options: Partial<AnalysisOptions>,
  allowed: Safety,
): readonly FixedText[] => finish(fixTogetherInSteps(analyzer, texts, options, allowed));

export function* fixTogetherInSteps(
  analyzer: Analyzer,
  texts: readonly string[],
  options: Partial<AnalysisOptions>,
  allowed: Safety,
): Steps<readonly FixedText[]> {
  return filesOf(texts, yield* fixPiecesInSteps(analyzer, texts, options, allowed), options);
}

/** By rule, the titles of the fixes that a person prefers, as `titleOf` has them. */
export type Choices = Readonly<Record<string, readonly string[]>>;

/** Each of the texts, be it a file or a piece of one. */
export function* fixPiecesInSteps(
  analyzer: Analyzer,
  texts: readonly string[],
  options: Partial<AnalysisOptions>,
  allowed: Safety,
  choices: Choices = {},
): Steps<readonly FixedText[]> {
  const limits = createRoundLimits(texts.reduce((length, text) => length + text.length, 0));
  const inOrder = { ...options, isInOrder: true };
  const wantedOf = (problem: Problem, origins: Origins) =>
    preferred(problem, allowed, choices[problem.rule], origins);
  let fixed = yield* repaired(analyzer, texts, inOrder, wantedOf, limits);
  while (limits.startsAgain()) fixed = yield* repaired(analyzer, texts, inOrder, wantedOf, limits);
  return fixed.map((one) => ({ ...one, stop: limits.stop }));
}

/** Joins pieces to the files that they are of. */
export function filesOf(
  texts: readonly string[],
  fixed: readonly FixedText[],
  { pieces }: Partial<AnalysisOptions>,
): readonly FixedText[] {
  if (!pieces) return fixed;
  const files: FixedText[] = [];
  const lengths: number[] = [];
  for (const [at, piece] of fixed.entries()) {
    const { file = at } = pieces[at] ?? {};
    const before = files[file];
    files[file] = before ? joined(before, piece, lengths[file] ?? 0) : piece;
    lengths[file] = (lengths[file] ?? 0) + (texts[at]?.length ?? 0);
  }
  return files;
}

/** Joins a piece to those before it, which had `was` units. The problems left in it have offsets of the file already. */
function joined(before: FixedText, piece: FixedText, was: number): FixedText {
  const by = before.text.length;
  return {
    text: before.text + piece.text,
    applied: [...before.applied, ...piece.applied],
    repairs: [
      ...before.repairs,
      ...piece.repairs.map((fix) => ({ ...fix, origin: shiftSpan(fix.origin, was) })),
    ],
    left: [...before.left, ...piece.left],
    origins: [
      ...before.origins,
      ...piece.origins.map(({ start, origin, isNew }) => ({
        start: start + by,
        origin: origin + was,
        isNew,
      })),
    ],
    stop: before.stop ?? piece.stop,
  };
}

/** A text that nothing was done to. */
export const asItIs = (text: string): FixedText => ({
  text,
  applied: [],
  repairs: [],
  left: [],
  origins: unedited,
  stop: undefined,
});

function* repaired(
  analyzer: Analyzer,
  texts: readonly string[],
  options: Partial<AnalysisOptions>,
  wantedOf: (problem: Problem, origins: Origins) => readonly WantedFix[],
  limits: RoundLimits,
): Steps<readonly Omit<FixedText, 'stop'>[]> {
  const repairs: AppliedFix[] = [];
  const seen = new Set<string>();
  let current = texts;
  let origins = unedited;
  const first = yield* analyzer.analyzeInSteps(current, options);
  let analysis = first;
  while (!seen.has(analysis.text)) {
    seen.add(analysis.text);
    const { text, parts } = analysis;
    const wanted: WantedFix[] = [];
    const isFree = ({ fix }: WantedFix) => !touchesFrozen(analysis, fix.edits);
    for (const problem of analysis.problems) {
      yield;
      append(wanted, wantedOf(problem, origins).filter(isFree));
    }
    const fixes = limits.allowed(yield* compatible(wanted.filter(limits.isAllowed)), text.length);
    if (fixes.length === 0) break;
    const edits = editsByPart(
      analysis,
      fixes.flatMap(({ fix }) => fix.edits),
    );
    const editsOf = placedIn(parts, edits, ({ at }) => at);
    const next = current.map((one, at) => {
      const own = editsOf[at];
      return own
        ? applyEdits(
            one,
            own.map(({ edit }) => edit),
          )
        : one;
    });
    if (seen.has(next.join('\n'))) break;
    for (const fix of fixes) repairs.push(applied(fix));
    origins = afterEdits(
      origins,
      edits.map(({ at, edit }) => shiftEdit(edit, parts[at]?.start ?? 0)),
    );
    current = next;
    analysis = yield* analyzer.analyzeInSteps(current, options);
  }
  return fixedTexts(first.parts, current, { repairs, analysis, origins });
}

/** Whether edits change a text that may only be read. */
const touchesFrozen = (analysis: Analysis, edits: readonly Edit[]): boolean =>
  query(hasFrozen, analysis) &&
  editsByPart(analysis, edits).some(({ at }) => analysis.options.pieces?.[at]?.isFrozen);

const hasFrozen = ({ options: { pieces } }: Analysis): boolean =>
  pieces?.some(({ isFrozen }) => isFrozen) === true;

/** The repair of all texts, parted by text, in offsets of each. */
function fixedTexts(
  before: readonly Span[],
  texts: readonly string[],
  all: {
    readonly repairs: readonly AppliedFix[];
    readonly analysis: Analysis;
    readonly origins: Origins;
  },
): readonly Omit<FixedText, 'stop'>[] {
  const { problems, parts } = all.analysis;
  const repairsOf = placedIn(before, all.repairs, ({ origin }) => partAt(before, origin.start));
  const leftOf = placedIn(parts, problems, ({ span }) => partAt(parts, span.start));
  return texts.map((text, at) => {
    const was = before[at]?.start ?? 0;
    const part = parts[at] ?? { start: 0, end: text.length };
    const repairs = (repairsOf[at] ?? []).map((fix) => ({ ...fix, origin: shiftSpan(fix.origin, -was) }));
    const left = (leftOf[at] ?? []).map((problem) => problemIn(all.analysis, at, problem));
    const origins = originsWithin(all.origins, part, was);
    return { text, applied: repairs.map(titleOf), repairs, left, origins };
  });
}

function preferred(
  problem: Problem,
  allowed: Safety,
  chosen: readonly string[] | undefined,
  origins: Origins,
): WantedFix[] {
  const fix = preferredFix(problem.fixes, allowed, chosen);
  return fix ? [{ problem, fix, origin: spanIn(origins, problem.span) }] : [];
}

/** A span of an edited text in the first one. */
export function spanIn(origins: Origins, { start, end }: Span): Span {
  const from = originOf(origins, start);
  return { start: from, end: Math.max(from, originOf(origins, end)) };
}

/** The fixes, without those that touch a change of an earlier one or make up the same name. */
function* compatible(fixes: readonly WantedFix[]): Steps<readonly WantedFix[]> {
  const taken = byStart();
  const names = new Set<string>();
  const found: WantedFix[] = [];
  for (const wanted of fixes) {
    yield;
    const { edits, invents = [] } = wanted.fix;
    if (invents.some((name) => names.has(name)) || edits.some((edit) => isInTheWay(taken, edit))) continue;
    for (const edit of edits) taken.add(edit);
    for (const name of invents) names.add(name);
    found.push(wanted);
  }
  return found;
}

/** Edits that were accepted do not touch each other, so only the neighbors of a place can conflict. */
function isInTheWay(taken: EditsByStart, edit: Edit): boolean {
  const others = taken.around(edit).filter((other) => !standTogether(edit, other));
  return (
    editsOverlap([edit], others) ||
    others.some((other) => endsInComment(edit, other) || endsInComment(other, edit))
  );
}

/** Whether what the second edit writes would be a part of the line comment with which the first one ends. */
const endsInComment = (first: Edit, second: Edit): boolean =>
  first.end === second.start && /(?:^|\n)[ \t]*--[^\n]*$/.test(first.text) && !/^\r?\n/.test(second.text);

/** Whether two insertions at one place are two items of a list, or two statements, and so can stand side by side. */
const standTogether = (one: Edit, other: Edit): boolean =>
  one.start === other.start &&
  one.start === one.end &&
  other.start === other.end &&
  [isItem, isStatements].some((is) => is(one.text) && is(other.text));

const isItem = (text: string): boolean => text.startsWith(',');
const isStatements = (text: string): boolean => /^\r?\n/.test(text) && text.trimEnd().endsWith(';');
