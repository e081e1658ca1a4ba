import type { Fix } from '../problem.js';
import type { Span } from '../text/span.js';
import type { ScriptStatement } from './script.js';

/** Ends a transaction before a statement and begins another one there, opened in the same words. */
export function splitBefore(text: string, begin: ScriptStatement, before: Span): Fix {
  const opening = text.slice(begin.span.start, begin.span.end).replace(/;?\s*$/, ';');
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const lineStart =
    Math.max(text.lastIndexOf('\n', before.start - 1), text.lastIndexOf('\r', before.start - 1)) + 1;
  const lead = text.slice(lineStart, before.start);
  const indent = /^[ \t]*$/.test(lead) ? lead : '';
  return {
    title: 'Split the transaction here (the parts commit or fail by themselves)',
    safety: 'review',
    edits: [
      {
        start: before.start,
        end: before.start,
        text: `COMMIT;${newline}${indent}${opening}${newline}${indent}`,
      },
    ],
  };
}
