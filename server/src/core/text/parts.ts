import type { Edit } from './edit.js';
import { query } from './memo.js';
import type { Span } from './span.js';

/** A text that was joined of parts, which are in order and apart from each other. */
export interface JoinedText {
  readonly text: string;
  readonly parts: readonly Span[];
}

/** The number of the part that an offset is in; parts are in order, apart from each other. */
export function partAt(parts: readonly Span[], offset: number): number {
  let low = 0;
  let high = parts.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((parts[middle]?.end ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Groups things, which come in the order of the text, by the part in which each ends. */
export function* byPart<T>(
  parts: readonly Span[],
  things: readonly T[],
  endOf: (thing: T) => number,
): Generator<{ readonly part: Span; readonly things: readonly T[] }> {
  let next = 0;
  for (const part of parts) {
    const first = next;
    for (let thing = things[next]; thing !== undefined && endOf(thing) <= part.end; thing = things[next])
      next++;
    // A long text has one part, which needs no copy.
    yield { part, things: first === 0 && next === things.length ? things : things.slice(first, next) };
  }
}

/** Things by the number of the part that each is in. */
export function placedIn<T>(
  parts: readonly Span[],
  things: readonly T[],
  numberOf: (thing: T) => number,
): readonly (readonly T[])[] {
  const placed = parts.map((): T[] => []);
  for (const thing of things) placed[numberOf(thing)]?.push(thing);
  return placed;
}

/**
 * The edits of a joined text as edits of its parts. Each edit stays in the part to which its text belongs, has the line ends of
 * that part, and counts its offset from there.
 */
export function editsByPart(
  joined: JoinedText,
  edits: readonly Edit[],
): readonly { readonly at: number; readonly edit: Edit }[] {
  const { parts } = joined;
  // A single one has its own already.
  if (parts.length === 1) return edits.map((edit) => ({ at: 0, edit }));
  return edits.flatMap((edit) => {
    const first = partAt(parts, edit.start);
    const last = partAt(parts, edit.end);
    // An edit that deletes the break between two parts belongs to the part of which it deletes more.
    const home = last === first || isAtEnd(parts[first], edit) ? last : first;
    return parts.slice(first, last + 1).flatMap((part, index) => {
      const at = first + index;
      const start = Math.max(edit.start, part.start) - part.start;
      const end = Math.max(start, Math.min(edit.end, part.end) - part.start);
      if (at !== home && start === end) return [];
      return [{ at, edit: { start, end, text: at === home ? withLineEnds(edit.text, joined, at) : '' } }];
    });
  });
}

const isAtEnd = (part: Span | undefined, { start }: Edit): boolean => start === part?.end;

const withLineEnds = (text: string, joined: JoinedText, at: number): string =>
  text.includes('\n') ? text.replace(/\r?\n/g, query(lineEndsOf, joined)[at] ?? '\n') : text;

/** Of each part. */
const lineEndsOf = ({ text, parts }: JoinedText): readonly string[] =>
  parts.map(({ start, end }) => (text.slice(start, end).includes('\r\n') ? '\r\n' : '\n'));
