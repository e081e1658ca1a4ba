import { asyncWord } from '../syntax/async.js';
import { keepComments, removeItem, removeStatement } from '../syntax/edits.js';
import type { TokenRange } from '../syntax/ranges.js';
import { firstAction } from '../syntax/ranges.js';
import { type StatementText, statementIn } from '../syntax/statement.js';
import { behindName, closing, isAt, items, lastIndex, spanOf, wordOf } from '../syntax/tokens.js';
import type { Edit } from '../text/edit.js';
import type { Span } from '../text/span.js';
import { placeEdits } from './placeEdits.js';
import type { Script, ScriptStatement } from './script.js';

/** An action of an ALTER TABLE, read from its tokens. */
export interface ActionText extends TokenRange {
  readonly statement: ScriptStatement;
  readonly text: StatementText;
  /** `schema.name`, folded. */
  readonly table: string;
  /** The name as it is written. */
  readonly written: string;
  readonly isOnly: boolean;
}

/** The action of an ALTER TABLE that a span of the script lies in. */
export function actionAt(script: Script, statement: ScriptStatement, at: Span): ActionText | undefined {
  const text = textOf(script, statement);
  if (!isAt(text, 0, 'alter', 'table')) return undefined;
  const from = firstAction(text, asyncWord(text) !== undefined);
  const actions = items(text, from, lastIndex(text));
  const offset = at.start - statement.span.start;
  const action = actions.find(({ first, last }) => {
    const { start, end } = spanOf(text, first, last);
    return start <= offset && offset < end;
  });
  if (!action) return undefined;
  const name = wordOf(text, from - 1) === '*' ? from - 2 : from - 1;
  const first = wordOf(text, name - 1) === '.' ? name - 2 : name;
  return {
    ...action,
    statement,
    text,
    table: tableName(text, first),
    written: [...Array(name - first + 1).keys()].map((by) => sliceOf(text, first + by)).join(''),
    isOnly: actions.length === 1,
  };
}

/** A CREATE TABLE with its list of columns, read from its tokens. */
export interface TableText {
  readonly statement: ScriptStatement;
  readonly text: StatementText;
  /** The first token of the table's name. */
  readonly name: number;
  /** The parentheses of the list. */
  readonly open: number;
  readonly close: number;
  readonly elements: readonly TokenRange[];
}

/** The CREATE TABLE of a table that a statement alters; none of IF NOT EXISTS, whose table may be there already. */
export function createdText(script: Script, table: string, before: ScriptStatement): TableText | undefined {
  const statement = script.creations.tableAt(table, before.span.start);
  const created = statement && tableTextOf(script, statement);
  return created && !isAt(created.text, created.name - 3, 'if', 'not', 'exists') ? created : undefined;
}

/** A statement as a CREATE TABLE with a list of columns; undefined where it is none. */
export function tableTextOf(script: Script, statement: ScriptStatement): TableText | undefined {
  const text = textOf(script, statement);
  let at = 0;
  while (at < headLength && wordOf(text, at) !== 'table') at++;
  if (wordOf(text, 0) !== 'create' || wordOf(text, at) !== 'table') return undefined;
  const name = isAt(text, at + 1, 'if', 'not', 'exists') ? at + 4 : at + 1;
  const open = behindName(text, name);
  if (wordOf(text, open) !== '(') return undefined;
  const close = closing(text, open);
  return { statement, text, name, open, close, elements: items(text, open + 1, close - 1) };
}

/** CREATE GLOBAL TEMPORARY TABLE is the longest way to begin. */
const headLength = 4;

/** The element of the list that declares a column. */
export const columnOf = ({ text, elements }: TableText, column: string): TokenRange | undefined =>
  elements.find(({ first }) => nameAt(text, first) === column && !isConstraint(text, first));

const isConstraint = (text: StatementText, first: number): boolean =>
  ['constraint', 'primary', 'unique', 'check', 'foreign', 'exclude', 'like'].includes(wordOf(text, first));

/** Deletes an action, or its whole statement where it has no other; comments inside stay. */
export const removeActionText = (
  script: Script,
  { statement, text, first, last, isOnly }: ActionText,
): Edit[] => placeEdits(script, statement, isOnly ? removeStatement(text) : removeItem(text, first, last));

/** Deletes a whole statement; comments inside stay. */
export const removeWhole = (script: Script, statement: ScriptStatement): Edit[] =>
  placeEdits(script, statement, removeStatement(textOf(script, statement)));

/** Replaces a whole statement by others; comments inside come to stand behind them. */
export function replaceWhole(script: Script, statement: ScriptStatement, sql: readonly string[]): Edit[] {
  const text = textOf(script, statement);
  const edit = { ...spanOf(text, 0, text.tokens.length - 1), text: sql.join('\n') };
  return placeEdits(script, statement, [keepComments(text, edit)]);
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

export const textOf = (script: Pick<Script, 'text'>, { span }: ScriptStatement): StatementText =>
  statementIn(script, span);

/** The columns in the parentheses behind a token. */
export function columnsBehind(text: StatementText, at: number): string[] | undefined {
  let open = at;
  while (open <= lastIndex(text) && wordOf(text, open) !== '(') open++;
  if (wordOf(text, open) !== '(') return undefined;
  const names = items(text, open + 1, closing(text, open) - 1);
  return names.every(({ first, last }) => first === last)
    ? names.map(({ first }) => nameAt(text, first))
    : undefined;
}

/** `schema.name` as PostgreSQL folds it; a name without a schema is taken to be in public. */
export function tableName(text: StatementText, first: number): string {
  const behind = behindName(text, first);
  const parts: string[] = [];
  for (let at = first; at < behind; at += 2) parts.push(nameAt(text, at));
  return parts.length > 1 ? parts.slice(-2).join('.') : `public.${parts[0] ?? ''}`;
}

/** A name as PostgreSQL folds it. */
export function nameAt(text: StatementText, at: number): string {
  const written = sliceOf(text, at);
  return written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written.toLowerCase();
}

export function sliceOf(statement: StatementText, at: number): string {
  const token = statement.token(at);
  return token ? statement.text.slice(token.start, token.end) : '';
}
