import type { Span } from './span.js';

/** Zero-based line and character; the character counts UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface LineIndex {
  readonly lineCount: number;
  /** The position of a UTF-16 offset; offsets outside the text answer its first or last position. */
  positionAt(offset: number): Position;
  /** The span of a line without its line break; lines outside the text answer an empty span at its end. */
  lineSpan(line: number): Span;
}

/** Finds lines in a text whose line breaks are LF, CRLF or CR, as editors count them. */
export function createLineIndex(text: string): LineIndex {
  const starts = lineStarts(text);
  const lineAt = (offset: number): number => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low;
  };
  return {
    lineCount: starts.length,
    positionAt(offset) {
      const inside = Math.min(Math.max(offset, 0), text.length);
      const line = lineAt(inside);
      return { line, character: inside - (starts[line] ?? 0) };
    },
    lineSpan(line) {
      const start = starts[line];
      if (start === undefined) return { start: text.length, end: text.length };
      let end = starts[line + 1] ?? text.length;
      while (end > start && isLineBreak(text.charCodeAt(end - 1))) end--;
      return { start, end };
    },
  };
}

/**
 * The offset at which the line of a UTF-16 offset begins; within a line that is longer, an offset that many units before it, so
 * that a text in one line takes no longer than another.
 */
export function lineStartOf(text: string, offset: number): number {
  const least = Math.max(offset - longestLine, 0);
  let start = offset;
  while (start > least && !isLineBreak(text.charCodeAt(start - 1))) start--;
  return start;
}

/** UTF-16 units. */
const longestLine = 1_000;

function lineStarts(text: string): number[] {
  const starts = [0];
  if (!text.includes('\r')) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    return starts;
  }
  for (let offset = 0; offset < text.length; offset++) {
    const code = text.charCodeAt(offset);
    if (!isLineBreak(code)) continue;
    if (code === carriageReturn && text.charCodeAt(offset + 1) === lineFeed) offset++;
    starts.push(offset + 1);
  }
  return starts;
}

const lineFeed = 10;
const carriageReturn = 13;
const isLineBreak = (code: number): boolean => code === lineFeed || code === carriageReturn;
