import { reserved } from '../names.js';
import { type Cursor, commaList, enclosed, is, isOneOf, kindAt, node, take, wordAt } from './cursor.js';

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** Whether a name stands here: any word that PostgreSQL does not reserve, a word in double quotes, a psql variable. */
export function isName(cursor: Cursor, by = 0): boolean {
  const kind = kindAt(cursor, by);
  if (kind === 'quotedWord') return true;
  if (kind === 'psqlVariable')
    return cursor.statement.text[(cursor.tokens[cursor.at + by]?.start ?? 0) + 1] !== "'";
  return kind === 'word' && !reserved.has(wordAt(cursor, by));
}

/** Whether any word stands here, as behind a dot or AS. */
export const isLabel = (cursor: Cursor, by = 0): boolean => {
  const kind = kindAt(cursor, by);
  return kind === 'word' || kind === 'quotedWord' || kind === 'psqlVariable';
};

/** The number of tokens of the name, qualified or not, that begins `by` tokens further; 0 where none does. */
export function nameLength(cursor: Cursor, by = 0, isFirst: typeof isName = isName): number {
  if (!isFirst(cursor, by)) return 0;
  let length = 1;
  while (wordAt(cursor, by + length) === '.' && isLabel(cursor, by + length + 1)) length += 2;
  // A name that a person is about to go on with keeps its dot.
  return wordAt(cursor, by + length) === '.' && wordAt(cursor, by + length + 1) !== '*' ? length + 1 : length;
}

/** A name of a role, qualified or not; false where none stands here. */
export function name(cursor: Cursor, role: string): boolean {
  const length = nameLength(cursor, 0, isLabel);
  if (length === 0) return false;
  node(cursor, 'name', role, () => {
    cursor.at += length;
  });
  return true;
}

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

/** An alias, with AS or without; its columns behind it. `columns` reads what stands in their parentheses. */
export function alias(cursor: Cursor, columns: () => void = () => names(cursor, 'column')): boolean {
  const hasAs = is(cursor, 'as');
  const isBare = !hasAs && isName(cursor) && !isOneOf(cursor, neverAliases);
  if (!hasAs && !isBare) return false;
  if (hasAs && !isLabel(cursor, 1) && wordAt(cursor, 1) !== '(') return false;
  node(cursor, 'alias', '', () => {
    labelled(cursor);
    enclosed(cursor, 'list', 'column', columns);
  });
  return true;
}

/** `AS name`, where what stands in parentheses behind it does not belong to it. */
export const aliasAlone = (cursor: Cursor): void => node(cursor, 'alias', '', () => labelled(cursor));

function labelled(cursor: Cursor): void {
  take(cursor, 'as');
  if (isLabel(cursor))
    node(cursor, 'name', 'alias', () => {
      cursor.at++;
    });
}

/** Words that may begin what follows a table, and so are no alias of it. */
const neverAliases = setOf('set values default overriding when tablesample partition');
