import type { Edit } from '../text/edit.js';
import type { Span } from '../text/span.js';
import type { Token } from './lexer.js';
import type { TokenRange } from './node.js';
import type { StatementText } from './statement.js';
import { spanOf, wholeOf } from './tree/nodes.js';

/** Deletes a part of a statement and one side of the white space around it; comments inside it stay. */
export function remove(statement: StatementText, part: TokenRange): Edit[] {
  const { start, end } = spanOf(statement, part);
  const kept = commentsIn(statement, start, end);
  const starts = [start, ...kept.map((comment) => behindComment(statement, comment))];
  return [
    ...kept.map((comment, index) => ({ start: starts[index] ?? start, end: comment.start, text: '' })),
    { ...withSpace(statement, starts.at(-1) ?? start, end), text: '' },
  ];
}

/** Deletes an item of a comma-separated list with one comma; the only item of a list goes alone. */
export function removeFromList(statement: StatementText, { first, last }: TokenRange): Edit[] {
  if (isSign(statement, last + 1, ',')) return remove(statement, { first, last: last + 1 });
  return remove(statement, { first: isSign(statement, first - 1, ',') ? first - 1 : first, last });
}

const isSign = ({ text, tokens }: StatementText, token: number, sign: string): boolean =>
  text.charAt(tokens[token]?.start ?? text.length) === sign;

/** Replaces a part of a statement; comments inside it come to stand behind the new text. */
export const replace = (statement: StatementText, part: TokenRange, text: string): Edit[] =>
  replaceAt(statement, spanOf(statement, part), text);

/** The same for a part that is only known by its place. */
export const replaceAt = (statement: StatementText, { start, end }: Span, text: string): Edit[] => [
  keepComments(statement, { start, end, text }),
];

/** A line break ends a line comment, and stays with it. */
function behindComment({ text }: StatementText, { start, end }: Span): number {
  if (!text.startsWith('--', start)) return end;
  return end + (/^\r?\n|^\r/.exec(text.slice(end, end + 2))?.[0].length ?? 0);
}

/** Deletes a whole statement with its semicolon; comments inside it stay. */
export const removeStatement = (statement: StatementText): Edit[] =>
  remove(statement, { first: 0, last: statement.tokens.length - 1 });

/** The edit, with the comments that it would delete behind its text. */
export function keepComments(statement: StatementText, edit: Edit): Edit {
  if (edit.start === edit.end) return edit;
  const lost = commentsIn(statement, edit.start, edit.end)
    .map(({ start, end }) => statement.text.slice(start, end))
    .filter((comment) => !edit.text.includes(comment))
    .map((comment) => (comment.startsWith('--') ? ` ${comment}\n` : ` ${comment}`));
  return lost.length > 0 ? { ...edit, text: edit.text + lost.join('') } : edit;
}

/** Puts text directly before a part of a statement. */
export const insertBefore = (statement: StatementText, part: TokenRange, text: string): Edit[] => {
  const { start } = spanOf(statement, part);
  return [{ start, end: start, text }];
};

/** Puts text directly behind a part of a statement. */
export const insertBehind = (statement: StatementText, part: TokenRange, text: string): Edit[] => {
  const { end } = spanOf(statement, part);
  return [{ start: end, end, text }];
};

/** Puts clauses at the statement's end, before its semicolon. */
export const append = (statement: StatementText, text: string): Edit[] =>
  insertBehind(statement, wholeOf(statement), text);

/** Puts statements and comments on lines of their own behind the statement, which gets its semicolon. */
export function appendStatements(statement: StatementText, lines: readonly string[]): Edit[] {
  if (lines.length === 0) return [];
  const last = statement.tokens.length - 1;
  const semicolon = isSign(statement, last, ';') ? '' : ';';
  const added = [semicolon, ...lines.slice(0, -1), closed(lines.at(-1) ?? '')].join('\n');
  return insertBehind(statement, { first: last, last }, added);
}

/** Puts a line break behind a last line that is a comment, which would swallow what follows. */
const closed = (line: string): string =>
  line.startsWith('-- ') ? `/* ${line.slice(3).replaceAll(/\/\*|\*\//g, '…')} */` : line;

/** The new words in the case of the old ones: all lower where those are, else as given. */
export const inCaseOf = (old: string, words: string): string =>
  old === old.toLowerCase() ? words.toLowerCase() : words;

function withSpace(statement: StatementText, start: number, end: number): { start: number; end: number } {
  const { text } = statement;
  let left = start;
  while (left > 0 && isSpace(text.charAt(left - 1))) left--;
  let right = end;
  while (right < text.length && isSpace(text.charAt(right))) right++;
  const startsLine = /[\r\n]/.test(text.slice(left, start));
  const endsLine = right === text.length || /[\r\n]/.test(text.slice(end, right));
  const before = statement.comments[commentAt(statement, left) - 1];
  const behindLineComment = before !== undefined && before.end >= left && text.startsWith('--', before.start);
  // The line break behind a comment belongs to the comment. A comment on a line of its own belongs to what follows.
  if (behindLineComment || (startsLine && !endsLine) || /^$|[([]/.test(text.charAt(left - 1))) {
    return { start, end: startsLine && endsLine ? end : skipBlanks(text, end) };
  }
  return { start: left, end };
}

/** The comments that lie between two offsets. */
function commentsIn(statement: StatementText, start: number, end: number): readonly Token[] {
  // Most statements hold no comment, and then their tokens are not needed.
  if (!statement.memory.mayHoldComments) return [];
  const first = commentAt(statement, start);
  let behind = first;
  while ((statement.comments[behind]?.end ?? Number.POSITIVE_INFINITY) <= end) behind++;
  return statement.comments.slice(first, behind);
}

/** The index of the first comment that starts at or after an offset. */
function commentAt({ comments }: StatementText, offset: number): number {
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((comments[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function skipBlanks(text: string, at: number): number {
  let end = at;
  while (text.charAt(end) === ' ' || text.charAt(end) === '\t') end++;
  return end;
}

const isSpace = (character: string): boolean => character === ' ' || (character >= '\t' && character <= '\r');
