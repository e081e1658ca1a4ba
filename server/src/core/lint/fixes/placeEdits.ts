import { type Edit, shiftEdit } from '../../text/edit.js';
import { lineStartOf } from '../../text/lines.js';
import { query } from '../../text/memo.js';
import type { Span } from '../../text/span.js';
import type { Script, ScriptStatement } from '../script/script.js';

/** A statement's edits at the statement's place in the script, with the script's line breaks and breakpoints. */
export const placeEdits = (
  script: Script,
  { span }: Pick<ScriptStatement, 'span'>,
  edits: readonly Edit[],
): Edit[] =>
  edits
    .map((edit) => withItsLine(script.text, span, shiftEdit(edit, span.start)))
    .map((edit) =>
      edit.text.includes('\n') ? { ...edit, text: asInScript(script, span, edit.text) } : edit,
    );

/** Drizzle sends what is between two breakpoints in one message, and DSQL takes one DDL statement at a time. */
function asInScript(script: Script, statement: Span, text: string): string {
  const hasSteps = text.search(behindStatement) >= 0;
  const parted =
    hasSteps && hasBreakpoints(script, statement) ? text.replace(behindStatement, `$1${breakpoint}\n`) : text;
  return script.newline === '\n' ? parted : parted.replace(/\r?\n/g, script.newline);
}

/** The mark by which Drizzle separates the statements of a migration. */
const breakpoint = '--> statement-breakpoint';

const hasBreakpoints = (script: Script, { start }: Span): boolean =>
  query(partsWithBreakpoints, script).some((part) => part.start <= start && start <= part.end);

const partsWithBreakpoints = ({ text, parts }: Pick<Script, 'text' | 'parts'>): readonly Span[] =>
  parts.filter(({ start, end }) => text.slice(start, end).includes(breakpoint));

/** The line break between two statements, or at the start of what is put behind one. */
const behindStatement = /(^|;)\n(?=(?:-- .*\n)*(?:ALTER|CREATE|INSERT|UPDATE)\b)/g;

/**
 * An edit that deletes a statement deletes its line as well, so that no blank line is left. One stays below a comment that was
 * the statement's own, which would stand above the next statement otherwise.
 */
function withItsLine(text: string, statement: Span, edit: Edit): Edit {
  if (edit.text !== '' || edit.start > statement.start || edit.end < statement.end) return edit;
  const lineStart = lineStartOf(text, edit.start);
  if (text.slice(lineStart, edit.start).trim() !== '') return edit;
  // A comment behind the statement keeps the line, without the blanks before it.
  const after = /^[ \t]*(?:\r\n|\n|\r)?/.exec(text.slice(edit.end, edit.end + 200))?.[0] ?? '';
  const lineBreak = /[\r\n]+$/.exec(after)?.[0] ?? '';
  if (lineBreak === '') return { start: edit.start, end: edit.end + after.length, text: '' };
  const kept =
    isBelowComment(text, lineStart) && hasTextAt(text, edit.end + after.length) ? lineBreak.length : 0;
  return { start: lineStart, end: edit.end + after.length - kept, text: '' };
}

/** Whether the line before is a comment alone, or the end of one. */
function isBelowComment(text: string, lineStart: number): boolean {
  const before = text.slice(lineStartOf(text, Math.max(lineStart - 1, 0)), lineStart).trim();
  return /^--(?!>)|\*\/$/.test(before);
}

/** Whether there is something on the line at an offset. */
const hasTextAt = (text: string, lineStart: number): boolean =>
  /^[ \t]*[^\s]/.test(text.slice(lineStart, lineStart + 200));
