import { documentation } from '../dialect/documentation.js';
import type { Ignore } from '../lint/ignores.js';
import { defineRule } from '../lint/rule.js';
import { lineStartOf } from '../text/lines.js';
import type { Span } from '../text/span.js';

export default defineRule({
  id: 'unused-ignore',
  severity: 'warning',
  message: 'This ignore silences nothing: {reason}.',
  why: 'An ignore that outlives its reason hides the next real problem.',
  instead: 'Remove the comment, or correct the name of the rule.',
  documentation: documentation.compatibility,
  examples: [
    {
      bad: '-- dsql-ignore truncate: legacy\nSELECT 1;',
      at: 'truncate',
      good: 'SELECT 1;',
    },
  ],
  *ignore({ text, ignore, name, isRule }) {
    const at = name?.span ?? ignore.comment;
    const reason = name
      ? `"${name.id}" ${isRule ? 'reports nothing here' : 'is no rule'}`
      : 'it names no rule';
    const edits = [{ ...removal(text, ignore, at), text: '' }];
    yield {
      at,
      data: { reason },
      fixes: [{ id: 'remove-ignore', title: 'Remove this ignore', safety: 'safe', edits }],
    };
  },
});

/** One of several names is removed with its comma; the last one with the comment and its line. */
function removal(text: string, { comment, names }: Ignore, name: Span): Span {
  const at = names.findIndex(({ span }) => span.start === name.start);
  const next = names[at + 1];
  const previous = names[at - 1];
  if (next) return { start: name.start, end: next.span.start };
  if (previous) return { start: previous.span.end, end: name.end };
  const lineStart = lineStartOf(text, comment.start);
  const isAlone = text.slice(lineStart, comment.start).trim() === '';
  const after = /^[ \t]*(?:\r\n|\n|\r)/.exec(text.slice(comment.end, comment.end + 200))?.[0];
  return isAlone && after !== undefined ? { start: lineStart, end: comment.end + after.length } : comment;
}
