import { type Edit, shiftEdit } from '../text/edit.js';
import { lineStartOf } from '../text/lines.js';
import type { Span } from '../text/span.js';
import type { Script, ScriptStatement } from './script.js';

/** A statement's edits at the statement's place in the script, with the script's line breaks. */
export const placeEdits = (
  { text, newline }: Script,
  { span }: ScriptStatement,
  edits: readonly Edit[],
): Edit[] =>
  edits
    .map((edit) => withItsLine(text, span, shiftEdit(edit, span.start)))
    .map((edit) => (newline === '\n' ? edit : { ...edit, text: edit.text.replace(/\r?\n/g, newline) }));

/** An edit that deletes a whole statement takes its line along, so that no blank line stays behind. */
function withItsLine(text: string, statement: Span, edit: Edit): Edit {
  if (edit.text !== '' || edit.start > statement.start || edit.end < statement.end) return edit;
  const lineStart = lineStartOf(text, edit.start);
  if (text.slice(lineStart, edit.start).trim() !== '') return edit;
  // A comment behind the statement keeps the line, without the blanks before it.
  const after = /^[ \t]*(?:\r\n|\n|\r)?/.exec(text.slice(edit.end, edit.end + 200))?.[0] ?? '';
  return { start: /[\r\n]$/.test(after) ? lineStart : edit.start, end: edit.end + after.length, text: '' };
}
