import { atEnd, type Cursor, enclosed, is, loose, setOf, take, wordAt } from './cursor.js';

/** Items parted by commas. */
export function commaList(cursor: Cursor, item: () => void): void {
  do item();
  while (take(cursor, ','));
}

/**
 * A list in parentheses whose items are separated by commas. What an item does not take belongs to the list, so that a broken
 * item does not affect the others. Where nothing closes the list, it ends with the clause that it is in.
 */
export const itemsIn = (cursor: Cursor, word: string, item: () => void): boolean =>
  enclosed(cursor, 'list', word, () => items(cursor, item, untilComma(cursor)));

/** What ends an item between parentheses that have just been opened. */
export const untilComma = ({ closing, at }: Cursor): ReadonlySet<string> =>
  (closing[at - 1] ?? -1) >= 0 ? comma : clauseWords;

const comma: ReadonlySet<string> = new Set([',']);

/** Items separated by commas. What an item does not take is skipped, up to the next comma or one of these words. */
export function items(
  cursor: Cursor,
  item: () => void,
  until: ReadonlySet<string> = clauseWords,
  garbage: (cursor: Cursor) => void = loose,
): void {
  do {
    item();
    pass(cursor, until, garbage);
  } while (take(cursor, ','));
}

/** Passes over what nobody reads, up to one of these words. */
export function pass(
  cursor: Cursor,
  until: ReadonlySet<string>,
  garbage: (cursor: Cursor) => void = loose,
): void {
  while (!atEnd(cursor) && (!until.has(wordAt(cursor)) || is(cursor, 'with', 'time'))) {
    const { at } = cursor;
    if (!take(cursor, 'within', 'group') && !take(cursor, 'with', 'time')) garbage(cursor);
    if (cursor.at === at) loose(cursor);
  }
}

/** Words that may follow a part of a query, and so end that part even where it is broken. */
export const clauseWords = setOf(
  ', from where group having window order limit offset fetch for union intersect except with returning on into set values select when',
);

/** What a query or a change begins with. */
export const verbs = setOf('select values table insert update delete merge');

/** What a key may say of its order, and of where its nulls stand behind NULLS. */
export const directions = setOf('asc desc');
export const nullsEnds = setOf('first last');
