import type { Span } from '../../core/text/span.js';
import { cellsOf } from './cells.js';
import { printable, withoutMarkers } from './escape.js';
import type { Places } from './places.js';

/** How the parts of a frame are colored. */
export interface FramePaint {
  readonly gutter: (text: string) => string;
  readonly carets: (text: string) => string;
}

/** The line where a span starts, with carets under its characters; of a long line only the part around them. */
export function frameOf(text: string, span: Span, { lines, placeOf }: Places, paint: FramePaint): string {
  const first = placeOf(span.start).line;
  const last = placeOf(span.end).line;
  const { before, marked, after } = cut(text, lines.lineSpan(first - 1), span);
  const number = String(first);
  const gutter = paint.gutter(`${' '.repeat(number.length)} |`);
  const carets = '^'.repeat(Math.max(1, cellsOf(marked)));
  const more = last > first ? ` … to line ${last}` : '';
  return [
    gutter,
    `${paint.gutter(`${number} |`)} ${withoutMarkers(`${before}${marked}${after}`)}`.trimEnd(),
    `${gutter} ${' '.repeat(cellsOf(before))}${paint.carets(`${carets}${more}`)}`,
  ].join('\n');
}

interface Cut {
  readonly before: string;
  readonly marked: string;
  readonly after: string;
}

/** UTF-16 units of a line that are shown, and how many of them lie before the span where the line is longer. */
const widest = 120;
const ahead = 40;

function cut(text: string, line: Span, span: Span): Cut {
  const isLong = line.end - line.start > widest;
  const start = isLong ? wholeUnit(text, Math.max(line.start, span.start - ahead)) : line.start;
  const end = isLong ? wholeUnit(text, Math.min(line.end, start + widest)) : line.end;
  const markedEnd = Math.min(span.end, end);
  return {
    before: (start > line.start ? '…' : '') + printable(text.slice(start, span.start).replace(/^\uFEFF/, '')),
    marked: printable(text.slice(span.start, markedEnd)),
    after: printable(text.slice(markedEnd, end)) + (end < line.end ? '…' : ''),
  };
}

/** The offset, or the one before it where it would cut a character in two. */
const wholeUnit = (text: string, offset: number): number =>
  /[\udc00-\udfff]/.test(text.charAt(offset)) ? offset - 1 : offset;
