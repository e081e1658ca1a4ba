import { editsByPart, partAt, placedIn } from '../text/parts.js';
import { shiftSpan } from '../text/span.js';
import type { Analysis } from './analysis.js';
import { type Fix, lazyFix, type Problem } from './problem.js';

/** The problems of each text of an analysis, in offsets of its own. */
export function problemsByPart<Id extends string>(
  analysis: Analysis<Id>,
): readonly (readonly Problem<Id>[])[] {
  const { parts, problems } = analysis;
  if (parts.length === 1) return [problems];
  const problemsOf = placedIn(parts, problems, ({ span }) => partAt(parts, span.start));
  return problemsOf.map((own, at) => own.map((problem) => problemIn(analysis, at, problem)));
}

/** A problem of the text of that number in its own offsets. Fixes that change another text as well are left out. */
export function problemIn<Id extends string>(
  { text, parts }: Pick<Analysis, 'text' | 'parts'>,
  at: number,
  problem: Problem<Id>,
): Problem<Id> {
  if (parts.length === 1) return problem;
  const { rule, severity, message, span, documentation } = problem;
  let fixes: readonly Fix[] | undefined;
  return {
    rule,
    severity,
    message,
    span: shiftSpan(span, -(parts[at]?.start ?? 0)),
    documentation,
    get fixes() {
      return (fixes ??= problem.fixes.flatMap((fix) => {
        const edits = editsByPart(text, parts, fix.edits);
        if (edits.some((one) => one.at !== at)) return [];
        const { edits: _, ...words } = fix;
        return [lazyFix(words, () => edits.map(({ edit }) => edit))];
      }));
    },
  };
}
