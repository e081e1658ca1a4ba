import type { Edit } from '../../text/edit.js';
import { lineStartOf } from '../../text/lines.js';
import type { Fix } from '../problem.js';
import type { Script, ScriptStatement } from '../script/script.js';
import { withCommentsAbove } from './commentsAbove.js';

/** Ends a transaction before each of some statements and begins another one there, opened in the same words. */
export function splitBefore(
  script: Script,
  { span }: Pick<ScriptStatement, 'span'>,
  before: readonly Pick<ScriptStatement, 'span'>[],
): Fix {
  const written = script.text.slice(span.start, span.end);
  const opening = written.endsWith(';') ? written : `${written};`;
  return {
    id: 'split-transaction',
    title: before.length > 1 ? `Split the transaction in ${before.length + 1}` : 'Split the transaction here',
    consequence: 'the parts commit or fail by themselves',
    safety: 'review',
    edits: before.map((statement) => borderBefore(script, statement, opening)),
  };
}

/** The comments right above a statement stay with it. */
function borderBefore(script: Script, statement: Pick<ScriptStatement, 'span'>, opening: string): Edit {
  const { text, newline } = script;
  const place = withCommentsAbove(script, statement);
  const lead = text.slice(lineStartOf(text, place), place);
  const indent = /^[ \t]*$/.test(lead) ? lead : '';
  return { start: place, end: place, text: `COMMIT;${newline}${indent}${opening}${newline}${indent}` };
}
