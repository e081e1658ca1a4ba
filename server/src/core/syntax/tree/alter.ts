import { lookup } from '../../text/lookup.js';
import { behindTableName } from '../async.js';
import type { StatementKind } from '../node.js';
import { tableAction } from './alterTable.js';
import { policyClauses } from './createTrigger.js';
import { operatorItems } from './createType.js';
import { atEnd, type Cursor, clause, is, isOneOf, loose, setOf, take, takeOneOf, wordAt } from './cursor.js';
import {
  columnConstraints,
  foreignOptions,
  functionArguments,
  optionList,
  sequenceOption,
  tableConstraint,
} from './definition.js';
import { roles } from './grant.js';
import { commaList } from './list.js';
import { ifExists, name, names, onlyTable, table } from './name.js';
import { object, onTable, operators, usingMethod } from './object.js';
import { publicationObjects } from './publication.js';
import { setting } from './setting.js';
import { type Clauses, type StatementReader, tail } from './tail.js';

/** ALTER of whatever kind, into the statement that is open. */
export function alter(cursor: Cursor): StatementKind {
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

type AlterKind = readonly [words: readonly string[], read: StatementReader];

const alterOf = (words: string, read: StatementReader): AlterKind => [words.split(' '), read];

/** The kind of an ALTER that renames its object, moves it, or changes its owner. */
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
    otherwise: StatementKind | StatementReader,
    kinds: Partial<Record<string, StatementKind>> = {},
  ): StatementReader =>
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

/** Changing the owner of a relation is an action of ALTER TABLE. */
const ofRelation = lookup<StatementKind>({ AlterOwnerStmt: 'AlterTableStmt' });

const otherClauses =
  (kind: StatementKind, clauses: Clauses = {}): StatementReader =>
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

const alterRole: StatementReader = (cursor) => {
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
    // ASYNC is DSQL's word where a name and an action follow it.
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
