import { lookup } from '../../text/lookup.js';
import type { StatementKind } from '../node.js';
import { alter } from './alter.js';
import { create } from './create.js';
import { body, languageName } from './createRoutine.js';
import { typeList } from './createType.js';
import {
  atEnd,
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
import { foreignOptions, optionList } from './definition.js';
import { drop } from './drop.js';
import { expression, expressionList, isQuery, value } from './expression.js';
import { grant } from './grant.js';
import { commaList } from './list.js';
import { isLabel, name, nameList, names, table, tables } from './name.js';
import { object } from './object.js';
import { query, queryKind, queryParts } from './query.js';
import { variables } from './select.js';
import { setting, settingValues } from './setting.js';
import { type Clauses, type StatementReader, tail } from './tail.js';

/** A statement of whatever kind, up to its semicolon or what encloses it, as a node of its own. */
export function statement(cursor: Cursor): void {
  node(cursor, 'statement', 'UnknownStmt', () => statementParts(cursor));
}

/** The parts of a statement, into the node that is open, whose word they tell. */
export function statementParts(cursor: Cursor): void {
  cursor.open.word = kindOf(cursor);
}

function kindOf(cursor: Cursor): StatementKind {
  if (wordAt(cursor) === '' || wordAt(cursor) === ';') return 'EmptyStmt';
  if (isQuery(cursor)) {
    const kind = queryKind(cursor);
    queryParts(cursor);
    tail(cursor, {});
    return kind;
  }
  const read = kindAt(cursor) === 'word' ? statements[wordAt(cursor)] : undefined;
  const kind = read?.(cursor) ?? 'UnknownStmt';
  tail(cursor, {});
  return kind;
}

const simple =
  (kind: StatementKind, clauses: Clauses = {}): StatementReader =>
  (cursor) => {
    cursor.at++;
    tail(cursor, clauses);
    return kind;
  };

const statements = lookup<StatementReader>({
  create: (cursor) => create(cursor),
  alter,
  drop,
  truncate: (cursor) => {
    cursor.at++;
    take(cursor, 'table');
    tables(cursor);
    return 'TruncateStmt';
  },
  comment: (cursor) => {
    cursor.at++;
    if (take(cursor, 'on')) object(cursor);
    clause(cursor, 'is', () => value(cursor));
    return 'CommentStmt';
  },
  security: (cursor) => {
    cursor.at++;
    take(cursor, 'label');
    clause(cursor, 'for', () => loose(cursor));
    if (take(cursor, 'on')) object(cursor);
    clause(cursor, 'is', () => value(cursor));
    return 'SecLabelStmt';
  },
  grant,
  revoke: grant,
  copy,
  explain,
  analyze: vacuum,
  analyse: vacuum,
  vacuum,
  cluster: (cursor) => {
    cursor.at++;
    takeOneOf(cursor, verbose);
    optionList(cursor);
    if (is(cursor, 'on') || wordAt(cursor, 1) === 'on') name(cursor, 'index');
    take(cursor, 'on');
    table(cursor);
    clause(cursor, 'using', () => void name(cursor, 'index'));
    return 'ClusterStmt';
  },
  lock: (cursor) => {
    cursor.at++;
    take(cursor, 'table');
    tables(cursor);
    tail(cursor, {
      in: (inner) =>
        void node(inner, 'clause', 'in mode', () => {
          while (!atEnd(inner) && !take(inner, 'mode')) inner.at++;
        }),
    });
    return 'LockStmt';
  },
  refresh: (cursor) => {
    cursor.at++;
    take(cursor, 'materialized', 'view');
    take(cursor, 'concurrently');
    table(cursor);
    return 'RefreshMatViewStmt';
  },
  reindex: (cursor) => {
    cursor.at++;
    optionList(cursor);
    const what = wordAt(cursor);
    cursor.at++;
    take(cursor, 'concurrently');
    if (what === 'table' || what === 'index') table(cursor);
    else name(cursor, what);
    return 'ReindexStmt';
  },
  begin: transaction,
  start: transaction,
  commit: transaction,
  end: transaction,
  rollback: transaction,
  abort: transaction,
  savepoint: transaction,
  release: transaction,
  prepare,
  execute: (cursor) => {
    cursor.at++;
    name(cursor, 'prepared statement');
    expressionList(cursor, 'argument');
    return 'ExecuteStmt';
  },
  deallocate: (cursor) => {
    cursor.at++;
    take(cursor, 'prepare');
    if (!take(cursor, 'all')) name(cursor, 'prepared statement');
    return 'DeallocateStmt';
  },
  declare: (cursor) => {
    cursor.at++;
    name(cursor, 'cursor');
    while (!atEnd(cursor) && !is(cursor, 'for')) cursor.at++;
    clause(cursor, 'for', () => query(cursor));
    return 'DeclareCursorStmt';
  },
  fetch,
  move: fetch,
  close: (cursor) => {
    cursor.at++;
    if (!take(cursor, 'all')) name(cursor, 'cursor');
    return 'ClosePortalStmt';
  },
  set,
  reset: (cursor) => {
    cursor.at++;
    if (take(cursor, 'time', 'zone') || take(cursor, 'transaction', 'isolation', 'level'))
      return 'VariableSetStmt';
    if (!take(cursor, 'session', 'authorization') && !take(cursor, 'all')) name(cursor, 'parameter');
    return 'VariableSetStmt';
  },
  show: (cursor) => {
    cursor.at++;
    if (take(cursor, 'time', 'zone') || take(cursor, 'transaction', 'isolation', 'level'))
      return 'VariableShowStmt';
    if (!take(cursor, 'session', 'authorization') && !take(cursor, 'all')) name(cursor, 'parameter');
    return 'VariableShowStmt';
  },
  discard: simple('DiscardStmt'),
  listen: channel('ListenStmt'),
  unlisten: channel('UnlistenStmt'),
  notify: channel('NotifyStmt'),
  load: simple('LoadStmt'),
  checkpoint: simple('CheckPointStmt'),
  call: (cursor) => {
    cursor.at++;
    expression(cursor, 'bare');
    return 'CallStmt';
  },
  do: (cursor) => {
    cursor.at++;
    while (!atEnd(cursor)) {
      const { at } = cursor;
      if (!clause(cursor, 'language', () => languageName(cursor))) body(cursor);
      if (cursor.at === at) loose(cursor);
    }
    return 'DoStmt';
  },
  import: (cursor) => {
    cursor.at++;
    take(cursor, 'foreign', 'schema');
    name(cursor, 'schema');
    if (take(cursor, 'limit', 'to') || take(cursor, 'except'))
      enclosed(cursor, 'list', '', () => tables(cursor));
    tail(cursor, {
      from: (inner) => void clause(inner, 'from server', () => void name(inner, 'server')),
      into: (inner) => void clause(inner, 'into', () => void name(inner, 'schema')),
      options: (inner) => void clause(inner, 'options', () => foreignOptions(inner)),
    });
    return 'ImportForeignSchemaStmt';
  },
  reassign: (cursor) => {
    cursor.at++;
    take(cursor, 'owned', 'by');
    names(cursor, 'role');
    clause(cursor, 'to', () => void name(cursor, 'role'));
    return 'ReassignOwnedStmt';
  },
  return: (cursor) => {
    cursor.at++;
    expression(cursor);
    return 'ReturnStmt';
  },
  aws: (cursor) => {
    cursor.at++;
    if (!take(cursor, 'iam')) return 'UnknownStmt';
    takeOneOf(cursor, setOf('grant revoke'));
    name(cursor, 'role');
    for (const word of ['to', 'from']) clause(cursor, word, () => value(cursor));
    return 'IamStmt';
  },
});

const verbose = setOf('verbose');

function channel(kind: StatementKind): StatementReader {
  return (cursor) => {
    cursor.at++;
    if (!take(cursor, '*')) name(cursor, 'channel');
    if (take(cursor, ',')) value(cursor);
    return kind;
  };
}

function transaction(cursor: Cursor): StatementKind {
  const verb = wordAt(cursor);
  cursor.at++;
  if (!take(cursor, 'work')) take(cursor, 'transaction');
  if (verb === 'savepoint') name(cursor, 'savepoint');
  else if (verb === 'release') {
    take(cursor, 'savepoint');
    name(cursor, 'savepoint');
  } else if (take(cursor, 'to')) {
    take(cursor, 'savepoint');
    name(cursor, 'savepoint');
  } else if (take(cursor, 'prepared')) loose(cursor);
  else transactionModes(cursor);
  return 'TransactionStmt';
}

function transactionModes(cursor: Cursor): void {
  while (!atEnd(cursor)) {
    const isRead =
      clause(cursor, 'isolation level', () => {
        if (!take(cursor, 'repeatable', 'read') && !take(cursor, 'read')) cursor.at++;
        else if (isOneOf(cursor, setOf('committed uncommitted'))) cursor.at++;
      }) ||
      clause(cursor, 'read only', () => {}) ||
      clause(cursor, 'read write', () => {}) ||
      clause(cursor, 'not deferrable', () => {}) ||
      clause(cursor, 'deferrable', () => {}) ||
      clause(cursor, 'and chain', () => {}) ||
      clause(cursor, 'and no chain', () => {}) ||
      take(cursor, ',');
    if (!isRead) return;
  }
}

function prepare(cursor: Cursor): StatementKind {
  if (is(cursor, 'prepare', 'transaction')) {
    cursor.at += 2;
    loose(cursor);
    return 'TransactionStmt';
  }
  cursor.at++;
  name(cursor, 'prepared statement');
  typeList(cursor);
  clause(cursor, 'as', () => statement(cursor));
  return 'PrepareStmt';
}

function fetch(cursor: Cursor): StatementKind {
  cursor.at++;
  for (;;) {
    if (takeOneOf(cursor, fetchWords) || (kindAt(cursor) === 'operator' && !atEnd(cursor))) {
      if (kindAt(cursor) === 'operator') cursor.at++;
      continue;
    }
    if (kindAt(cursor) !== 'number') break;
    loose(cursor);
  }
  name(cursor, 'cursor');
  if (cursor.isPlpgsql) clause(cursor, 'into', () => variables(cursor));
  return 'FetchStmt';
}

const fetchWords = setOf('next prior first last absolute relative all forward backward from in');

function set(cursor: Cursor): StatementKind {
  cursor.at++;
  if (is(cursor, 'constraints')) {
    cursor.at++;
    if (!take(cursor, 'all')) commaList(cursor, () => void table(cursor));
    return 'ConstraintsSetStmt';
  }
  if (!take(cursor, 'local') && is(cursor, 'session') && isLabel(cursor, 1)) {
    if (take(cursor, 'session', 'characteristics', 'as', 'transaction')) {
      transactionModes(cursor);
      return 'VariableSetStmt';
    }
    if (!is(cursor, 'session', 'authorization')) cursor.at++;
  }
  if (take(cursor, 'session', 'authorization')) {
    settingValues(cursor);
  } else if (is(cursor, 'transaction') && !isOneOf(cursor, setOf('= to'), 1)) {
    cursor.at++;
    if (take(cursor, 'snapshot')) loose(cursor);
    else transactionModes(cursor);
  } else if (take(cursor, 'time', 'zone')) {
    if (kindAt(cursor) === 'string' || kindAt(cursor) === 'number') loose(cursor);
    else if (is(cursor, 'interval')) expression(cursor);
    else settingValues(cursor);
  } else if (isOneOf(cursor, namedSettings) && !isOneOf(cursor, setOf('= to .'), 1)) {
    cursor.at++;
    settingValues(cursor);
  } else if (take(cursor, 'xml', 'option')) cursor.at++;
  else setting(cursor);
  return 'VariableSetStmt';
}

/** Settings that have a form of their own: SET ROLE name. */
const namedSettings = setOf('role names schema catalog');

function vacuum(cursor: Cursor): StatementKind {
  cursor.at++;
  while (takeOneOf(cursor, vacuumWords));
  optionList(cursor);
  while (takeOneOf(cursor, vacuumWords));
  commaList(cursor, () => {
    table(cursor);
    nameList(cursor, 'column');
  });
  return 'VacuumStmt';
}

const vacuumWords = setOf('full freeze verbose analyze analyse');

function explain(cursor: Cursor): StatementKind {
  cursor.at++;
  while (isOneOf(cursor, explainWords)) node(cursor, 'option', wordAt(cursor), () => void cursor.at++);
  if (is(cursor, '(') && !isQuery(cursor)) optionList(cursor);
  statement(cursor);
  return 'ExplainStmt';
}

const explainWords = setOf('analyze analyse verbose');

function copy(cursor: Cursor): StatementKind {
  cursor.at++;
  take(cursor, 'binary');
  if (is(cursor, '(')) enclosed(cursor, 'parens', '', () => query(cursor));
  else {
    table(cursor);
    nameList(cursor, 'column');
  }
  const copied = (inner: Cursor) => {
    if (clause(inner, 'program', () => loose(inner))) return;
    if (!take(inner, 'stdin') && !take(inner, 'stdout')) loose(inner);
  };
  tail(cursor, {
    from: (inner) => void clause(inner, 'from', () => copied(inner)),
    to: (inner) => void clause(inner, 'to', () => copied(inner)),
    with: (inner) => void clause(inner, 'with', () => void optionList(inner)),
    '(': (inner) => void optionList(inner),
    where: (inner) => void clause(inner, 'where', () => expression(inner)),
  });
  return 'CopyStmt';
}
