import type { Edit } from '../../text/edit.js';
import { lineStartOf } from '../../text/lines.js';
import type { Fix } from '../problem.js';
import { type Script, type ScriptStatement, statementAt } from '../script/script.js';

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

/** Where the comments begin that stand on the lines right above a statement, or else the statement. */
function withCommentsAbove(script: Script, { span }: Pick<ScriptStatement, 'span'>): number {
  const { text } = script;
  let start = span.start;
  for (let line = lineStartOf(text, start); line > 0; ) {
    if (text.slice(line, start).trim() !== '') break;
    const isBlock = /\*\/[ \t]*\r?\n?$/.test(text.slice(lineStartOf(text, line - 1), line));
    const above = lineStartOf(text, isBlock ? text.lastIndexOf('/*', line) : line - 1);
    // The marks between statements that a tool writes are of the statement before.
    const comment = /^[ \t]*(?=\/\*|--(?!> *statement-breakpoint))/.exec(text.slice(above, line));
    if (!comment || statementAt(script, { start: above })) break;
    start = above + comment[0].length;
    line = above;
  }
  return start;
}
