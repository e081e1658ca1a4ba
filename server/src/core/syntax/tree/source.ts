import {
  atEnd,
  type Cursor,
  clause,
  enclosed,
  is,
  isOneOf,
  loose,
  node,
  setOf,
  take,
  takeOneOf,
  wordAt,
} from './cursor.js';
import { expression, expressionList, isQuery } from './expression.js';
import { clauseWords, commaList, items, itemsIn, pass } from './list.js';
import { alias, isLabel, name, nameLength, nameList, onlyTable } from './name.js';
import { type } from './type.js';

/** What FROM, USING and MERGE read: tables, queries and calls, joined or parted by commas. */
export const sources = (cursor: Cursor): void =>
  items(cursor, () => {
    source(cursor);
    do pass(cursor, behindSource);
    while (joined(cursor));
  });

export function joined(cursor: Cursor): boolean {
  // A condition that stands behind the joins inside it.
  if (is(cursor, 'on') && !is(cursor, 'on', 'conflict'))
    return clause(cursor, 'on', () => expression(cursor));
  if (is(cursor, 'using', '(')) return using(cursor);
  let by = 0;
  while (joinWords.has(wordAt(cursor, by)) && (by === 0 || wordAt(cursor, by - 1) !== 'join')) by++;
  if (by === 0 || (wordAt(cursor, by - 1) !== 'join' && wordAt(cursor, by) !== '')) return false;
  node(cursor, 'join', '', () => {
    cursor.at += by;
    source(cursor);
    if (!clause(cursor, 'on', () => expression(cursor)) && is(cursor, 'using', '(')) using(cursor);
  });
  return true;
}

/** Whether a join stands here, and not the condition of a MERGE. */
export const isJoinBefore = (cursor: Cursor): boolean => joinWords.has(wordAt(cursor));

const using = (cursor: Cursor): boolean =>
  clause(cursor, 'using', () => {
    nameList(cursor, 'column');
    if (is(cursor, 'as')) alias(cursor);
  });

const joinWords = setOf('natural inner left right full outer cross join');
export const behindSource = new Set([...clauseWords, ...joinWords, 'using']);

export function source(cursor: Cursor): void {
  node(cursor, 'source', '', () => {
    if (!sourceItem(cursor)) return;
    if (is(cursor, 'tablesample')) sample(cursor);
    alias(cursor, () => columnsOfCall(cursor));
    if (is(cursor, 'tablesample')) sample(cursor);
  });
}

function sourceItem(cursor: Cursor): boolean {
  take(cursor, 'lateral');
  if (is(cursor, '('))
    return enclosed(cursor, 'parens', '', () => {
      if (isQuery(cursor)) cursor.read.query(cursor);
      else sources(cursor);
    });
  if (is(cursor, 'rows', 'from', '(')) {
    cursor.at += 2;
    itemsIn(cursor, '', () => {
      expression(cursor);
      if (take(cursor, 'as')) enclosed(cursor, 'list', 'column', () => columnsOfCall(cursor));
    });
    ordinality(cursor);
    return true;
  }
  const length = nameLength(cursor);
  const isCall =
    (length > 0 && wordAt(cursor, length) === '(') || isOneOf(cursor, callWords) || wordAt(cursor, 1) === '(';
  if (isCall && !is(cursor, 'only')) {
    if (is(cursor, 'xmltable', '(')) xmlTable(cursor);
    else expression(cursor, 'bare');
    ordinality(cursor);
    return true;
  }
  return onlyTable(cursor);
}

/** Functions that need no parentheses. */
const callWords = setOf(
  'current_date current_time current_timestamp localtime localtimestamp current_role current_user session_user user current_catalog current_schema system_user collation',
);

function ordinality(cursor: Cursor): void {
  take(cursor, 'with', 'ordinality');
}

function sample(cursor: Cursor): boolean {
  return clause(cursor, 'tablesample', () => {
    name(cursor, 'method');
    expressionList(cursor);
    clause(cursor, 'repeatable', () => expressionList(cursor));
  });
}

/** `(a, b)` or, behind a function, `(a int, b text)`. */
export const columnsOfCall = (cursor: Cursor): void =>
  commaList(cursor, () => {
    const isTyped = isLabel(cursor) && isLabel(cursor, 1);
    if (!isTyped) {
      name(cursor, 'column');
      return;
    }
    node(cursor, 'definition', 'column', () => {
      name(cursor, 'column');
      type(cursor);
      clause(cursor, 'collate', () => name(cursor, 'collation'));
    });
  });

/** `XMLTABLE (… PASSING … COLUMNS name type …)` */
function xmlTable(cursor: Cursor): void {
  node(cursor, 'call', '', () => {
    node(cursor, 'name', 'function', () => {
      cursor.at++;
    });
    enclosed(cursor, 'list', 'argument', () => {
      clause(cursor, 'xmlnamespaces', () =>
        itemsIn(cursor, '', () => {
          take(cursor, 'default');
          expression(cursor, 'bare');
          if (take(cursor, 'as')) name(cursor, 'label');
        }),
      );
      take(cursor, ',');
      expression(cursor);
      clause(cursor, 'passing', () => {
        while (takeOneOf(cursor, passing));
        if (!is(cursor, 'columns')) expression(cursor);
        while (takeOneOf(cursor, passing));
        pass(cursor, columns, expression);
      });
      clause(cursor, 'columns', () => commaList(cursor, () => xmlColumn(cursor)));
    });
  });
}

const passing = setOf('by ref value');
const columns = setOf('columns');

function xmlColumn(cursor: Cursor): void {
  node(cursor, 'definition', 'column', () => {
    name(cursor, 'column');
    if (take(cursor, 'for', 'ordinality')) return;
    type(cursor);
    while (!atEnd(cursor) && !is(cursor, ',')) {
      const { at } = cursor;
      if (takeOneOf(cursor, xmlColumnWords)) continue;
      expression(cursor, 'bare');
      if (cursor.at === at) loose(cursor);
    }
  });
}

const xmlColumnWords = setOf('path default not null');
