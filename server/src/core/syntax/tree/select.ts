import { lookup } from '../../text/lookup.js';
import {
  type Cursor,
  clause,
  enclosed,
  is,
  isOneOf,
  kindAt,
  loose,
  node,
  setOf,
  take,
  takeOneOf,
  wordAt,
} from './cursor.js';
import { expression, expressionList, expressions, isBareLabel, subscript, window } from './expression.js';
import { clauseWords, commaList, directions, items, nullsEnds, pass, untilComma, verbs } from './list.js';
import { isName, label, name, onlyTable, table, tables } from './name.js';
import { sources } from './source.js';

/** SELECT, VALUES and TABLE with set operators between them, then what holds for all of it. */
export function selection(cursor: Cursor): void {
  if (!one(cursor)) return;
  while (setOperator(cursor)) {
    pass(cursor, beginsOne);
    one(cursor);
  }
  queryTail(cursor);
}

const beginsOne = new Set([...verbs, '(']);

/** Items of a query: what is broken in one may hold columns and queries. */
export const expressionItems = (cursor: Cursor, item: () => void): void =>
  items(cursor, item, clauseWords, expression);

function setOperator(cursor: Cursor): boolean {
  if (!takeOneOf(cursor, setOperators)) return false;
  if (!take(cursor, 'all')) take(cursor, 'distinct');
  return true;
}

const setOperators = setOf('union intersect except');

function one(cursor: Cursor): boolean {
  const { at } = cursor;
  const word = wordAt(cursor);
  enclosed(cursor, 'select', 'parens', () => cursor.read.query(cursor));
  if (word === 'values') node(cursor, 'select', word, () => rows(cursor));
  else if (word === 'table')
    node(cursor, 'select', word, () => {
      cursor.at++;
      onlyTable(cursor);
    });
  else if (word === 'select') node(cursor, 'select', word, () => select(cursor));
  return cursor.at > at;
}

export function rows(cursor: Cursor): void {
  clause(cursor, 'values', () => items(cursor, () => void row(cursor)));
}

const row = (cursor: Cursor): boolean =>
  enclosed(cursor, 'row', '', () => expressions(cursor, untilComma(cursor)));

function select(cursor: Cursor): void {
  clause(cursor, 'select', () => {
    if (!take(cursor, 'all') && is(cursor, 'distinct'))
      clause(cursor, 'distinct', () => {
        if (take(cursor, 'on')) expressionList(cursor);
      });
    targets(cursor);
  });
  selectClauses(cursor);
}

/** The clauses of a SELECT in any order. A word that begins no clause ends it. */
export function selectClauses(cursor: Cursor): void {
  for (;;) {
    if (selectClause[wordAt(cursor)]?.(cursor)) continue;
    if (!passClause(cursor)) return;
  }
}

/** Passes over what belongs to no clause, up to the next one; whether anything stood there. */
export function passClause(cursor: Cursor): boolean {
  const { at } = cursor;
  pass(cursor, clauseWords, expression);
  return cursor.at > at;
}

const selectClause = lookup<(cursor: Cursor) => boolean>({
  into: (cursor) => clause(cursor, 'into', () => into(cursor)),
  from: (cursor) => clause(cursor, 'from', () => sources(cursor)),
  where: (cursor) => clause(cursor, 'where', () => expression(cursor)),
  group: (cursor) =>
    clause(cursor, 'group by', () => {
      if (!take(cursor, 'all')) take(cursor, 'distinct');
      groupings(cursor);
    }),
  having: (cursor) => clause(cursor, 'having', () => expression(cursor)),
  window: (cursor) => clause(cursor, 'window', () => windows(cursor)),
});

const windows = (cursor: Cursor): void =>
  items(cursor, () => {
    if (!name(cursor, 'window')) return;
    take(cursor, 'as');
    window(cursor);
  });

/** `[TEMPORARY] [TABLE] name` */
function into(cursor: Cursor): void {
  if (cursor.isPlpgsql) {
    variables(cursor);
    if (!isOneOf(cursor, clauseWords)) targets(cursor);
    return;
  }
  while (takeOneOf(cursor, intoWords));
  table(cursor);
}

/** `[STRICT] a, b.c`, where a row goes in PL/pgSQL. */
export function variables(cursor: Cursor): void {
  take(cursor, 'strict');
  commaList(cursor, () => variable(cursor));
}

/** What takes a value in PL/pgSQL: `a.b`, `a[1].b`, `$1`. */
export function variable(cursor: Cursor): void {
  if (kindAt(cursor) === 'parameter') node(cursor, 'parameter', '', () => void cursor.at++);
  else if (!isName(cursor) || !name(cursor, 'variable')) return;
  for (;;) {
    if (take(cursor, '.')) name(cursor, 'field');
    else if (!subscript(cursor)) return;
  }
}

const intoWords = setOf('local global temporary temp unlogged table');

export const targets = (cursor: Cursor): void =>
  expressionItems(cursor, () => {
    node(cursor, 'target', '', () => {
      const { at } = cursor;
      expression(cursor, 'labeled');
      if (cursor.at === at) return;
      if (is(cursor, 'as') || isBareLabel(cursor))
        node(cursor, 'alias', '', () => {
          take(cursor, 'as');
          label(cursor);
        });
    });
  });

const groupings = (cursor: Cursor): void =>
  expressionItems(cursor, () => {
    const isSets = is(cursor, 'grouping', 'sets', '(');
    if (!isSets && !(isOneOf(cursor, groupingWords) && wordAt(cursor, 1) === '(')) {
      expression(cursor);
      return;
    }
    cursor.at += isSets ? 2 : 1;
    enclosed(cursor, 'list', '', () => groupings(cursor));
  });

const groupingWords = setOf('rollup cube');

export const sortList = (cursor: Cursor, until = clauseWords): void =>
  items(cursor, () => sortKey(cursor), until, expression);

function sortKey(cursor: Cursor): void {
  node(cursor, 'sort', '', () => {
    expression(cursor);
    if (!takeOneOf(cursor, directions) && take(cursor, 'using')) {
      if (!is(cursor, 'operator', '(')) cursor.at++;
      else {
        cursor.at++;
        loose(cursor);
      }
    }
    if (take(cursor, 'nulls')) takeOneOf(cursor, nullsEnds);
  });
}

/** ORDER BY, LIMIT, OFFSET, FETCH and locks, which hold for a whole query. */
export function queryTail(cursor: Cursor): void {
  for (;;) {
    const read = tailClause[wordAt(cursor)] ?? selectClause[wordAt(cursor)];
    if (read?.(cursor) || passClause(cursor)) continue;
    // A clause without its second word.
    if (!takeOneOf(cursor, halves)) return;
  }
}

const tailClause = lookup<(cursor: Cursor) => boolean>({
  order: (cursor) => clause(cursor, 'order by', () => sortList(cursor)),
  limit: (cursor) =>
    clause(cursor, 'limit', () => {
      if (!take(cursor, 'all')) expressions(cursor);
    }),
  offset: (cursor) =>
    clause(cursor, 'offset', () => {
      expression(cursor);
      takeOneOf(cursor, rowWords);
    }),
  fetch: (cursor) =>
    clause(cursor, 'fetch', () => {
      takeOneOf(cursor, fetchWords);
      if (!isOneOf(cursor, rowWords)) expression(cursor, 'bare');
      pass(cursor, behindCount, expression);
      takeOneOf(cursor, rowWords);
      if (!take(cursor, 'only') && take(cursor, 'with')) take(cursor, 'ties');
    }),
  for: lock,
});

const halves = setOf('group order for');
const rowWords = setOf('row rows');
const behindCount = new Set([...clauseWords, ...rowWords, 'only']);
const fetchWords = setOf('first next');

/** FOR UPDATE and its like; FOR READ ONLY says nothing. */
function lock(cursor: Cursor): boolean {
  const strength = strengths.find((words) => is(cursor, ...words.split(' ')));
  if (strength === undefined)
    return is(cursor, 'for', 'read', 'only') && clause(cursor, 'for read only', () => {});
  return clause(cursor, strength, () => {
    clause(cursor, 'of', () => tables(cursor));
    if (!take(cursor, 'nowait')) take(cursor, 'skip', 'locked');
  });
}

const strengths = ['for update', 'for no key update', 'for share', 'for key share'];
