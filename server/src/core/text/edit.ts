import type { Span } from './span.js';

/** Replaces the units of a span (UTF-16 offsets into the text before any edit) by `text`; an empty span inserts. */
export interface Edit extends Span {
  readonly text: string;
}

/**
 * The text after all edits, whose offsets all refer to the text before. Edits may come in any order; two insertions
 * at one place keep their order. Of two edits that overlap the later one is dropped.
 */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const sorted = [...edits].sort((one, other) => one.start - other.start || one.end - other.end);
  let result = '';
  let done = 0;
  for (const { start, end, text: replacement } of sorted) {
    if (start < done) continue;
    result += text.slice(done, start) + replacement;
    done = end;
  }
  return result + text.slice(done);
}

/**
 * The offset in the text before the edits, for an offset in the text that `applyEdits` makes. Inside of what an edit inserts,
 * the start of that edit.
 */
export function offsetBefore(edits: readonly Edit[], offset: number): number {
  const sorted = [...edits].sort((one, other) => one.start - other.start || one.end - other.end);
  let shift = 0;
  let done = 0;
  for (const { start, end, text } of sorted) {
    if (start < done) continue;
    if (offset < start + shift) break;
    if (offset < start + shift + text.length) return start;
    shift += text.length - (end - start);
    done = end;
  }
  return offset - shift;
}

/** Whether two lists of edits change a common unit, or insert at the same place. */
export const editsOverlap = (one: readonly Edit[], other: readonly Edit[]): boolean =>
  one.some((a) => other.some((b) => (a.start < b.end && b.start < a.end) || a.start === b.start));

/** The edits that change none of the units that others change; these do not overlap each other. */
export function apartFrom(others: readonly Edit[], edits: readonly Edit[]): readonly Edit[] {
  const sorted = [...others].sort((one, other) => one.start - other.start);
  return edits.filter(({ start, end }) => {
    const before = sorted[countBelow(sorted, end) - 1];
    return !before || before.end <= start;
  });
}

function countBelow(sorted: readonly Edit[], end: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.start ?? 0) < end) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The same edit `by` UTF-16 units further on. */
export const shiftEdit = ({ start, end, text }: Edit, by: number): Edit => ({
  start: start + by,
  end: end + by,
  text,
});
