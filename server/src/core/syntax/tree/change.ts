import { lookup } from '../../text/lookup.js';
import type { StatementKind } from '../node.js';
import { type Cursor, clause, is, node, setOf, take, wordAt } from './cursor.js';
import { indexKey } from './definition.js';
import { expression, isQuery, subscript } from './expression.js';
import { clauseWords, itemsIn, pass } from './list.js';
import { aliasName, isLabel, name, onlyTable, table } from './name.js';
import { expressionItems, passClause, rows, targets, variables } from './select.js';
import { behindSource, isJoinBefore, joined, source, sources } from './source.js';

interface Change {
  readonly kind: StatementKind;
  readonly read: (cursor: Cursor) => void;
}

/** INSERT, UPDATE, DELETE and MERGE by their verb, behind WITH. */
export const changes = lookup<Change>({
  insert: { kind: 'InsertStmt', read: insert },
  update: { kind: 'UpdateStmt', read: update },
  delete: { kind: 'DeleteStmt', read: remove },
  merge: { kind: 'MergeStmt', read: merge },
});

function insert(cursor: Cursor): void {
  changed(cursor, 'insert into', () => {
    if (!is(cursor, 'values', '(')) table(cursor);
    if (is(cursor, 'as')) aliasName(cursor);
    pass(cursor, behindTarget);
    if (is(cursor, '(') && !isQuery(cursor)) columnList(cursor);
    pass(cursor, behindTarget);
  });
  clause(cursor, 'overriding', () => {
    cursor.at++;
    take(cursor, 'value');
  });
  if (is(cursor, 'default', 'values')) clause(cursor, 'default values', () => {});
  else if (isQuery(cursor)) cursor.read.query(cursor);
  clause(cursor, 'on conflict', () => conflict(cursor));
  pass(cursor, clauseWords);
  while (returning(cursor));
}

const behindTarget = new Set([...clauseWords, ...setOf('( default overriding table insert')]);

/** The clause with the table that is changed; its verb may stand alone while a person types. */
function changed(cursor: Cursor, words: string, read: () => void): void {
  if (!clause(cursor, words, read)) node(cursor, 'clause', wordAt(cursor), () => void cursor.at++);
}

/** `(a, b.c, d[1])`, columns that are written. */
const columnList = (cursor: Cursor): boolean =>
  itemsIn(cursor, 'column', () => {
    written(cursor);
  });

/** A column that is written, its field or element behind it. */
function written(cursor: Cursor): void {
  if (!isLabel(cursor)) return;
  node(cursor, 'name', 'column', () => {
    cursor.at++;
  });
  for (;;) {
    if (take(cursor, '.')) name(cursor, 'field');
    else if (!subscript(cursor)) return;
  }
}

function conflict(cursor: Cursor): void {
  if (take(cursor, 'on', 'constraint')) name(cursor, 'constraint');
  else {
    itemsIn(cursor, 'key', () => indexKey(cursor));
    clause(cursor, 'where', () => {
      expression(cursor);
      pass(cursor, behindTargetOfConflict, expression);
    });
  }
  clause(cursor, 'do', () => {
    if (take(cursor, 'nothing')) return;
    take(cursor, 'update');
    set(cursor);
    clause(cursor, 'where', () => expression(cursor));
  });
}

const behindTargetOfConflict = new Set([...clauseWords, 'do']);

function update(cursor: Cursor): void {
  clause(cursor, 'update', () => {
    changedTable(cursor);
  });
  set(cursor);
  changeTail(cursor, 'from');
}

function remove(cursor: Cursor): void {
  changed(cursor, 'delete from', () => changedTable(cursor));
  changeTail(cursor, 'using');
}

function changedTable(cursor: Cursor): void {
  if (is(cursor, 'set') && !is(cursor, 'set', 'set')) return;
  onlyTable(cursor);
  aliasName(cursor);
  pass(cursor, behindSource);
}

function changeTail(cursor: Cursor, from: 'from' | 'using'): void {
  for (;;) {
    const isRead =
      clause(cursor, from, () => sources(cursor)) ||
      clause(cursor, 'where', () => expression(cursor)) ||
      returning(cursor) ||
      passClause(cursor);
    if (!isRead) return;
  }
}

const returning = (cursor: Cursor): boolean =>
  clause(cursor, 'returning', () => targets(cursor)) ||
  (cursor.isPlpgsql && clause(cursor, 'into', () => variables(cursor)));

export const set = (cursor: Cursor): boolean =>
  clause(cursor, 'set', () => expressionItems(cursor, () => assignment(cursor)));

function assignment(cursor: Cursor): void {
  node(cursor, 'assignment', '', () => {
    if (!columnList(cursor)) written(cursor);
    // A sign may stand so close to the equals sign that it belongs to the same token.
    if (wordAt(cursor).startsWith('=')) {
      cursor.at++;
      expression(cursor);
    }
  });
}

function merge(cursor: Cursor): void {
  changed(cursor, 'merge into', () => changedTable(cursor));
  clause(cursor, 'using', () => {
    source(cursor);
    while (isJoinBefore(cursor) && joined(cursor));
    pass(cursor, behindSource);
  });
  clause(cursor, 'on', () => {
    expression(cursor);
    pass(cursor, clauseWords, expression);
  });
  while (clause(cursor, 'when', () => mergeAction(cursor)));
  returning(cursor);
}

function mergeAction(cursor: Cursor): void {
  take(cursor, 'not');
  take(cursor, 'matched');
  clause(cursor, 'and', () => expression(cursor));
  pass(cursor, behindMatch, expression);
  clause(cursor, 'then', () => {
    if (take(cursor, 'update')) set(cursor);
    else if (take(cursor, 'insert')) {
      columnList(cursor);
      clause(cursor, 'overriding', () => {
        cursor.at++;
        take(cursor, 'value');
      });
      if (!take(cursor, 'default', 'values')) rows(cursor);
    } else if (!take(cursor, 'do', 'nothing')) take(cursor, 'delete');
    pass(cursor, clauseWords);
  });
}

const behindMatch = new Set([...clauseWords, 'then']);
