import type { StatementKind } from '../node.js';
import { castTypes, typeList } from './createType.js';
import { atEnd, type Cursor, clause, is, loose, node, take, wordAt } from './cursor.js';
import { functionArguments } from './definition.js';
import { commaList } from './list.js';
import { name, nameLength, names, table } from './name.js';
import { tail } from './tail.js';
import { type } from './type.js';

type ObjectKind = readonly [words: readonly string[], kind: StatementKind, read: (cursor: Cursor) => void];

const kind = (words: string, kind: StatementKind, read: (cursor: Cursor) => void): ObjectKind => [
  words.split(' '),
  kind,
  read,
];

export const listed = (role: string) => (cursor: Cursor) => names(cursor, role);
export const onTable = (role: string) => (cursor: Cursor) => {
  name(cursor, role);
  clause(cursor, 'on', () => void table(cursor));
};
export const signatures = (cursor: Cursor): void =>
  commaList(cursor, () => {
    name(cursor, 'function');
    functionArguments(cursor);
  });
const types = (cursor: Cursor): void => commaList(cursor, () => void type(cursor));
export const usingMethod = (role: string) => (cursor: Cursor) => {
  name(cursor, role);
  clause(cursor, 'using', () => void name(cursor, 'method'));
};

export const objectKinds: readonly ObjectKind[] = [
  ...['table', 'view', 'materialized view', 'foreign table', 'sequence'].map((words) =>
    kind(words, 'DropStmt', (cursor) => commaList(cursor, () => void table(cursor))),
  ),
  kind('index', 'DropStmt', listed('index')),
  kind('schema', 'DropStmt', listed('schema')),
  kind('type', 'DropStmt', types),
  kind('domain', 'DropStmt', types),
  ...['function', 'procedure', 'routine', 'aggregate'].map((words) => kind(words, 'DropStmt', signatures)),
  kind('operator class', 'DropStmt', usingMethod('operator class')),
  kind('operator family', 'DropStmt', usingMethod('operator family')),
  kind('operator', 'DropStmt', (cursor) => operators(cursor)),
  ...['trigger', 'rule', 'policy'].map((words) => kind(words, 'DropStmt', onTable(words))),
  kind('cast', 'DropStmt', (cursor) => void castTypes(cursor)),
  kind('transform', 'DropStmt', (cursor) =>
    tail(cursor, {
      for: (inner) => void clause(inner, 'for', () => void type(inner)),
      language: (inner) => void clause(inner, 'language', () => void name(inner, 'language')),
    }),
  ),
  kind('owned by', 'DropOwnedStmt', listed('role')),
  kind('role', 'DropRoleStmt', listed('role')),
  kind('user mapping', 'DropUserMappingStmt', (cursor) => tail(cursor, {})),
  kind('user', 'DropRoleStmt', listed('role')),
  kind('group', 'DropRoleStmt', listed('role')),
  kind('database', 'DropdbStmt', listed('database')),
  kind('tablespace', 'DropTableSpaceStmt', listed('tablespace')),
  kind('subscription', 'DropSubscriptionStmt', listed('subscription')),
  ...[
    'access method',
    'collation',
    'conversion',
    'event trigger',
    'extension',
    'foreign data wrapper',
    'language',
    'procedural language',
    'publication',
    'server',
    'statistics',
    'text search parser',
    'text search dictionary',
    'text search template',
    'text search configuration',
  ].map((words) => kind(words, 'DropStmt', listed(words))),
];

export function operators(cursor: Cursor): void {
  commaList(cursor, () => {
    while (!atEnd(cursor) && !is(cursor, '(') && !is(cursor, ',')) cursor.at++;
    typeList(cursor);
  });
}

/** What COMMENT and SECURITY LABEL speak of, and ALTER EXTENSION adds. */
export function object(cursor: Cursor): void {
  const found = objectKinds.find(([words]) => is(cursor, ...words));
  const words = found ? found[0].join(' ') : wordAt(cursor);
  cursor.at += found ? found[0].length : 1;
  if (words === 'column') {
    columnOfTable(cursor);
  } else if (words === 'constraint') {
    name(cursor, 'constraint');
    clause(cursor, 'on', () => {
      if (take(cursor, 'domain')) name(cursor, 'domain');
      else table(cursor);
    });
  } else if (words === 'large') {
    take(cursor, 'object');
    loose(cursor);
  } else if (found) found[2](cursor);
  else name(cursor, words);
}

/** `schema.table.column`: the last part is the column. */
function columnOfTable(cursor: Cursor): void {
  const length = nameLength(cursor);
  if (length < 3) {
    name(cursor, 'column');
    return;
  }
  node(cursor, 'table', '', () => {
    cursor.at += length - 2;
  });
  cursor.at++;
  name(cursor, 'column');
}
