/** A half-open range of a text in UTF-16 offsets: `start` is the first unit inside, `end` the first unit after it. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Whether two spans share a unit or meet at an edge, so that a caret just behind a word still belongs to it. */
export const touches = (one: Span, other: Span): boolean => one.start <= other.end && other.start <= one.end;

/** The same span `by` UTF-16 units further on. */
export const shiftSpan = ({ start, end }: Span, by: number): Span => ({ start: start + by, end: end + by });
