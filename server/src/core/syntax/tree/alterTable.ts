import { atEnd, type Cursor, clause, is, kindAt, loose, node, take, takeOneOf } from './cursor.js';
import {
  attributes,
  columnConstraint,
  columnDefinition,
  foreignOptions,
  optionList,
  partitionBound,
  sequenceOption,
  tableConstraint,
} from './definition.js';
import { expression } from './expression.js';
import { ifExists, name, table } from './name.js';
import { namedType, type } from './type.js';

/** One action of ALTER TABLE and its like. Its `word` are its keywords: `add column`, `alter column type`, `owner to`. */
export function tableAction(cursor: Cursor): void {
  const found = actions.find(([words]) => is(cursor, ...words));
  node(cursor, 'action', '', () => {
    if (!found) {
      while (!atEnd(cursor) && !is(cursor, ',')) loose(cursor);
      return;
    }
    const [words, word, read] = found;
    cursor.open.word = word;
    cursor.at += words.length;
    read(cursor);
    if (!take(cursor, 'cascade')) take(cursor, 'restrict');
    while (!atEnd(cursor) && !is(cursor, ',')) loose(cursor);
  });
}

type Reader = (cursor: Cursor) => void;
type Action = readonly [words: readonly string[], kind: string, read: Reader];

const nothing: Reader = () => {};
const named =
  (role: string): Reader =>
  (cursor) =>
    void name(cursor, role);
const guarded =
  (read: Reader): Reader =>
  (cursor) => {
    ifExists(cursor);
    read(cursor);
  };

const action = (words: string, read: Reader, kind = words): Action => [words.split(' '), kind, read];

/** The longer words first. */
const actions: readonly Action[] = [
  action('add column', guarded(columnDefinition)),
  action('add attribute', guarded(columnDefinition)),
  ...['constraint', 'primary key', 'foreign key', 'unique', 'check (', 'exclude'].map(
    (words): Action => [
      ['add', ...words.split(' ')],
      'add constraint',
      (cursor) => {
        cursor.at -= words.split(' ').length;
        tableConstraint(cursor);
      },
    ],
  ),
  action('add value', (cursor) => {
    ifExists(cursor);
    loose(cursor);
    takeOneOf(cursor, neighbors);
  }),
  action('add', guarded(columnDefinition), 'add column'),
  action('drop constraint', guarded(named('constraint'))),
  action('drop column', guarded(named('column'))),
  action('drop attribute', guarded(named('column'))),
  action('drop default', nothing),
  action('drop not null', nothing),
  action('drop', guarded(named('column')), 'drop column'),
  action('alter constraint', (cursor) => {
    name(cursor, 'constraint');
    attributes(cursor);
  }),
  action('alter attribute', alterColumn, 'alter attribute'),
  action('alter column', alterColumn),
  action('alter', alterColumn, 'alter column'),
  action('validate constraint', named('constraint')),
  ...['enable', 'disable'].flatMap((verb) => [
    action(`${verb} row level security`, nothing),
    action(`${verb} replica trigger`, named('trigger')),
    action(`${verb} always trigger`, named('trigger')),
    action(`${verb} replica rule`, named('rule')),
    action(`${verb} always rule`, named('rule')),
    action(`${verb} trigger`, named('trigger')),
    action(`${verb} rule`, named('rule')),
  ]),
  action('force row level security', nothing),
  action('no force row level security', nothing),
  action('cluster on', named('index')),
  action('set default', (cursor) => expression(cursor)),
  action('set not null', nothing),
  action('set without cluster', nothing),
  action('set without oids', nothing),
  action('set tablespace', named('tablespace')),
  action('set access method', named('method')),
  action('set logged', nothing),
  action('set unlogged', nothing),
  action('set schema', named('schema')),
  action(
    'set (',
    (cursor) => {
      cursor.at--;
      optionList(cursor);
    },
    'set',
  ),
  action('reset', (cursor) => void optionList(cursor)),
  action('no inherit', (cursor) => void table(cursor)),
  action('inherit', (cursor) => void table(cursor)),
  action('not of', nothing),
  action('of', (cursor) => void namedType(cursor)),
  action('owner to', named('role')),
  action('replica identity', (cursor) => {
    if (clause(cursor, 'using index', () => void name(cursor, 'index'))) return;
    cursor.at++;
  }),
  action('attach partition', (cursor) => {
    table(cursor);
    partitionBound(cursor);
  }),
  action('detach partition', (cursor) => {
    table(cursor);
    if (!take(cursor, 'concurrently')) take(cursor, 'finalize');
  }),
  action('options', foreignOptions),
  action('rename column', renamed('column')),
  action('rename attribute', renamed('column')),
  action('rename constraint', renamed('constraint')),
  action('rename value', (cursor) => {
    loose(cursor);
    if (take(cursor, 'to')) loose(cursor);
  }),
  action('rename to', named('new name')),
  action('rename', renamed('column'), 'rename column'),
  action('no depends on extension', named('extension'), 'depends'),
  action('depends on extension', named('extension'), 'depends'),
];

const neighbors: ReadonlySet<string> = new Set(['before', 'after']);

function renamed(role: string): Reader {
  return (cursor) => {
    name(cursor, role);
    if (take(cursor, 'to')) name(cursor, 'new name');
  };
}

/** What ALTER COLUMN does to its column; a column of an index has a number. */
function alterColumn(cursor: Cursor): void {
  if (kindAt(cursor) === 'number') cursor.at++;
  else name(cursor, 'column');
  const found = changes.find(([words]) => is(cursor, ...words));
  if (!found) return;
  const [words, word, read] = found;
  cursor.open.word = `${cursor.open.word} ${word}`;
  cursor.at += words.length;
  read(cursor);
}

const change = (words: string, read: Reader, kind = words): Action => [words.split(' '), kind, read];

const changes: readonly Action[] = [
  change('set default', (cursor) => expression(cursor)),
  change('drop default', nothing),
  change('set not null', nothing),
  change('drop not null', nothing),
  change('set data type', typeChange, 'type'),
  change('type', typeChange),
  change('add generated', (cursor) => {
    cursor.at--;
    columnConstraint(cursor);
  }),
  change('set generated', (cursor) => {
    if (!take(cursor, 'always')) take(cursor, 'by', 'default');
    identityChanges(cursor);
  }),
  change('restart', (cursor) => {
    cursor.at--;
    identityChanges(cursor);
  }),
  change('drop identity', (cursor) => ifExists(cursor)),
  change('drop expression', (cursor) => ifExists(cursor)),
  change('set expression', nothing),
  change('set statistics', (cursor) => {
    take(cursor, '-');
    loose(cursor);
  }),
  change('set storage', (cursor) => void cursor.at++),
  change('set compression', (cursor) => void cursor.at++),
  change(
    'set (',
    (cursor) => {
      cursor.at--;
      optionList(cursor);
    },
    'set',
  ),
  change('set', (cursor) => {
    cursor.at--;
    identityChanges(cursor);
  }),
  change('reset', (cursor) => void optionList(cursor)),
  change('options', foreignOptions),
];

function typeChange(cursor: Cursor): void {
  type(cursor);
  clause(cursor, 'collate', () => void name(cursor, 'collation'));
  clause(cursor, 'using', () => expression(cursor));
}

/** `SET CACHE 1 RESTART WITH 5` */
function identityChanges(cursor: Cursor): void {
  for (;;) {
    const { at } = cursor;
    if (take(cursor, 'set', 'generated')) {
      if (!take(cursor, 'always')) take(cursor, 'by', 'default');
      continue;
    }
    take(cursor, 'set');
    if (!sequenceOption(cursor)) {
      cursor.at = at;
      return;
    }
  }
}
