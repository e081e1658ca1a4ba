import type { StatementKind } from '../node.js';
import {
  type Cursor,
  clause,
  enclosed,
  is,
  kindAt,
  loose,
  node,
  take,
  takeString,
  wordAt,
} from './cursor.js';
import { functionArguments } from './definition.js';
import { expression, value } from './expression.js';
import { commaList } from './list.js';
import { isLabel, name } from './name.js';
import { setting } from './setting.js';
import { columnsOfCall } from './source.js';
import { type Clauses, tail } from './tail.js';
import { type } from './type.js';

export function createFunction(cursor: Cursor): void {
  name(cursor, 'function');
  functionArguments(cursor);
  tail(cursor, functionClauses);
}

const functionClauses: Clauses = {
  returns: (cursor) =>
    void clause(cursor, 'returns', () => {
      if (is(cursor, 'table', '(')) {
        cursor.at++;
        enclosed(cursor, 'list', 'column', () => columnsOfCall(cursor));
      } else if (!is(cursor, 'null')) type(cursor);
      else take(cursor, 'null', 'on', 'null', 'input');
    }),
  language: (cursor) => void clause(cursor, 'language', () => languageName(cursor)),
  as: (cursor) => void clause(cursor, 'as', () => commaList(cursor, () => body(cursor))),
  set: (cursor) => void clause(cursor, 'set', () => setting(cursor)),
  support: (cursor) => void clause(cursor, 'support', () => void name(cursor, 'function')),
  cost: (cursor) => void clause(cursor, 'cost', () => value(cursor)),
  rows: (cursor) => void clause(cursor, 'rows', () => value(cursor)),
  transform: (cursor) =>
    void clause(cursor, 'transform', () =>
      commaList(cursor, () => {
        if (take(cursor, 'for', 'type')) type(cursor);
      }),
    ),
  return: (cursor) => void clause(cursor, 'return', () => expression(cursor)),
  begin: (cursor) =>
    void clause(cursor, 'begin atomic', () => {
      while (!is(cursor, 'end') && wordAt(cursor) !== '') {
        const { at } = cursor;
        if (!take(cursor, ';')) cursor.read.statement(cursor);
        if (cursor.at === at) loose(cursor);
      }
      take(cursor, 'end');
    }),
};

export function functionNames(words: string): Clauses {
  return Object.fromEntries(
    words
      .split(' ')
      .map((word) => [
        word,
        (cursor: Cursor) => void clause(cursor, word, () => void name(cursor, 'function')),
      ]),
  );
}

/** `WITH FUNCTION name (types)` */
export function functionSignature(cursor: Cursor): void {
  const isLedIn = is(cursor, 'with') && !is(cursor, 'with', 'function');
  if (isLedIn) return;
  take(cursor, 'with');
  if (!take(cursor, 'function')) return;
  name(cursor, 'function');
  functionArguments(cursor);
}

/** Whether the parenthesis holds `name = value` in place of types. */
export const isDefinition = (cursor: Cursor): boolean => isLabel(cursor, 1) && wordAt(cursor, 2) === '=';

/** A language without a handler of its own is an extension. */
export function createLanguage(cursor: Cursor): StatementKind {
  name(cursor, 'language');
  const hasHandler = is(cursor, 'handler');
  tail(cursor, functionNames('handler inline validator'));
  return hasHandler ? 'CreatePLangStmt' : 'CreateExtensionStmt';
}

/** A language is a word or a string. */
export function languageName(cursor: Cursor): void {
  if (kindAt(cursor) === 'string') loose(cursor);
  else name(cursor, 'language');
}

/** The text of a function, or of its name in a library. */
export function body(cursor: Cursor): void {
  node(cursor, 'body', '', () => {
    if (!takeString(cursor) && kindAt(cursor) === 'placeholder') cursor.at++;
  });
}
