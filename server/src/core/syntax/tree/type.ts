import {
  bracketed,
  type Cursor,
  constant,
  is,
  isOneOf,
  kindAt,
  node,
  setOf,
  take,
  takeOneOf,
  wordAt,
} from './cursor.js';
import { itemsIn } from './list.js';
import { isLabel, isName, nameLength } from './name.js';

const intervalFields = setOf('year month day hour minute second to');
const characters = setOf('character char nchar bit');

/** The types of several words, and those whose names are keywords. */
export const typeKeywords = setOf(
  'bigint bit boolean char character dec decimal double float int integer interval national nchar numeric real smallint time timestamp varchar',
);

/** Words that name a type or a function and nothing else: `a binary`. Elsewhere they begin a clause or are operators. */
const typeOnly = setOf(
  'authorization binary collation concurrently cross current_schema freeze full ilike inner is isnull join left like natural notnull outer overlaps right similar tablesample verbose',
);
const behindType = setOf('check constraint default not null primary references unique ( ) , ; [ =');

const isTypeOnly = (cursor: Cursor): boolean =>
  kindAt(cursor) === 'word' &&
  typeOnly.has(wordAt(cursor)) &&
  (cursor.at + 1 >= cursor.limit || isOneOf(cursor, behindType, 1));

/** A type as it is in a definition or a cast, its modifiers and brackets with it. */
export function type(cursor: Cursor): boolean {
  if (!isName(cursor) && !isTypeOnly(cursor)) return false;
  node(cursor, 'type', '', () => {
    take(cursor, 'setof');
    cursor.at += Math.max(typeNameLength(cursor), isLabel(cursor) ? 1 : 0);
    itemsIn(cursor, 'modifier', () => cursor.read.expression(cursor));
    behindModifiers(cursor);
    if (is(cursor, '%', 'type') || is(cursor, '%', 'rowtype')) cursor.at += 2;
    if (take(cursor, 'array')) bracket(cursor);
    else while (bracket(cursor));
  });
  return true;
}

/** A type's name alone: what is in parentheses behind it is not its own. */
export function namedType(cursor: Cursor): boolean {
  const length = typeNameLength(cursor);
  if (length === 0) return false;
  node(cursor, 'type', '', () => {
    cursor.at += length;
  });
  return true;
}

function bracket(cursor: Cursor): boolean {
  return bracketed(cursor, 'subscript', () => constant(cursor));
}

/** The tokens of a type's name `by` tokens further, without modifiers: `double precision`, `app.mood`. */
export function typeNameLength(cursor: Cursor, by = 0): number {
  const word = wordAt(cursor, by);
  const next = wordAt(cursor, by + 1);
  if (kindAt(cursor, by) === 'word') {
    if (word === 'double' && next === 'precision') return 2;
    if (word === 'national' && (next === 'character' || next === 'char'))
      return wordAt(cursor, by + 2) === 'varying' ? 3 : 2;
    if (characters.has(word)) return next === 'varying' ? 2 : 1;
    if (typeKeywords.has(word)) return 1;
  }
  return nameLength(cursor, by, isLabel);
}

/** WITH TIME ZONE and the fields of an interval, which stand behind the precision. */
function behindModifiers(cursor: Cursor): void {
  if (is(cursor, 'with', 'time', 'zone') || is(cursor, 'without', 'time', 'zone')) cursor.at += 3;
  const first = wordOfNode(cursor);
  if (first !== 'interval') return;
  while (takeOneOf(cursor, intervalFields));
  itemsIn(cursor, 'modifier', () => cursor.read.expression(cursor));
}

const wordOfNode = (cursor: Cursor): string => {
  const { first } = cursor.open;
  return wordAt(cursor, first - cursor.at);
};

/**
 * How many tokens stand before the string of a literal such as `date '…'`, `timestamp(3) with time zone '…'` or
 * `app.mood '…'`; 0 where there is no such literal.
 */
export function literalTypeLength(cursor: Cursor): number {
  let length = typeNameLength(cursor);
  if (length === 0) return 0;
  if (wordAt(cursor, length) === '(') {
    const close = cursor.closing[cursor.at + length] ?? -1;
    if (close < 0) return 0;
    length = close + 1 - cursor.at;
  }
  const isTime = isOneOf(cursor, timeTypes);
  if (isTime && isOneOf(cursor, zones, length) && wordAt(cursor, length + 1) === 'time') length += 3;
  return kindAt(cursor, length) === 'string' ? length : 0;
}

const timeTypes = setOf('time timestamp');
const zones = setOf('with without');
