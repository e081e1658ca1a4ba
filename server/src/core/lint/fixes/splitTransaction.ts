import { lineStartOf } from '../../text/lines.js';
import type { Span } from '../../text/span.js';
import type { Fix } from '../problem.js';
import type { Script, ScriptStatement } from '../script/script.js';

/** Ends a transaction before a statement and begins another one there, opened in the same words. */
export function splitBefore(
  { text, newline }: Script,
  { span }: Pick<ScriptStatement, 'span'>,
  before: Span,
): Fix {
  const written = text.slice(span.start, span.end);
  const opening = written.endsWith(';') ? written : `${written};`;
  const lineStart = lineStartOf(text, before.start);
  const lead = text.slice(lineStart, before.start);
  const indent = /^[ \t]*$/.test(lead) ? lead : '';
  return {
    id: 'split-transaction',
    title: 'Split the transaction here',
    consequence: 'the parts commit or fail by themselves',
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
