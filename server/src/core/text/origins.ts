import type { Edit } from './edit.js';
import type { Span } from './span.js';

/** Where the places of an edited text were before its edits: pieces, by their start in the edited text. */
export type Origins = readonly Piece[];

interface Piece {
  /** UTF-16 offset in the edited text. */
  readonly start: number;
  /** UTF-16 offset in the first text. */
  readonly origin: number;
  /** An edit has put it in, at `origin`. */
  readonly isNew: boolean;
}

/** The origins of a text without edits. */
export const unedited: Origins = [{ start: 0, origin: 0, isNew: false }];

/** The offset in the first text. For a text that an edit put in, the start of what it replaced. */
export function originOf(pieces: Origins, offset: number): number {
  const piece = pieces[pieceAt(pieces, offset)];
  if (!piece) return offset;
  return piece.isNew ? piece.origin : piece.origin + offset - piece.start;
}

/** After edits as `applyEdits` takes them, whose offsets refer to the text that `pieces` are of. */
export function afterEdits(pieces: Origins, edits: readonly Edit[]): Origins {
  const sorted = [...edits].sort((one, other) => one.start - other.start || one.end - other.end);
  const moved: Piece[] = [];
  let shift = 0;
  let done = 0;
  const keepUntil = (end: number): void => {
    for (let at = pieceAt(pieces, done); ; at++) {
      const piece = pieces[at];
      if (!piece || piece.start >= end) return;
      const start = Math.max(piece.start, done);
      moved.push({ start: start + shift, origin: originOf(pieces, start), isNew: piece.isNew });
    }
  };
  for (const { start, end, text } of sorted) {
    if (start < done) continue;
    keepUntil(start);
    if (text) moved.push({ start: start + shift, origin: originOf(pieces, start), isNew: true });
    shift += text.length - (end - start);
    done = end;
  }
  keepUntil(Number.POSITIVE_INFINITY);
  return moved;
}

/**
 * The origins of a part of the edited text: offsets count from the start of the part, and origins from `was` in the first text.
 */
export function originsWithin(pieces: Origins, { start, end }: Span, was: number): Origins {
  return pieces.slice(pieceAt(pieces, start), pieceAt(pieces, end) + 1).map((piece) => {
    const at = Math.max(piece.start, start);
    return { start: at - start, origin: originOf(pieces, at) - was, isNew: piece.isNew };
  });
}

/** The last piece that begins at or before an offset. */
function pieceAt(pieces: Origins, offset: number): number {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pieces[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}
