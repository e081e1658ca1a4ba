import type { FormatStyle } from '../../project/formatStyle.js';
import { nextToken } from '../../syntax/lexer.js';
import type { Span } from '../../text/span.js';

/** What is beside a gap: a statement, nothing, or something that must not be moved. */
export type Neighbor = 'statement' | 'nothing' | 'other';

/**
 * The text between two statements, with at most one empty line in a row. Comments keep their order, and stay on lines of their
 * own or not. Anything but white space and comments stays as it is.
 */
export function gapText(
  text: string,
  { start, end }: Span,
  before: Neighbor,
  after: Neighbor,
  { lineEnd = '\n', insertFinalNewline }: Pick<FormatStyle, 'lineEnd' | 'insertFinalNewline'>,
): string {
  const written = text.slice(start, end);
  if (before === 'other' || after === 'other') return written;
  const parts = partsOf(text, { start, end });
  if (!parts) return written;
  const { spaces, comments } = parts;
  const breaks = (count: number) => lineEnd.repeat(Math.min(count, 2));
  const made = spaces.map((space, at) => {
    const isFirst = at === 0;
    const isLast = at === comments.length;
    const count = lineBreaks(space);
    if (isFirst && before === 'nothing') return space.startsWith(byteOrderMark) ? byteOrderMark : '';
    if (isLast && after === 'nothing') {
      const isWanted = insertFinalNewline ?? count > 0;
      return isWanted ? lineEnd : '';
    }
    if (count > 0) return breaks(count);
    if (isFirst && isLast) return lineEnd;
    // A mark that separates statements for a tool may follow a statement directly.
    return space === '' && !/^--(?:>| *\+)/.test(comments[at] ?? '') ? ' ' : space;
  });
  return made.map((space, at) => space + (comments[at] ?? '')).join('');
}

const byteOrderMark = '\ufeff';

const lineBreaks = (space: string): number => space.match(/\r\n?|\n/g)?.length ?? 0;

/** White space and comments by turns; undefined where there is anything else. */
function partsOf(
  text: string,
  { start, end }: Span,
): { readonly spaces: readonly string[]; readonly comments: readonly string[] } | undefined {
  const spaces: string[] = [];
  const comments: string[] = [];
  let at = start;
  for (let token = nextToken(text, at); token && token.start < end; token = nextToken(text, at)) {
    if (token.kind !== 'comment' || token.unterminated) return undefined;
    spaces.push(text.slice(at, token.start));
    comments.push(text.slice(token.start, token.end));
    at = token.end;
  }
  spaces.push(text.slice(at, end));
  const isPlain = spaces.every((space, index) =>
    /^[ \t\r\n\f\v]*$/.test(index > 0 || start > 0 ? space : withoutMark(space)),
  );
  return isPlain ? { spaces, comments } : undefined;
}

const withoutMark = (space: string): string => (space.startsWith(byteOrderMark) ? space.slice(1) : space);
