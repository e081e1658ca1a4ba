import type { StatementKind } from '../node.js';
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
  takeString,
  wordAt,
  wordOfToken,
} from './cursor.js';
import {
  attributes,
  attributesOfType,
  columnConstraints,
  foreignOptions,
  functionArguments,
  indexKey,
  nulls,
  optionList,
  partitionBound,
  sequenceOption,
  tableElements,
} from './definition.js';
import { expression, value } from './expression.js';
import { commaList, itemsIn } from './list.js';
import { ifExists, isLabel, isName, name, nameList, names, onlyTable, table, tables } from './name.js';
import { query } from './query.js';
import { columnsOfCall, sources } from './source.js';
import { type ClauseReader, type Clauses, tail } from './tail.js';
import { namedType, type } from './type.js';

/** CREATE of whatever kind, into the statement that is open. */
export function create(cursor: Cursor): StatementKind {
  cursor.at++;
  while (takeOneOf(cursor, modifiers)) take(cursor, 'replace');
  const found = kinds.find(([words]) => is(cursor, ...words));
  if (!found) {
    tail(cursor, {});
    return 'UnknownStmt';
  }
  const [words, read] = found;
  cursor.at += words.length;
  return read(cursor);
}

const modifiers = setOf(
  'or global local temp temporary unlogged recursive unique constraint trusted procedural default',
);

type Kind = readonly [words: readonly string[], read: (cursor: Cursor) => StatementKind];

const kind = (words: string, statementKind: StatementKind, read: ClauseReader): Kind => [
  words.split(' '),
  (cursor) => {
    read(cursor);
    return statementKind;
  },
];

const named =
  (role: string, clauses: Clauses = {}): ClauseReader =>
  (cursor) => {
    ifExists(cursor);
    if (!isOneOf(cursor, beforeNoName)) name(cursor, role);
    tail(cursor, clauses);
  };

const beforeNoName = setOf('on for authorization');

const options: Clauses = {
  with: (cursor) => void clause(cursor, 'with', () => void optionList(cursor)),
  options: (cursor) => void clause(cursor, 'options', () => foreignOptions(cursor)),
};

/** The longer words first. */
const kinds: readonly Kind[] = [
  [['table'], createTable],
  kind('foreign table', 'CreateForeignTableStmt', (cursor) => void createTable(cursor)),
  kind('index', 'IndexStmt', createIndex),
  kind('view', 'ViewStmt', createView),
  kind('materialized view', 'CreateTableAsStmt', createView),
  kind('sequence', 'CreateSeqStmt', (cursor) => {
    ifExists(cursor);
    table(cursor);
    while (!atEnd(cursor)) if (!sequenceOption(cursor)) loose(cursor);
  }),
  kind('function', 'CreateFunctionStmt', createFunction),
  kind('procedure', 'CreateFunctionStmt', createFunction),
  kind('aggregate', 'DefineStmt', (cursor) => {
    name(cursor, 'function');
    if (is(cursor, '(') && !isDefinition(cursor)) functionArguments(cursor);
    optionList(cursor);
    tail(cursor, {});
  }),
  kind('operator class', 'CreateOpClassStmt', (cursor) => {
    name(cursor, 'operator class');
    tail(cursor, {
      for: (inner) => void clause(inner, 'for type', () => void type(inner)),
      using: (inner) => void clause(inner, 'using', () => void name(inner, 'method')),
      family: (inner) => void clause(inner, 'family', () => void name(inner, 'operator family')),
      as: (inner) => void clause(inner, 'as', () => operatorItems(inner)),
    });
  }),
  kind('operator family', 'CreateOpFamilyStmt', named('operator family', using('method'))),
  kind('operator', 'DefineStmt', (cursor) => {
    while (!atEnd(cursor) && !is(cursor, '(')) cursor.at++;
    optionList(cursor);
    tail(cursor, {});
  }),
  [['type'], createType],
  kind('domain', 'CreateDomainStmt', (cursor) => {
    name(cursor, 'domain');
    take(cursor, 'as');
    type(cursor);
    columnConstraints(cursor);
    tail(cursor, {});
  }),
  kind('schema', 'CreateSchemaStmt', createSchema),
  kind('role', 'CreateRoleStmt', named('role', roleClauses())),
  kind('user mapping', 'CreateUserMappingStmt', (cursor) => {
    ifExists(cursor);
    tail(cursor, {
      ...options,
      for: (inner) => void clause(inner, 'for', () => void name(inner, 'role')),
      ...server(),
    });
  }),
  kind('user', 'CreateRoleStmt', named('role', roleClauses())),
  kind('group', 'CreateRoleStmt', named('role', roleClauses())),
  kind('database', 'CreatedbStmt', named('database')),
  kind('tablespace', 'CreateTableSpaceStmt', named('tablespace', options)),
  kind('extension', 'CreateExtensionStmt', named('extension', { schema: schemaClause })),
  [['language'], createLanguage],
  kind('trigger', 'CreateTrigStmt', createTrigger),
  kind('event trigger', 'CreateEventTrigStmt', named('event trigger', { execute: executeFunction })),
  kind('rule', 'RuleStmt', createRule),
  kind('policy', 'CreatePolicyStmt', (cursor) => {
    name(cursor, 'policy');
    tail(cursor, policyClauses);
  }),
  kind('publication', 'CreatePublicationStmt', named('publication', { ...options, for: publicationTables })),
  kind('subscription', 'CreateSubscriptionStmt', named('subscription', options)),
  kind('statistics', 'CreateStatsStmt', (cursor) => {
    ifExists(cursor);
    if (!is(cursor, 'on') && !is(cursor, '(')) name(cursor, 'statistics');
    tail(cursor, {
      '(': (inner) => void nameList(inner, 'statistics kind'),
      on: (inner) => void clause(inner, 'on', () => commaList(inner, () => indexKey(inner))),
      from: (inner) => void clause(inner, 'from', () => sources(inner)),
    });
  }),
  kind('collation', 'DefineStmt', (cursor) => {
    ifExists(cursor);
    name(cursor, 'collation');
    tail(cursor, {
      '(': (inner) => void optionList(inner),
      from: (inner) => void clause(inner, 'from', () => void name(inner, 'collation')),
    });
  }),
  kind(
    'conversion',
    'CreateConversionStmt',
    named('conversion', {
      from: (cursor) => void clause(cursor, 'from', () => void name(cursor, 'function')),
    }),
  ),
  kind('cast', 'CreateCastStmt', (cursor) => {
    castTypes(cursor);
    tail(cursor, { with: functionSignature });
  }),
  kind('transform', 'CreateTransformStmt', (cursor) => {
    tail(cursor, {
      for: (inner) => void clause(inner, 'for', () => void type(inner)),
      language: (inner) => void clause(inner, 'language', () => void name(inner, 'language')),
      '(': (inner) =>
        void enclosed(inner, 'list', '', () => {
          while (!atEnd(inner)) {
            if (is(inner, 'function')) functionSignature(inner);
            else loose(inner);
          }
        }),
    });
  }),
  kind('access method', 'CreateAmStmt', named('method', functionNames('handler'))),
  kind('server', 'CreateForeignServerStmt', named('server', { ...options, foreign: wrapper })),
  kind(
    'foreign data wrapper',
    'CreateFdwStmt',
    named('foreign data wrapper', { ...options, ...functionNames('handler validator') }),
  ),
  kind('text search', 'DefineStmt', (cursor) => {
    cursor.at++;
    name(cursor, 'text search');
    optionList(cursor);
    tail(cursor, {});
  }),
];

function using(role: string): Clauses {
  return { using: (cursor) => void clause(cursor, 'using', () => void name(cursor, role)) };
}

function server(): Clauses {
  return { server: (cursor) => void clause(cursor, 'server', () => void name(cursor, 'server')) };
}

function wrapper(cursor: Cursor): void {
  clause(cursor, 'foreign data wrapper', () => void name(cursor, 'foreign data wrapper'));
}

function schemaClause(cursor: Cursor): void {
  clause(cursor, 'schema', () => void name(cursor, 'schema'));
}

function functionNames(words: string): Clauses {
  return Object.fromEntries(
    words
      .split(' ')
      .map((word) => [
        word,
        (cursor: Cursor) => void clause(cursor, word, () => void name(cursor, 'function')),
      ]),
  );
}

function roleClauses(): Clauses {
  const roles = (word: string) => (cursor: Cursor) => void clause(cursor, word, () => names(cursor, 'role'));
  const hidden = { password, encrypted: password, unencrypted: password };
  return { ...hidden, role: roles('role'), user: roles('user'), admin: roles('admin'), in: roles('in role') };
}

/** `[ENCRYPTED] PASSWORD 'text'` or `PASSWORD NULL` */
function password(cursor: Cursor): void {
  node(cursor, 'option', 'password', () => {
    takeOneOf(cursor, encryptions);
    if (take(cursor, 'password') && !atEnd(cursor)) loose(cursor);
  });
}

const encryptions = setOf('encrypted unencrypted');

/** Whether the parenthesis holds `name = value` in place of types. */
const isDefinition = (cursor: Cursor): boolean => isLabel(cursor, 1) && wordAt(cursor, 2) === '=';

function createTable(cursor: Cursor): StatementKind {
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

function createIndex(cursor: Cursor): void {
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

function createView(cursor: Cursor): void {
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

function createType(cursor: Cursor): StatementKind {
  name(cursor, 'type');
  if (optionList(cursor)) return 'DefineStmt';
  if (!take(cursor, 'as')) {
    tail(cursor, {});
    return 'DefineStmt';
  }
  if (clause(cursor, 'enum', () => void itemsIn(cursor, 'value', () => value(cursor))))
    return 'CreateEnumStmt';
  if (clause(cursor, 'range', () => void optionList(cursor))) return 'CreateRangeStmt';
  attributesOfType(cursor);
  tail(cursor, {});
  return 'CompositeTypeStmt';
}

function createSchema(cursor: Cursor): void {
  ifExists(cursor);
  if (!is(cursor, 'authorization')) name(cursor, 'schema');
  clause(cursor, 'authorization', () => void name(cursor, 'role'));
  const { elements } = cursor;
  cursor.elements = cursor.depth;
  while (isOneOf(cursor, elementWords)) cursor.read.statement(cursor);
  cursor.elements = elements;
}

const elementWords = setOf('create grant');

/** A language without a handler of its own is an extension. */
function createLanguage(cursor: Cursor): StatementKind {
  name(cursor, 'language');
  const hasHandler = is(cursor, 'handler');
  tail(cursor, functionNames('handler inline validator'));
  return hasHandler ? 'CreatePLangStmt' : 'CreateExtensionStmt';
}

function createFunction(cursor: Cursor): void {
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

/** `search_path = a, b` or `search_path FROM CURRENT` behind SET. */
export function setting(cursor: Cursor): void {
  name(cursor, 'parameter');
  if (take(cursor, 'from', 'current')) return;
  if (!take(cursor, '=') && !take(cursor, 'to')) return;
  settingValues(cursor);
}

export const settingValues = (cursor: Cursor): void =>
  commaList(cursor, () => {
    if (isOneOf(cursor, signs)) cursor.at++;
    if (
      kindAt(cursor) === 'string' ||
      kindAt(cursor) === 'number' ||
      is(cursor, 'true') ||
      is(cursor, 'false')
    ) {
      node(cursor, 'constant', '', () => {
        cursor.at++;
      });
    } else if (isLabel(cursor)) name(cursor, 'value');
    else if (!atEnd(cursor) && !is(cursor, ',')) loose(cursor);
  });

const signs = setOf('+ -');

function createTrigger(cursor: Cursor): void {
  name(cursor, 'trigger');
  tail(cursor, {
    of: (inner) => void clause(inner, 'of', () => names(inner, 'column')),
    on: (inner) => void clause(inner, 'on', () => void table(inner)),
    from: (inner) => void clause(inner, 'from', () => void table(inner)),
    referencing: (inner) =>
      void clause(inner, 'referencing', () => {
        while (isOneOf(inner, transitions)) {
          inner.at++;
          take(inner, 'table');
          take(inner, 'row');
          take(inner, 'as');
          name(inner, 'alias');
        }
      }),
    not: (inner) => void attributes(inner),
    deferrable: (inner) => void attributes(inner),
    initially: (inner) => void attributes(inner),
    when: (inner) =>
      void clause(inner, 'when', () => void enclosed(inner, 'parens', '', () => expression(inner))),
    execute: executeFunction,
  });
}

const transitions = setOf('old new');

/** `EXECUTE FUNCTION name (arguments)` */
function executeFunction(cursor: Cursor): void {
  const words = is(cursor, 'execute', 'procedure') ? 'execute procedure' : 'execute function';
  clause(cursor, words, () => {
    name(cursor, 'function');
    enclosed(cursor, 'list', 'argument', () => {
      while (!atEnd(cursor)) loose(cursor);
    });
  });
}

function createRule(cursor: Cursor): void {
  name(cursor, 'rule');
  take(cursor, 'as');
  if (take(cursor, 'on')) cursor.at++;
  tail(cursor, {
    to: (inner) => void clause(inner, 'to', () => void table(inner)),
    where: (inner) => void clause(inner, 'where', () => expression(inner)),
    do: (inner) =>
      void clause(inner, 'do', () => {
        if (!take(inner, 'also')) take(inner, 'instead');
        if (take(inner, 'nothing')) return;
        if (!is(inner, '(') || isOneOf(inner, setOf('select values'), 1)) {
          inner.read.statement(inner);
          return;
        }
        enclosed(inner, 'list', '', () => {
          while (wordAt(inner) !== '' && wordAt(inner) !== ')') {
            const { at } = inner;
            if (!take(inner, ';')) inner.read.statement(inner);
            if (inner.at === at) loose(inner);
          }
        });
      }),
  });
}

export const policyClauses: Clauses = {
  on: (cursor) => void clause(cursor, 'on', () => void table(cursor)),
  for: (cursor) =>
    void clause(cursor, 'for', () => {
      cursor.at++;
    }),
  to: (cursor) => void clause(cursor, 'to', () => names(cursor, 'role')),
  using: (cursor) =>
    void clause(cursor, 'using', () => void enclosed(cursor, 'parens', '', () => expression(cursor))),
  with: (cursor) =>
    void clause(cursor, 'with check', () => void enclosed(cursor, 'parens', '', () => expression(cursor))),
};

/** `FOR TABLE a (x) WHERE (…), TABLES IN SCHEMA s` */
function publicationTables(cursor: Cursor): void {
  clause(cursor, 'for', () => publicationObjects(cursor));
}

export function publicationObjects(cursor: Cursor): void {
  let isSchema = false;
  commaList(cursor, () => {
    if (take(cursor, 'all', 'tables')) return;
    if (take(cursor, 'tables', 'in', 'schema')) isSchema = true;
    else if (take(cursor, 'table')) isSchema = false;
    if (isSchema) {
      name(cursor, 'schema');
      return;
    }
    onlyTable(cursor);
    nameList(cursor, 'column');
    clause(cursor, 'where', () => void enclosed(cursor, 'parens', '', () => expression(cursor)));
  });
}

/** `(source AS target)` */
export const castTypes = (cursor: Cursor): boolean =>
  enclosed(cursor, 'list', 'type', () => {
    type(cursor);
    if (take(cursor, 'as')) type(cursor);
  });

/** `WITH FUNCTION name (types)` */
function functionSignature(cursor: Cursor): void {
  const isLedIn = is(cursor, 'with') && !is(cursor, 'with', 'function');
  if (isLedIn) return;
  take(cursor, 'with');
  if (!take(cursor, 'function')) return;
  name(cursor, 'function');
  functionArguments(cursor);
}

/** What CREATE OPERATOR CLASS and ALTER OPERATOR FAMILY list. */
export const operatorItems = (cursor: Cursor): void =>
  commaList(cursor, () => {
    while (!atEnd(cursor) && !is(cursor, ',')) {
      if (clause(cursor, 'storage', () => void type(cursor))) continue;
      if (clause(cursor, 'for order by', () => void name(cursor, 'operator family'))) continue;
      if (is(cursor, 'function')) {
        cursor.at++;
        if (kindAt(cursor) === 'number') cursor.at++;
        typeList(cursor);
        if (isName(cursor)) name(cursor, 'function');
        functionArguments(cursor);
      } else if (is(cursor, 'operator')) {
        cursor.at++;
        if (kindAt(cursor) === 'number') cursor.at++;
        while (!atEnd(cursor) && !is(cursor, ',') && !is(cursor, '(') && !is(cursor, 'for')) cursor.at++;
        typeList(cursor);
      } else if (is(cursor, '(')) typeList(cursor);
      else cursor.at++;
    }
  });

/** `(a, b)` as types; NONE stands for a side that is missing. */
export const typeList = (cursor: Cursor): boolean =>
  itemsIn(cursor, 'type', () => {
    if (!take(cursor, 'none')) type(cursor);
  });
