import { keepComments, removeStatement } from '../../syntax/edits.js';
import { spanOf } from '../../syntax/tree/nodes.js';
import type { Edit } from '../../text/edit.js';
import { type Script, type ScriptStatement, textOf } from '../script/script.js';
import { placeEdits } from './placeEdits.js';

/** Deletes a whole statement; comments inside stay. */
export const removeWhole = (script: Script, statement: ScriptStatement): Edit[] =>
  placeEdits(script, statement, removeStatement(textOf(script, statement)));

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
