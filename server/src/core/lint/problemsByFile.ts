import { byKey } from '../text/byKey.js';
import { type Edit, shiftEdit } from '../text/edit.js';
import { query } from '../text/memo.js';
import { editsByPart, partAt } from '../text/parts.js';
import { shiftSpan } from '../text/span.js';
import type { Analysis } from './analysis.js';
import { type Fix, lazyFix, type Problem } from './problem.js';

/** A problem in offsets of its file. */
export interface FileProblem<Id extends string = string> extends Problem<Id> {
  /** The fixes that change other files too. */
  readonly widerFixes: readonly WiderFix[];
}

/** A fix of several files. */
export interface WiderFix extends Omit<Fix, 'edits'> {
  readonly changes: readonly FileChange[];
}

/** Edits of one of several files, in offsets of its own. */
export interface FileChange {
  /** The number of the file. */
  readonly file: number;
  readonly edits: readonly Edit[];
}

type Placed = Pick<Analysis, 'text' | 'parts' | 'options'>;

/** The problems of each file of an analysis. */
export function problemsByFile<Id extends string>(
  analysis: Analysis<Id>,
): readonly (readonly FileProblem<Id>[])[] {
  const { parts, problems } = analysis;
  const places = query(placesIn, analysis);
  const found: FileProblem<Id>[][] = [];
  for (const { file } of places) found[file] ??= [];
  for (const problem of problems) {
    const at = partAt(parts, problem.span.start);
    found[places[at]?.file ?? at]?.push(problemIn(analysis, at, problem));
  }
  return found;
}

/** A problem of one text in the offsets of its file. */
export function problemIn<Id extends string>(
  analysis: Placed,
  at: number,
  problem: Problem<Id>,
): FileProblem<Id> {
  const { rule, severity, message, span, documentation } = problem;
  const place = query(placesIn, analysis)[at];
  const file = place?.file ?? at;
  let changes: readonly (readonly [fix: Fix, changes: readonly FileChange[]])[] | undefined;
  const fixes = () =>
    (changes ??= problem.fixes.map((fix) => [fix, changesOf(analysis, fix.edits)] as const));
  const isOwn = (some: readonly FileChange[]) => some.every((one) => one.file === file);
  return {
    rule,
    severity,
    message,
    span: shiftSpan(span, (place?.offset ?? 0) - (analysis.parts[at]?.start ?? 0)),
    documentation,
    get fixes() {
      if (analysis.parts.length === 1) return problem.fixes;
      return fixes().flatMap(([{ edits: _, ...words }, all]) =>
        isOwn(all) ? [lazyFix(words, () => all.flatMap(({ edits }) => edits))] : [],
      );
    },
    get widerFixes() {
      if (analysis.parts.length === 1) return [];
      return fixes().flatMap(([{ edits: _, ...words }, all]) =>
        isOwn(all) ? [] : [{ ...words, changes: all }],
      );
    },
  };
}

/** Edits of the joined text as edits of its files. */
function changesOf(analysis: Placed, edits: readonly Edit[]): readonly FileChange[] {
  const places = query(placesIn, analysis);
  const placed = editsByPart(analysis, edits).map(({ at, edit }) => {
    const { file = at, offset = 0 } = places[at] ?? {};
    return [file, shiftEdit(edit, offset)] as const;
  });
  return [...byKey(placed)].map(([file, own]) => ({ file, edits: own }));
}

/** The file of each text, and the offset of the text in it. */
export function placesIn({
  parts,
  options: { pieces },
}: Pick<Placed, 'parts' | 'options'>): readonly { readonly file: number; readonly offset: number }[] {
  const lengths = new Map<number, number>();
  return parts.map(({ start, end }, at) => {
    const file = pieces?.[at]?.file ?? at;
    const offset = lengths.get(file) ?? 0;
    lengths.set(file, offset + end - start);
    return { file, offset };
  });
}
