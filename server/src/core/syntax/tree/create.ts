import type { StatementKind } from '../node.js';
import { options, server, using } from './createClauses.js';
import { createIndex, createTable, createView } from './createRelation.js';
import { roleClauses } from './createRole.js';
import {
  createFunction,
  createLanguage,
  functionNames,
  functionSignature,
  isDefinition,
} from './createRoutine.js';
import { createRule, createTrigger, executeFunction, policyClauses } from './createTrigger.js';
import { castTypes, createType, operatorItems } from './createType.js';
import {
  atEnd,
  type Cursor,
  clause,
  enclosed,
  is,
  isOneOf,
  loose,
  setOf,
  take,
  takeOneOf,
} from './cursor.js';
import { columnConstraints, functionArguments, indexKey, optionList, sequenceOption } from './definition.js';
import { commaList } from './list.js';
import { ifExists, name, nameList, table } from './name.js';
import { publicationTables } from './publication.js';
import { sources } from './source.js';
import { type ClauseReader, type Clauses, tail } from './tail.js';
import { type } from './type.js';

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

function wrapper(cursor: Cursor): void {
  clause(cursor, 'foreign data wrapper', () => void name(cursor, 'foreign data wrapper'));
}

function schemaClause(cursor: Cursor): void {
  clause(cursor, 'schema', () => void name(cursor, 'schema'));
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
