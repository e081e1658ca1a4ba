import type { StatementKind } from '../node.js';
import { options, server, using } from './createClauses.js';
import { type Cursor, clause, enclosed, is, take, wordAt, wordOfToken } from './cursor.js';
import { indexKey, nulls, optionList, partitionBound, tableElements } from './definition.js';
import { expression } from './expression.js';
import { itemsIn } from './list.js';
import { ifExists, isLabel, name, nameList, onlyTable, table, tables } from './name.js';
import { query } from './query.js';
import { type Clauses, tail } from './tail.js';
import { namedType } from './type.js';

export function createTable(cursor: Cursor): StatementKind {
  ifExists(cursor);
  table(cursor);
  if (is(cursor, '(') && isColumnNames(cursor)) nameList(cursor, 'column');
  else tableElements(cursor);
  tail(cursor, tableClauses);
  const isQuery = cursor.open.children.some(({ kind, word }) => kind === 'clause' && word === 'as');
  return isQuery ? 'CreateTableAsStmt' : 'CreateStmt';
}

const tableClauses: Clauses = {
  ...options,
  ...using('method'),
  ...server(),
  '(': (inner) => void tableElements(inner),
  of: (inner) =>
    void clause(inner, 'of', () => {
      namedType(inner);
      tableElements(inner);
    }),
  partition: (inner) => {
    if (clause(inner, 'partition of', () => partitionOf(inner))) return;
    clause(inner, 'partition by', () => {
      name(inner, 'strategy');
      itemsIn(inner, 'key', () => indexKey(inner));
    });
  },
  for: (inner) => partitionBound(inner),
  default: (inner) => partitionBound(inner),
  inherits: (inner) =>
    void clause(inner, 'inherits', () => void enclosed(inner, 'list', '', () => tables(inner))),
  without: (inner) => void clause(inner, 'without oids', () => {}),
  on: (inner) =>
    void clause(inner, 'on commit', () => {
      if (!take(inner, 'preserve')) take(inner, 'delete');
      if (!take(inner, 'rows')) take(inner, 'drop');
    }),
  tablespace: (inner) => void clause(inner, 'tablespace', () => void name(inner, 'tablespace')),
  as: (inner) => {
    if (!clause(inner, 'as', () => statementOf(inner))) return;
    withData(inner);
  },
};

/** Whether the parentheses behind a name hold names alone and a query follows somewhere: CREATE TABLE … (a, b) AS. */
function isColumnNames(cursor: Cursor): boolean {
  const close = cursor.closing[cursor.at] ?? -1;
  if (close < 0) return false;
  for (let at = cursor.at + 1; at < close; at += 2) {
    if (!isLabel(cursor, at - cursor.at)) return false;
    if (at + 1 < close && wordAt(cursor, at + 1 - cursor.at) !== ',') return false;
  }
  return close > cursor.at + 1 && hasBehind(cursor, close, 'as');
}

function hasBehind(cursor: Cursor, close: number, word: string): boolean {
  for (let at = close + 1; at < cursor.tokens.length; at++) {
    if (wordOfToken(cursor, at) === word) return true;
    if (wordOfToken(cursor, at) === ';') return false;
  }
  return false;
}

function withData(cursor: Cursor): void {
  if (!clause(cursor, 'with no data', () => {})) clause(cursor, 'with data', () => {});
}

/** A query, or EXECUTE of a prepared one. */
function statementOf(cursor: Cursor): void {
  if (is(cursor, 'execute')) cursor.read.statement(cursor);
  else query(cursor);
}

function partitionOf(cursor: Cursor): void {
  table(cursor);
  tableElements(cursor);
  partitionBound(cursor);
}

export function createIndex(cursor: Cursor): void {
  if (is(cursor, 'async')) cursor.at++;
  take(cursor, 'concurrently');
  ifExists(cursor);
  if (!is(cursor, 'on')) name(cursor, 'index');
  tail(cursor, {
    on: (inner) => {
      inner.at++;
      onlyTable(inner);
    },
    ...using('method'),
    ...options,
    '(': (inner) => void itemsIn(inner, 'key', () => indexKey(inner)),
    include: (inner) =>
      void clause(inner, 'include', () => void itemsIn(inner, 'key', () => indexKey(inner))),
    nulls: (inner) => nulls(inner),
    tablespace: (inner) => void clause(inner, 'tablespace', () => void name(inner, 'tablespace')),
    where: (inner) => void clause(inner, 'where', () => expression(inner)),
  });
}

export function createView(cursor: Cursor): void {
  ifExists(cursor);
  table(cursor);
  nameList(cursor, 'column');
  tail(cursor, {
    ...options,
    ...using('method'),
    with: (inner) => {
      if (clause(inner, 'with no data', () => {}) || clause(inner, 'with data', () => {})) return;
      clause(inner, 'with', () => {
        if (optionList(inner)) return;
        if (!take(inner, 'cascaded')) take(inner, 'local');
        take(inner, 'check', 'option');
      });
    },
    tablespace: (inner) => void clause(inner, 'tablespace', () => void name(inner, 'tablespace')),
    as: (inner) => void clause(inner, 'as', () => query(inner)),
  });
}
