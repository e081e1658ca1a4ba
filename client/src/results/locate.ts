import type { Span } from '../../../server/src/core/text/span.js';

/** Where a statement, or a spot in it, is today. */
export interface Located {
  readonly span: Span;
  /** The statement itself is gone; the span is a line that reads as the one with the spot did. */
  readonly isGuess: boolean;
}

/**
 * Finds a statement that ran as `sql` at offset `start` in a document that may have changed since; `spot` is a span of
 * the statement's own text. Undefined if nothing like it is left.
 */
export function locate(
  document: string,
  sql: string,
  start: number,
  spot: Span | undefined,
): Located | undefined {
  const at = nearest(document, sql, start);
  const inner = spot ?? { start: 0, end: sql.length };
  if (at !== undefined) return { span: { start: at + inner.start, end: at + inner.end }, isGuess: false };

  const lineStart = sql.lastIndexOf('\n', inner.start - 1) + 1;
  const lineEnd = sql.indexOf('\n', inner.start);
  const line = sql.slice(lineStart, lineEnd < 0 ? undefined : lineEnd).trim();
  // A line such as ");" stands everywhere
  if (line.length < shortestLine) return undefined;
  const found = nearest(document, line, start + lineStart);
  return found === undefined
    ? undefined
    : { span: { start: found, end: found + line.length }, isGuess: true };
}

const shortestLine = 8;

/** The occurrence of a text that begins closest to an offset. */
function nearest(document: string, text: string, offset: number): number | undefined {
  const before = document.lastIndexOf(text, offset);
  const behind = document.indexOf(text, offset);
  if (before < 0) return behind < 0 ? undefined : behind;
  return behind < 0 || offset - before <= behind - offset ? before : behind;
}
