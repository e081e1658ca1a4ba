import type { Analysis } from '../lint/analysis.js';
import type { Problem } from '../lint/problem.js';
import { type Span, shiftSpan } from '../text/span.js';

/** A problem without its fixes. */
export type BareProblem<Id extends string = string> = Omit<Problem<Id>, 'fixes'>;

/** What the other files of a folder add to the problems of a file, and what they take away. */
export interface ProblemChanges {
  readonly added: readonly BareProblem[];
  readonly removed: readonly BareProblem[];
}

/** The changes of a file, relative to its statements, which are told apart by their texts. */
export type FolderChanges = ReadonlyMap<string, readonly (ProblemChanges | undefined)[]>;

type Read = Pick<Analysis, 'text' | 'statements'>;

/** How the problems of a file differ when it is checked with its folder. */
export function folderChanges(
  alone: Read & Pick<Analysis, 'problems'>,
  together: readonly BareProblem[],
): FolderChanges {
  const added = without(together, alone.problems);
  const removed = without(alone.problems, together);
  if (added.length + removed.length === 0) return none;
  const places = placesOf(alone);
  const changes = new Map<string, { readonly [Kind in keyof ProblemChanges]: BareProblem[] }[]>();
  const put = (problem: BareProblem, kind: keyof ProblemChanges) => {
    const { text, number, start } = placeOf(places, problem.span);
    const own = changes.get(text) ?? [];
    const known = (own[number] ??= { added: [], removed: [] });
    known[kind].push(movedBy(problem, -start));
    changes.set(text, own);
  };
  for (const problem of added) put(problem, 'added');
  for (const problem of removed) put(problem, 'removed');
  return changes;
}

/** The changes of a version of the file: those of the statements that it still has. */
export function changesIn(read: Read, changes: FolderChanges): ProblemChanges {
  if (changes.size === 0) return { added: [], removed: [] };
  const there = placesOf(read).flatMap(({ text, number, start }) => {
    const own = changes.get(text)?.[number];
    return own ? [{ own, start }] : [];
  });
  const all = (kind: keyof ProblemChanges) =>
    there.flatMap(({ own, start }) => own[kind].map((problem) => movedBy(problem, start)));
  return { added: all('added'), removed: all('removed') };
}

const none: FolderChanges = new Map();

/** Those that the others do not have; of equal ones, as many as there are more. */
function without(some: readonly BareProblem[], others: readonly BareProblem[]): readonly BareProblem[] {
  const counts = new Map<string, number>();
  for (const one of others) counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1);
  return some.filter((one) => {
    const count = counts.get(keyOf(one)) ?? 0;
    counts.set(keyOf(one), count - 1);
    return count <= 0;
  });
}

/** What tells one problem from another. */
export const keyOf = ({ rule, severity, message, span }: BareProblem): string =>
  `${span.start} ${span.end} ${rule} ${severity} ${message}`;

interface Place {
  readonly text: string;
  /** Of statements with the same text. */
  readonly number: number;
  readonly start: number;
  readonly end: number;
}

/** The statements of a file; of one without any, the file. */
function placesOf({ text, statements }: Read): readonly Place[] {
  const numbers = new Map<string, number>();
  if (statements.length === 0) return [{ text: '', number: 0, start: 0, end: text.length }];
  return statements.map(({ span: { start, end } }) => {
    const own = text.slice(start, end);
    const number = numbers.get(own) ?? 0;
    numbers.set(own, number + 1);
    return { text: own, number, start, end };
  });
}

/** The statement that a problem is in, or the next one; behind the last one, that one. */
function placeOf(places: readonly Place[], { start }: Span): Place {
  let [low, high] = [0, places.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle]?.end ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return places[low] ?? { text: '', number: 0, start: 0, end: 0 };
}

const movedBy = (problem: BareProblem, by: number): BareProblem => ({
  rule: problem.rule,
  severity: problem.severity,
  message: problem.message,
  span: shiftSpan(problem.span, by),
  documentation: problem.documentation,
});
