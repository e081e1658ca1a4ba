import { keepComments, removeStatement } from '../../syntax/edits.js';
import { tokenize } from '../../syntax/lexer.js';
import { spanOf } from '../../syntax/tree/nodes.js';
import { applyEdits, type Edit } from '../../text/edit.js';
import { type Script, type ScriptStatement, textOf } from '../script/script.js';
import { commentOut, hasCommentBehind } from './commentOut.js';
import { placeEdits } from './placeEdits.js';

/** Deletes a whole statement that another one makes up for; comments inside and behind it stay. */
export const removeWhole = (script: Script, statement: ScriptStatement): Edit[] =>
  placeEdits(script, statement, removeStatement(textOf(script, statement)));

/**
 * Deletes a whole statement that nothing makes up for. With a comment behind it on its line, it becomes a comment: alone, the
 * other one would speak of the next statement.
 */
export const dropWhole = (script: Script, statement: ScriptStatement): Edit[] =>
  placeFix(script, statement, removeStatement(textOf(script, statement)));

/** The edits of a fix that concerns one statement alone, at its place in the script. */
export const placeFix = (script: Script, statement: ScriptStatement, edits: readonly Edit[]): Edit[] =>
  hasCommentBehind(script.text, statement.span.end) && isDropped(script, statement, edits)
    ? [commentOut(script, statement.span, [])]
    : placeEdits(script, statement, edits);

/** Whether edits leave nothing of a statement but comments. */
const isDropped = ({ text }: Script, { span }: ScriptStatement, edits: readonly Edit[]): boolean =>
  edits.every((edit) => edit.text === '') &&
  tokenize(applyEdits(text.slice(span.start, span.end), edits)).every(({ kind }) => kind === 'comment');

/** Replaces a whole statement by others; comments inside come to stand behind them. */
export function replaceWhole(script: Script, statement: ScriptStatement, sql: readonly string[]): Edit[] {
  const text = textOf(script, statement);
  const all = spanOf(text, { first: 0, last: text.tokens.length - 1 });
  return placeEdits(script, statement, [keepComments(text, { ...all, text: sql.join('\n') })]);
}

/** Puts statements behind one, each on a line of its own. */
export const addBehind = (script: Script, statement: ScriptStatement, sql: readonly string[]): Edit[] => {
  const { text } = script;
  const { start, end } = statement.span;
  const semicolon = text.charAt(end - 1) === ';' ? '' : ';';
  return placeEdits(script, statement, [
    { start: end - start, end: end - start, text: [semicolon, ...sql].join('\n') },
  ]);
};
