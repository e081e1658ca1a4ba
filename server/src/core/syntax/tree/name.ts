import { reserved } from '../names.js';
import { type Cursor, enclosed, is, isOneOf, kindAt, node, setOf, take, wordAt } from './cursor.js';
import { clauseWords, commaList } from './list.js';

/** Whether a name stands here: any word that PostgreSQL does not reserve, a word in double quotes, a placeholder. */
export function isName(cursor: Cursor, by = 0): boolean {
  const kind = kindAt(cursor, by);
  if (kind === 'quotedWord') return true;
  if (kind === 'placeholder')
    return cursor.statement.text[(cursor.tokens[cursor.at + by]?.start ?? 0) + 1] !== "'";
  return kind === 'word' && !reserved.has(wordAt(cursor, by));
}

/** Whether any word stands here, as behind a dot or AS. */
export const isLabel = (cursor: Cursor, by = 0): boolean => {
  const kind = kindAt(cursor, by);
  return kind === 'word' || kind === 'quotedWord' || kind === 'placeholder';
};

/** The number of tokens of the name, qualified or not, that begins `by` tokens further; 0 where none does. */
export function nameLength(cursor: Cursor, by = 0, isFirst: typeof isName = isName): number {
  if (!isFirst(cursor, by)) return 0;
  let length = partLength(cursor, by);
  while (wordAt(cursor, by + length) === '.' && isPart(cursor, by + length + 1))
    length += 1 + partLength(cursor, by + length + 1);
  // A name keeps its last dot, since a person may be about to go on with it.
  return wordAt(cursor, by + length) === '.' && wordAt(cursor, by + length + 1) !== '*' ? length + 1 : length;
}

/** Whether a word behind a dot belongs to the name. A word that begins a clause does, where it adjoins the dot. */
export const isPart = (cursor: Cursor, by: number): boolean =>
  isLabel(cursor, by) &&
  ((isName(cursor, by) && !isOneOf(cursor, clauseWords, by)) ||
    cursor.tokens[cursor.at + by - 1]?.end === cursor.tokens[cursor.at + by]?.start);

/** `U&"d!0061" UESCAPE '!'` is one part. */
const partLength = (cursor: Cursor, by: number): number =>
  wordAt(cursor, by + 1) === 'uescape' &&
  kindAt(cursor, by) === 'quotedWord' &&
  kindAt(cursor, by + 2) === 'string'
    ? 3
    : 1;

/** A name of a role, qualified or not; false where none stands here. */
export function name(cursor: Cursor, role: string): boolean {
  const length = nameLength(cursor, 0, isLabel);
  if (length === 0) return false;
  node(cursor, 'name', role, () => {
    cursor.at += length;
  });
  return true;
}

/** The one word of an alias. A keyword that begins a clause is no alias where its clause follows. */
export function label(cursor: Cursor): void {
  if (!isLabel(cursor)) return;
  if (isOneOf(cursor, clauseWords) && !isName(cursor) && !isOneOf(cursor, behindLabel, 1)) return;
  node(cursor, 'name', 'alias', () => {
    cursor.at += partLength(cursor, 0);
  });
}

const behindLabel = new Set([...clauseWords, ')', ']', ';', '']);

/** A relation, qualified or not. */
export function table(cursor: Cursor): boolean {
  const length = nameLength(cursor);
  if (length === 0) return false;
  node(cursor, 'table', '', () => {
    cursor.at += length;
  });
  return true;
}

/** `[ONLY] name [*]`, ONLY with or without parentheses. */
export function onlyTable(cursor: Cursor): boolean {
  if (is(cursor, 'only', '(')) {
    cursor.at++;
    return enclosed(cursor, 'parens', '', () => table(cursor));
  }
  take(cursor, 'only');
  const isThere = table(cursor);
  if (isThere) take(cursor, '*');
  return isThere;
}

export const names = (cursor: Cursor, role: string): void => commaList(cursor, () => void name(cursor, role));

/** `(a, b)` */
export const nameList = (cursor: Cursor, role: string): boolean =>
  enclosed(cursor, 'list', role, () => names(cursor, role));

export const tables = (cursor: Cursor): void => commaList(cursor, () => void onlyTable(cursor));

export function ifExists(cursor: Cursor): void {
  if (!take(cursor, 'if', 'not', 'exists')) take(cursor, 'if', 'exists');
}

/** An alias, with AS or without; its columns behind it. `columns` reads what is in their parentheses. */
export const alias = (cursor: Cursor, columns: () => void = () => names(cursor, 'column')): boolean =>
  isAlias(cursor, '(') &&
  aliased(cursor, () => {
    label(cursor);
    enclosed(cursor, 'list', 'column', columns);
  });

/** The alias of a table that is changed, which has no columns. */
export const aliasName = (cursor: Cursor): boolean =>
  isAlias(cursor, '') && aliased(cursor, () => label(cursor));

function isAlias(cursor: Cursor, behindAs: string): boolean {
  if (is(cursor, 'as')) return isLabel(cursor, 1) || wordAt(cursor, 1) === behindAs;
  return (
    isName(cursor) && !isOneOf(cursor, neverAliases) && !overriding.some((words) => is(cursor, ...words))
  );
}

function aliased(cursor: Cursor, read: () => void): boolean {
  node(cursor, 'alias', '', () => {
    take(cursor, 'as');
    read();
  });
  return true;
}

/** Words that may begin what follows a table, and so are not an alias of it. */
const neverAliases = setOf('set values default when tablesample');
const overriding = [
  ['overriding', 'system'],
  ['overriding', 'user'],
];
