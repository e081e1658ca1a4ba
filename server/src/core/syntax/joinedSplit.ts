import type { Span } from '../text/span.js';
import type { Split } from './split.js';

/** Several texts in a row, each split by itself: what one of them leaves open ends with it. */
export interface JoinedSplit extends Pick<Split, 'text' | 'pieces' | 'comments'> {
  /** The place of each text, with one line break between two. */
  readonly parts: readonly Span[];
}

export function joinSplits(splits: readonly Split[]): JoinedSplit {
  const [only] = splits;
  if (only && splits.length === 1) return { ...only, parts: [{ start: 0, end: only.text.length }] };
  let next = 0;
  const parts = splits.map(({ text }) => {
    const start = next;
    next += text.length + 1;
    return { start, end: start + text.length };
  });
  const moved = <Part extends Span>(part: Part, at: number): Part => {
    const by = parts[at]?.start ?? 0;
    return { ...part, start: part.start + by, end: part.end + by };
  };
  return {
    text: splits.map(({ text }) => text).join('\n'),
    pieces: splits.flatMap(({ pieces }, at) => pieces.map((piece) => moved(piece, at))),
    comments: splits.flatMap(({ comments }, at) => comments.map((comment) => moved(comment, at))),
    parts,
  };
}
