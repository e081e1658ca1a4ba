import type { StatementKind } from '../node.js';
import { type Cursor, clause, is, isOneOf, loose, node, setOf, take, wordAt } from './cursor.js';
import { commaList } from './list.js';
import { isLabel, name, nameList, names, table } from './name.js';
import { listed, signatures } from './object.js';
import { tail } from './tail.js';

/** GRANT and REVOKE, into the statement that is open. */
export function grant(cursor: Cursor): StatementKind {
  cursor.at++;
  take(cursor, 'grant', 'option', 'for');
  take(cursor, 'admin', 'option', 'for');
  take(cursor, 'inherit', 'option', 'for');
  take(cursor, 'set', 'option', 'for');
  commaList(cursor, () => {
    node(cursor, 'privilege', '', () => {
      while (isLabel(cursor) && !isOneOf(cursor, behindPrivileges)) {
        if (take(cursor, 'alter', 'system')) continue;
        name(cursor, 'privilege');
      }
      nameList(cursor, 'column');
    });
  });
  const isOnObject = is(cursor, 'on');
  clause(cursor, 'on', () => grantObjects(cursor));
  tail(cursor, {
    to: (inner) => void clause(inner, 'to', () => roles(inner)),
    from: (inner) => void clause(inner, 'from', () => roles(inner)),
    granted: (inner) => void clause(inner, 'granted by', () => void name(inner, 'role')),
  });
  return isOnObject ? 'GrantStmt' : 'GrantRoleStmt';
}

const behindPrivileges = setOf('on to from');

export const roles = (cursor: Cursor): void =>
  commaList(cursor, () => {
    take(cursor, 'group');
    name(cursor, 'role');
  });

function grantObjects(cursor: Cursor): void {
  if (is(cursor, 'all') && wordAt(cursor, 2) === 'in') {
    cursor.at += 3;
    take(cursor, 'schema');
    names(cursor, 'schema');
    return;
  }
  const found = grantKinds.find(([words]) => is(cursor, ...words) && !isBehindObject(cursor, words.length));
  if (!found) {
    commaList(cursor, () => void table(cursor));
    return;
  }
  const [words, read] = found;
  cursor.at += words.length;
  read(cursor);
}

/** Whether the words are a table's name in place of the kind of an object. */
const isBehindObject = (cursor: Cursor, by: number): boolean =>
  /^(?:to|from|[,.;)]|)$/.test(wordAt(cursor, by));

const grantKinds: readonly (readonly [words: readonly string[], read: (cursor: Cursor) => void])[] = [
  [['table'], (cursor) => commaList(cursor, () => void table(cursor))],
  [['sequence'], (cursor) => commaList(cursor, () => void table(cursor))],
  [['function'], signatures],
  [['procedure'], signatures],
  [['routine'], signatures],
  [['database'], listed('database')],
  [['domain'], listed('type')],
  [['type'], listed('type')],
  [['foreign', 'data', 'wrapper'], listed('foreign data wrapper')],
  [['foreign', 'server'], listed('server')],
  [['language'], listed('language')],
  [['large', 'object'], (cursor) => commaList(cursor, () => loose(cursor))],
  [['parameter'], listed('parameter')],
  [['schema'], listed('schema')],
  [['tablespace'], listed('tablespace')],
];
