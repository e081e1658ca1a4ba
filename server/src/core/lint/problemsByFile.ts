import { byKey } from '../text/byKey.js';
import { type Edit, shiftEdit } from '../text/edit.js';
import { query } from '../text/memo.js';
import { editsByPart, partAt } from '../text/parts.js';
import { type Span, shiftSpan } from '../text/span.js';
import type { Analysis } from './analysis.js';
import { type Fix, lazyFix, type Problem, type Severity } from './problem.js';

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

/** Problems that are made anew each time somebody goes through them, so that few of a long file are there at once. */
export type ProblemsInTurn<Id extends string = string> = Iterable<FileProblem<Id>>;

/** The problems of each file of an analysis, in turn. */
export function problemsInTurnByFile<Id extends string>(
  analysis: Analysis<Id>,
): readonly ProblemsInTurn<Id>[] {
  if (analysis.parts.length > 1) return problemsByFile(analysis);
  return [
    {
      *[Symbol.iterator]() {
        for (const problem of analysis.problemsInTurn()) yield problemIn(analysis, 0, problem);
      },
    },
  ];
}

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
  return new PlacedInFile(analysis, at, problem);
}

/** A class for the same reason as that of the problems themselves (diagnostics.ts). */
class PlacedInFile<Id extends string> implements FileProblem<Id> {
  readonly rule: Id;
  readonly severity: Severity;
  readonly message: string;
  readonly span: Span;
  readonly documentation: string;
  readonly #analysis: Placed;
  readonly #file: number;
  readonly #problem: Problem<Id>;
  #changes: readonly (readonly [fix: Fix, changes: readonly FileChange[]])[] | undefined;

  constructor(analysis: Placed, at: number, problem: Problem<Id>) {
    const { file, offset } = query(placesIn, analysis)[at] ?? { file: at, offset: 0 };
    this.rule = problem.rule;
    this.severity = problem.severity;
    this.message = problem.message;
    this.span = shiftSpan(problem.span, offset - (analysis.parts[at]?.start ?? 0));
    this.documentation = problem.documentation;
    this.#analysis = analysis;
    this.#file = file;
    this.#problem = problem;
  }

  get fixes(): readonly Fix[] {
    if (this.#analysis.parts.length === 1) return this.#problem.fixes;
    return this.#placed().flatMap(([{ edits: _, ...words }, all]) =>
      this.#isOwn(all) ? [lazyFix(words, () => all.flatMap(({ edits }) => edits))] : [],
    );
  }

  get widerFixes(): readonly WiderFix[] {
    if (this.#analysis.parts.length === 1) return [];
    return this.#placed().flatMap(([{ edits: _, ...words }, all]) =>
      this.#isOwn(all) ? [] : [{ ...words, changes: all }],
    );
  }

  #placed() {
    this.#changes ??= this.#problem.fixes.map((fix) => [fix, changesOf(this.#analysis, fix.edits)] as const);
    return this.#changes;
  }

  #isOwn(some: readonly FileChange[]): boolean {
    return some.every((one) => one.file === this.#file);
  }
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
