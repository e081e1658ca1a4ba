import type { Edit } from '../../text/edit.js';
import { lineStartOf } from '../../text/lines.js';
import type { Span } from '../../text/span.js';
import type { Script } from '../script/script.js';

/**
 * Turns each line of a span of the script into a line comment, below these lines. Text beside the span moves to lines of its
 * own, except a comment behind it, which stays with it.
 */
export function commentOut({ text, newline }: Script, { start, end }: Span, notes: readonly string[]): Edit {
  const lead = text.slice(lineStartOf(text, start), start);
  const indent = /^[ \t]*/.exec(lead)?.[0] ?? '';
  const before = lead === indent ? '' : `${newline}${indent}`;
  const blanks = /^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0;
  const isEnd =
    end + blanks === text.length || /[\r\n]/.test(text.charAt(end + blanks)) || hasCommentBehind(text, end);
  const lines = text
    .slice(start, end)
    .split(/\r\n|\n|\r/)
    .map((line) => `-- ${line.startsWith(indent) ? line.slice(indent.length) : line}`.trimEnd());
  const from = before === '' ? start : lineEnd(text, start);
  return {
    start: from,
    end: isEnd ? end : end + blanks,
    text: before + [...notes, ...lines].join(newline + indent) + (isEnd ? '' : newline + indent),
  };
}

/** The place after the last character before an offset that is not blank. */
function lineEnd(text: string, offset: number): number {
  let end = offset;
  while (/[ \t]/.test(text.charAt(end - 1))) end--;
  return end;
}

/**
 * Whether the rest of the line at an offset is one comment of a person. A mark that a tool or the linter reads is none: it
 * works only outside of other comments.
 */
export function hasCommentBehind(text: string, offset: number): boolean {
  const rest = /^.*/.exec(text.slice(offset, offset + longestComment))?.[0] ?? '';
  const [, words = ''] = /^[ \t]*--(.*)$/.exec(rest) ?? [];
  if (words !== '') return !mark.test(words);
  return /^[ \t]*\/\*(?:[^*]|\*(?!\/))*\*\/[ \t\r]*$/.test(rest) && !/dsql-ignore/.test(rest);
}

/** UTF-16 units of a line that are read. A longer comment counts by its beginning. */
const longestComment = 1_000;

/** How marks of Drizzle, Goose, Liquibase, MyBatis and of the linter go on behind "--". */
const mark =
  /^(?:>|\s*(?:[+@/{]|dsql-ignore|statement-breakpoint|(?:rollback|changeset|liquibase|preconditions?)\b))/i;
