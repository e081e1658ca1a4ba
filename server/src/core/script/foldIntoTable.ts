import type { Fix } from '../problem.js';
import { find, isAt, wordOf } from '../syntax/tokens.js';
import { sourceOf } from '../syntax/words.js';
import type { Span } from '../text/span.js';
import type { Script, ScriptStatement } from './script.js';
import {
  type ActionText,
  actionAt,
  addElement,
  columnOf,
  columnsBehind,
  createdText,
  removeActionText,
  type TableText,
  tableName,
} from './tableText.js';

/** Moves a key that ALTER TABLE adds into the CREATE TABLE of the same script. */
export function foldKey(script: Script, statement: ScriptStatement, at: Span, words: string): Fix[] {
  const action = actionAt(script, statement, at);
  const created = action && createdText(script, action.table, statement);
  if (!created || find(action.text, ['using', 'index'], action.first, action.last) >= 0) return [];
  const isPrimary = find(action.text, ['primary', 'key'], action.first, action.last) >= 0;
  if (isPrimary && hasPrimaryKey(created)) return [];
  if (!knowsColumns(created, columnsBehind(action.text, keyWord(action)))) return [];
  return [
    {
      title: `Move the ${words} into CREATE TABLE (rows are held to it from the start)`,
      safety: 'review',
      edits: moved(script, action, created),
    },
  ];
}

/**
 * Moves a column that ALTER TABLE adds into the CREATE TABLE of the same script, where no rows come in between that would
 * lack it. One that REFERENCES a table stays where that table is there already.
 */
export function foldColumn(script: Script, statement: ScriptStatement, at: Span): Fix[] {
  const action = actionAt(script, statement, at);
  const created = action && createdText(script, action.table, statement);
  if (!created) return [];
  const { text, first, last } = action;
  const column = wordOf(text, first + 1) === 'column' ? first + 2 : first + 1;
  const isGuarded = isAt(text, column, 'if', 'not', 'exists');
  if (isGuarded || find(text, ['references'], column, last) >= 0) return [];
  if (script.creations.hasRowsBetween(created.statement.span.start, statement.span.start)) return [];
  if (find(text, ['primary', 'key'], column, last) >= 0 && hasPrimaryKey(created)) return [];
  return [
    {
      title: 'Move the column into CREATE TABLE (it comes behind the columns that are there)',
      safety: 'review',
      edits: [
        ...removeActionText(script, action),
        ...addElement(script, created, sourceOf(text, { first: column, last })),
      ],
    },
  ];
}

/**
 * Moves a foreign key that ALTER TABLE adds into the CREATE TABLE of the same script: where the referenced table stands
 * before it with its key, and no rows come in between, whose order the key would bind.
 */
export function foldForeignKey(script: Script, statement: ScriptStatement, at: Span): Fix[] {
  const action = actionAt(script, statement, at);
  const created = action && createdText(script, action.table, statement);
  if (!created) return [];
  const { text, first, last } = action;
  const references = find(text, ['references'], first, last);
  if (references < 0 || !knowsColumns(created, columnsBehind(text, keyWord(action)))) return [];
  if (script.creations.hasRowsBetween(created.statement.span.start, statement.span.start)) return [];
  const target = tableName(text, references + 1);
  if (target !== action.table) {
    const parent = createdText(script, target, created.statement);
    const behind = parent && wordOf(text, spanEnd(action, references));
    const wanted = behind === '(' ? columnsBehind(text, references) : undefined;
    if (!parent || !hasKeyOver(script, target, wanted, statement)) return [];
  } else if (!hasKeyOver(script, target, undefined, statement)) return [];
  return [
    {
      title: 'Move the foreign key into CREATE TABLE (rows are held to it from the start)',
      safety: 'review',
      edits: moved(script, action, created),
    },
  ];
}

/** The index behind the name that follows REFERENCES. */
function spanEnd({ text }: ActionText, references: number): number {
  let at = references + 2;
  while (wordOf(text, at) === '.') at += 2;
  return at;
}

/** Whether the table will have a key over columns: written in its CREATE TABLE, or to be moved there before. */
function hasKeyOver(
  script: Script,
  table: string,
  columns: readonly string[] | undefined,
  before: ScriptStatement,
): boolean {
  const { keys = [] } = script.schema.tables.findLast(({ name }) => name === table) ?? {};
  return keys.some(
    (key) =>
      key.statement.start < before.span.start &&
      (columns
        ? key.columns.length === columns.length && columns.every((column) => key.columns.includes(column))
        : key.isPrimary),
  );
}

const moved = (script: Script, action: ActionText, created: TableText) => {
  const { text, first, last } = action;
  return [
    ...removeActionText(script, action),
    ...addElement(script, created, sourceOf(text, { first: first + 1, last })),
  ];
};

/** The word that names the kind of constraint, behind ADD and the constraint's name. */
const keyWord = ({ text, first }: ActionText): number =>
  isAt(text, first + 1, 'constraint') ? first + 3 : first + 1;

const knowsColumns = (created: TableText, columns: readonly string[] | undefined): boolean =>
  columns?.every((column) => columnOf(created, column) !== undefined) ?? false;

const hasPrimaryKey = ({ text, open, close, elements }: TableText): boolean =>
  elements.some(
    ({ first, last }) => find(text, ['primary', 'key'], Math.max(first, open), Math.min(last, close)) >= 0,
  );
