import type { StatementKind } from '../node.js';
import { atEnd, type Cursor, clause, enclosed, is, kindAt, take } from './cursor.js';
import { attributesOfType, functionArguments, optionList } from './definition.js';
import { value } from './expression.js';
import { commaList, itemsIn } from './list.js';
import { isName, name } from './name.js';
import { tail } from './tail.js';
import { type } from './type.js';

export function createType(cursor: Cursor): StatementKind {
  name(cursor, 'type');
  if (optionList(cursor)) return 'DefineStmt';
  if (!take(cursor, 'as')) {
    tail(cursor, {});
    return 'DefineStmt';
  }
  if (clause(cursor, 'enum', () => void itemsIn(cursor, 'value', () => value(cursor))))
    return 'CreateEnumStmt';
  if (clause(cursor, 'range', () => void optionList(cursor))) return 'CreateRangeStmt';
  attributesOfType(cursor);
  tail(cursor, {});
  return 'CompositeTypeStmt';
}

/** `(source AS target)` */
export const castTypes = (cursor: Cursor): boolean =>
  enclosed(cursor, 'list', 'type', () => {
    type(cursor);
    if (take(cursor, 'as')) type(cursor);
  });

/** What CREATE OPERATOR CLASS and ALTER OPERATOR FAMILY list. */
export const operatorItems = (cursor: Cursor): void =>
  commaList(cursor, () => {
    while (!atEnd(cursor) && !is(cursor, ',')) {
      if (clause(cursor, 'storage', () => void type(cursor))) continue;
      if (clause(cursor, 'for order by', () => void name(cursor, 'operator family'))) continue;
      if (is(cursor, 'function')) {
        cursor.at++;
        if (kindAt(cursor) === 'number') cursor.at++;
        typeList(cursor);
        if (isName(cursor)) name(cursor, 'function');
        functionArguments(cursor);
      } else if (is(cursor, 'operator')) {
        cursor.at++;
        if (kindAt(cursor) === 'number') cursor.at++;
        while (!atEnd(cursor) && !is(cursor, ',') && !is(cursor, '(') && !is(cursor, 'for')) cursor.at++;
        typeList(cursor);
      } else if (is(cursor, '(')) typeList(cursor);
      else cursor.at++;
    }
  });

/** `(a, b)` as types; NONE stands for a side that is missing. */
export const typeList = (cursor: Cursor): boolean =>
  itemsIn(cursor, 'type', () => {
    if (!take(cursor, 'none')) type(cursor);
  });
