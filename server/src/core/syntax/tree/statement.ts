import { behindTableName } from '../async.js';
import { tableAction } from './alterTable.js';
import {
  body,
  castTypes,
  create,
  languageName,
  operatorItems,
  policyClauses,
  publicationObjects,
  setting,
  settingValues,
  typeList,
} from './create.js';
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
import {
  columnConstraints,
  foreignOptions,
  functionArguments,
  sequenceOption,
  tableConstraint,
} from './definition.js';
import { expression, expressionList, isQuery, value } from './expression.js';
import { commaList } from './list.js';
import { ifExists, isLabel, name, nameLength, nameList, names, onlyTable, table, tables } from './name.js';
import type { StatementKind } from './node.js';
import { optionList, query, queryKind, queryParts, variables } from './query.js';
import { type Clauses, tail } from './tail.js';
import { type } from './type.js';

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
  const read = kindAt(cursor) === 'word' ? readers[wordAt(cursor)] : undefined;
  const kind = read?.(cursor) ?? 'UnknownStmt';
  tail(cursor, {});
  return kind;
}

type Read = (cursor: Cursor) => StatementKind;

const simple =
  (kind: StatementKind, clauses: Clauses = {}): Read =>
  (cursor) => {
    cursor.at++;
    tail(cursor, clauses);
    return kind;
  };

const readers: Readonly<Record<string, Read>> = {
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
};

const verbose = setOf('verbose');

function channel(kind: StatementKind): Read {
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

function drop(cursor: Cursor): StatementKind {
  cursor.at++;
  const found = dropKinds.find(([words]) => is(cursor, ...words));
  if (!found) {
    tail(cursor, {});
    return 'UnknownStmt';
  }
  const [words, kind, read] = found;
  cursor.at += words.length;
  take(cursor, 'concurrently');
  ifExists(cursor);
  read(cursor);
  tail(cursor, {});
  return kind;
}

type DropKind = readonly [words: readonly string[], kind: StatementKind, read: (cursor: Cursor) => void];

const dropOf = (words: string, kind: StatementKind, read: (cursor: Cursor) => void): DropKind => [
  words.split(' '),
  kind,
  read,
];

const listed = (role: string) => (cursor: Cursor) => names(cursor, role);
const onTable = (role: string) => (cursor: Cursor) => {
  name(cursor, role);
  clause(cursor, 'on', () => void table(cursor));
};
const signatures = (cursor: Cursor): void =>
  commaList(cursor, () => {
    name(cursor, 'function');
    functionArguments(cursor);
  });
const types = (cursor: Cursor): void => commaList(cursor, () => void type(cursor));
const usingMethod = (role: string) => (cursor: Cursor) => {
  name(cursor, role);
  clause(cursor, 'using', () => void name(cursor, 'method'));
};

const dropKinds: readonly DropKind[] = [
  ...['table', 'view', 'materialized view', 'foreign table', 'sequence'].map((words) =>
    dropOf(words, 'DropStmt', (cursor) => commaList(cursor, () => void table(cursor))),
  ),
  dropOf('index', 'DropStmt', listed('index')),
  dropOf('schema', 'DropStmt', listed('schema')),
  dropOf('type', 'DropStmt', types),
  dropOf('domain', 'DropStmt', types),
  ...['function', 'procedure', 'routine', 'aggregate'].map((words) => dropOf(words, 'DropStmt', signatures)),
  dropOf('operator class', 'DropStmt', usingMethod('operator class')),
  dropOf('operator family', 'DropStmt', usingMethod('operator family')),
  dropOf('operator', 'DropStmt', (cursor) => operators(cursor)),
  ...['trigger', 'rule', 'policy'].map((words) => dropOf(words, 'DropStmt', onTable(words))),
  dropOf('cast', 'DropStmt', (cursor) => void castTypes(cursor)),
  dropOf('transform', 'DropStmt', (cursor) =>
    tail(cursor, {
      for: (inner) => void clause(inner, 'for', () => void type(inner)),
      language: (inner) => void clause(inner, 'language', () => void name(inner, 'language')),
    }),
  ),
  dropOf('owned by', 'DropOwnedStmt', listed('role')),
  dropOf('role', 'DropRoleStmt', listed('role')),
  dropOf('user mapping', 'DropUserMappingStmt', (cursor) => tail(cursor, {})),
  dropOf('user', 'DropRoleStmt', listed('role')),
  dropOf('group', 'DropRoleStmt', listed('role')),
  dropOf('database', 'DropdbStmt', listed('database')),
  dropOf('tablespace', 'DropTableSpaceStmt', listed('tablespace')),
  dropOf('subscription', 'DropSubscriptionStmt', listed('subscription')),
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
  ].map((words) => dropOf(words, 'DropStmt', listed(words))),
];

function operators(cursor: Cursor): void {
  commaList(cursor, () => {
    while (!atEnd(cursor) && !is(cursor, '(') && !is(cursor, ',')) cursor.at++;
    typeList(cursor);
  });
}

/** What COMMENT and SECURITY LABEL speak of, and ALTER EXTENSION adds. */
function object(cursor: Cursor): void {
  const found = dropKinds.find(([words]) => is(cursor, ...words));
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

function grant(cursor: Cursor): StatementKind {
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

const roles = (cursor: Cursor): void =>
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

function alter(cursor: Cursor): StatementKind {
  cursor.at++;
  const found = alterKinds.find(([words]) => is(cursor, ...words));
  if (!found) {
    tail(cursor, {});
    return 'UnknownStmt';
  }
  const [words, read] = found;
  cursor.at += words.length;
  return read(cursor);
}

type AlterKind = readonly [words: readonly string[], read: Read];

const alterOf = (words: string, read: Read): AlterKind => [words.split(' '), read];

/** The kind of an ALTER that only names its object anew, moves it, or gives it away. */
function commonAlter(cursor: Cursor): StatementKind | undefined {
  if (is(cursor, 'rename')) return 'RenameStmt';
  if (is(cursor, 'owner', 'to')) return 'AlterOwnerStmt';
  if (is(cursor, 'set', 'schema')) return 'AlterObjectSchemaStmt';
  if (is(cursor, 'depends', 'on') || is(cursor, 'no', 'depends', 'on')) return 'AlterObjectDependsStmt';
  return undefined;
}

/** Reads the object, then one action or several; `otherwise` is the kind where the action is one of the object's own. */
const altered =
  (
    object: (cursor: Cursor) => void,
    otherwise: StatementKind | Read,
    kinds: Partial<Record<string, StatementKind>> = {},
  ): Read =>
  (cursor) => {
    ifExists(cursor);
    object(cursor);
    const common = commonAlter(cursor);
    const kind = common && (kinds[common] ?? common);
    if (kind === undefined && typeof otherwise === 'function') return otherwise(cursor);
    if (kind !== undefined || otherwise === 'AlterTableStmt') commaList(cursor, () => tableAction(cursor));
    return kind ?? (typeof otherwise === 'string' ? otherwise : 'UnknownStmt');
  };

const relation = (cursor: Cursor): void => void onlyTable(cursor);
const called = (role: string) => (cursor: Cursor) => void name(cursor, role);

/** A relation's owner is a matter of ALTER TABLE. */
const ofRelation: Partial<Record<string, StatementKind>> = { AlterOwnerStmt: 'AlterTableStmt' };

const otherClauses =
  (kind: StatementKind, clauses: Clauses = {}): Read =>
  (cursor) => {
    tail(cursor, clauses);
    return kind;
  };

const setClauses: Clauses = {
  set: (cursor) =>
    void clause(cursor, 'set', () => {
      if (!optionList(cursor)) setting(cursor);
    }),
  reset: (cursor) =>
    void clause(cursor, 'reset', () => {
      if (!take(cursor, 'all') && !optionList(cursor)) name(cursor, 'parameter');
    }),
  support: (cursor) => void clause(cursor, 'support', () => void name(cursor, 'function')),
  options: (cursor) => void clause(cursor, 'options', () => foreignOptions(cursor)),
};

const alterFunction = altered(
  (cursor) => {
    name(cursor, 'function');
    functionArguments(cursor);
  },
  otherClauses('AlterFunctionStmt', setClauses),
);

const alterRole: Read = (cursor) => {
  name(cursor, 'role');
  if (is(cursor, 'rename')) {
    commaList(cursor, () => tableAction(cursor));
    return 'RenameStmt';
  }
  const inDatabase = clause(cursor, 'in database', () => void name(cursor, 'database'));
  const isSetting = inDatabase || is(cursor, 'set') || is(cursor, 'reset');
  const rolesOf = (word: string) => (inner: Cursor) => void clause(inner, word, () => names(inner, 'role'));
  tail(cursor, { ...setClauses, add: rolesOf('add user'), drop: rolesOf('drop user') });
  return isSetting ? 'AlterRoleSetStmt' : 'AlterRoleStmt';
};

const alterKinds: readonly AlterKind[] = [
  alterOf('table all in tablespace', moveAll),
  alterOf('index all in tablespace', moveAll),
  alterOf('materialized view all in tablespace', moveAll),
  alterOf('table', (cursor) => {
    // ASYNC is DSQL's word where an action follows the name behind it.
    if (is(cursor, 'async') && !isOneOf(cursor, behindTableName, 1)) cursor.at++;
    return altered(relation, 'AlterTableStmt', ofRelation)(cursor);
  }),
  alterOf('foreign table', altered(relation, 'AlterTableStmt', ofRelation)),
  alterOf('index', altered(relation, 'AlterTableStmt', ofRelation)),
  alterOf('view', altered(relation, 'AlterTableStmt', ofRelation)),
  alterOf('materialized view', altered(relation, 'AlterTableStmt', ofRelation)),
  alterOf(
    'sequence',
    altered(
      relation,
      (cursor) => {
        if (is(cursor, 'set')) {
          commaList(cursor, () => tableAction(cursor));
          return 'AlterTableStmt';
        }
        while (!atEnd(cursor)) if (!sequenceOption(cursor)) loose(cursor);
        return 'AlterSeqStmt';
      },
      ofRelation,
    ),
  ),
  alterOf('type', alterType),
  alterOf(
    'domain',
    altered(called('domain'), (cursor) => {
      if (take(cursor, 'add')) {
        if (is(cursor, 'constraint')) tableConstraint(cursor);
        columnConstraints(cursor);
      } else commaList(cursor, () => tableAction(cursor));
      return 'AlterDomainStmt';
    }),
  ),
  alterOf('function', alterFunction),
  alterOf('procedure', alterFunction),
  alterOf('routine', alterFunction),
  alterOf('aggregate', alterFunction),
  alterOf('operator class', altered(usingMethod('operator class'), 'UnknownStmt')),
  alterOf(
    'operator family',
    altered(usingMethod('operator family'), (cursor) => {
      if (!take(cursor, 'add')) take(cursor, 'drop');
      operatorItems(cursor);
      return 'AlterOpFamilyStmt';
    }),
  ),
  alterOf(
    'operator',
    altered(operators, (cursor) => {
      if (take(cursor, 'set')) optionList(cursor);
      return 'AlterOperatorStmt';
    }),
  ),
  alterOf('role', alterRole),
  alterOf('user mapping', otherClauses('AlterUserMappingStmt', setClauses)),
  alterOf('user', alterRole),
  alterOf('group', alterRole),
  alterOf(
    'database',
    altered(called('database'), (cursor) => {
      if (take(cursor, 'refresh', 'collation', 'version')) return 'AlterDatabaseRefreshCollStmt';
      const isSetting = (is(cursor, 'set') && !is(cursor, 'set', 'tablespace')) || is(cursor, 'reset');
      tail(cursor, isSetting ? setClauses : {});
      return isSetting ? 'AlterDatabaseSetStmt' : 'AlterDatabaseStmt';
    }),
  ),
  alterOf('system', otherClauses('AlterSystemStmt', setClauses)),
  alterOf('default privileges', (cursor) => {
    clause(cursor, 'for role', () => names(cursor, 'role'));
    clause(cursor, 'for user', () => names(cursor, 'role'));
    clause(cursor, 'in schema', () => names(cursor, 'schema'));
    tail(cursor, {
      to: (inner) => void clause(inner, 'to', () => roles(inner)),
      from: (inner) => void clause(inner, 'from', () => roles(inner)),
    });
    return 'AlterDefaultPrivilegesStmt';
  }),
  alterOf(
    'extension',
    altered(called('extension'), (cursor) => {
      if (isOneOf(cursor, setOf('add drop'))) {
        cursor.at++;
        object(cursor);
        return 'AlterExtensionContentsStmt';
      }
      tail(cursor, {});
      return 'AlterExtensionStmt';
    }),
  ),
  alterOf('policy', (cursor) => {
    ifExists(cursor);
    name(cursor, 'policy');
    clause(cursor, 'on', () => void table(cursor));
    if (is(cursor, 'rename')) {
      tableAction(cursor);
      return 'RenameStmt';
    }
    tail(cursor, policyClauses);
    return 'AlterPolicyStmt';
  }),
  ...(['trigger', 'rule'] as const).map((word) => alterOf(word, altered(onTable(word), 'UnknownStmt'))),
  alterOf(
    'publication',
    altered(called('publication'), (cursor) => {
      if (takeOneOf(cursor, setOf('add drop')) || (is(cursor, 'set') && wordAt(cursor, 1) !== '(')) {
        take(cursor, 'set');
        publicationObjects(cursor);
      } else tail(cursor, setClauses);
      return 'AlterPublicationStmt';
    }),
  ),
  alterOf('subscription', altered(called('subscription'), otherClauses('AlterSubscriptionStmt'))),
  alterOf('event trigger', altered(called('event trigger'), otherClauses('AlterEventTrigStmt'))),
  alterOf('statistics', altered(called('statistics'), otherClauses('AlterStatsStmt'))),
  alterOf('collation', altered(called('collation'), otherClauses('AlterCollationStmt'))),
  alterOf(
    'tablespace',
    altered(called('tablespace'), otherClauses('AlterTableSpaceOptionsStmt', setClauses)),
  ),
  alterOf('server', altered(called('server'), otherClauses('AlterForeignServerStmt', setClauses))),
  alterOf(
    'foreign data wrapper',
    altered(called('foreign data wrapper'), otherClauses('AlterFdwStmt', setClauses)),
  ),
  alterOf('text search dictionary', altered(called('text search'), otherClauses('AlterTSDictionaryStmt'))),
  alterOf(
    'text search configuration',
    altered(called('text search'), otherClauses('AlterTSConfigurationStmt')),
  ),
  ...[
    'schema',
    'conversion',
    'language',
    'procedural language',
    'text search parser',
    'text search template',
    'large object',
  ].map((words) => alterOf(words, altered(words === 'large object' ? loose : called(words), 'UnknownStmt'))),
];

function moveAll(cursor: Cursor): StatementKind {
  name(cursor, 'tablespace');
  tail(cursor, {});
  return 'AlterTableMoveAllStmt';
}

function alterType(cursor: Cursor): StatementKind {
  name(cursor, 'type');
  if (is(cursor, 'add', 'value') || is(cursor, 'rename', 'value')) {
    tableAction(cursor);
    return 'AlterEnumStmt';
  }
  const common = commonAlter(cursor);
  if (common === undefined && take(cursor, 'set')) {
    optionList(cursor);
    return 'AlterTypeStmt';
  }
  commaList(cursor, () => tableAction(cursor));
  return common ?? 'AlterTableStmt';
}
