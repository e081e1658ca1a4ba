import type { Node } from 'libpg-query';
import type { Change } from '../../catalog/change.js';
import { changesOf } from '../../catalog/read/changes.js';
import { isKind, outlineOf } from '../../semantics/effect.js';
import type { Outline } from '../../semantics/effectModel.js';
import { changedTable } from '../../syntax/changedTable.js';
import type { StatementKind } from '../../syntax/node.js';
import type { Statement } from '../../syntax/statement.js';
import { lookup } from '../../text/lookup.js';
import { type BodyName, type BodyNames, bodyNames } from './bodyNames.js';
import { type ComparedNames, comparedNames } from './comparedNames.js';
import { type WrittenDefinition, writtenDefinitions } from './definitions.js';
import { createdFunction, type ForeignCall, foreignCalls } from './foreignCalls.js';
import { type TypeFacts, typeFacts } from './foreignTypes.js';
import { type NameEvent, nameEventsOf, readsIn, use } from './nameEvents.js';
import { neededNames } from './neededNames.js';
import { type RowFacts, rowsInTree } from './rows.js';

/** What rules over a script know of a statement after its tree is released. */
export interface Facts extends Outline, RowFacts {
  /** What it does to the catalog. */
  readonly ddl: readonly Change[];
  readonly types: TypeFacts;
  /** The expressions that must be immutable. */
  readonly definitions: readonly WrittenDefinition[];
  /** The names that it creates, drops and needs. */
  readonly names: readonly NameEvent[];
  /** Its calls of missing functions, unless the script creates these. */
  readonly calls?: readonly ForeignCall[];
  /** What it compares, if it may read rows. */
  readonly compared?: ComparedNames;
  /** It may set the search path for the statements behind it. */
  readonly setsPath?: true;
  /** The name of the function that it creates. */
  readonly createdFunction?: string;
  /** The names in the body of the function in SQL that it creates. */
  readonly body?: BodyNames;
  /** The functions, sequences and types that it needs, as a definition. */
  readonly needs?: readonly BodyName[];
}

/** The facts of a statement that cannot be parsed. */
export const unknownFacts: Facts = {
  kind: 'UnknownStmt',
  changes: 'unknown',
  transaction: undefined,
  rows: 0,
  ddl: [],
  types: {},
  definitions: [],
  names: [],
};

/** `seeksCalls`: whether the statement may call a function that a rule over the script asks about. */
export function factsOf(statement: Statement, { seeksCalls }: { readonly seeksCalls: boolean }): Facts {
  const { node, isIam } = statement;
  if (isIam) return { ...unknownFacts, ...outlineOf(statement, 'IamStmt') };
  if (!node) return statement.syntaxError || statement.isTooDeep ? unknownFacts : plainFacts(statement);
  const [kind = ''] = Object.keys(node);
  const created = createdFunction(statement);
  const body = bodyNames(statement);
  const needs = neededNames(statement);
  const calls = seeksCalls ? foreignCalls(statement) : [];
  const compared = readingRows.has(kind) ? comparedNames(statement.text) : undefined;
  const outline = isKind(kind) ? outlineOf(statement, kind) : unknownFacts;
  return {
    kind: outline.kind,
    changes: outline.changes,
    transaction: outline.transaction,
    ...rowsInTree(node),
    ddl: changesOf(statement),
    types: typeFacts(statement),
    definitions: writtenDefinitions(node),
    names: namesOf(statement, kind, node),
    ...(calls.length > 0 && { calls }),
    ...(compared && { compared }),
    ...(settingPath.has(kind) && namesPath(statement) && { setsPath: true }),
    ...(created !== undefined && { createdFunction: created }),
    ...(body && { body }),
    ...(needs.length > 0 && { needs }),
  };
}

function namesOf(statement: Statement, kind: string, node: Node): readonly NameEvent[] {
  if (kind === 'SelectStmt') return readsIn(statement.text);
  return rowChanges.has(kind) ? useOfChanged(statement) : nameEventsOf(node);
}

const settingPath: ReadonlySet<string> = new Set(['SelectStmt', 'VariableSetStmt']);

const namesPath = ({ text }: Statement): boolean => /search_path/i.test(text);

const readingRows: ReadonlySet<string> = new Set([
  'SelectStmt',
  'UpdateStmt',
  'DeleteStmt',
  'InsertStmt',
  'MergeStmt',
  'ViewStmt',
]);

/** Statements that change rows and name no other object that a script creates. */
const rowChanges: ReadonlySet<string> = new Set(['DeleteStmt', 'InsertStmt', 'UpdateStmt']);

/** The facts of a query whose tree was not needed: its first word tells its kind, and it holds no other change. */
function plainFacts(statement: Statement): Facts {
  const [verb = ''] = /^\w+/.exec(statement.text) ?? [];
  const facts = plain[verb.toLowerCase()] ?? plainQuery;
  const isSelect = facts === plainQuery;
  const names = isSelect ? readsIn(statement.text) : useOfChanged(statement);
  const compared = comparedNames(statement.text);
  const setsPath = isSelect && namesPath(statement);
  if (names.length === 0 && !compared && !setsPath) return facts;
  const whole = { ...facts, names, ...(compared && { compared }), ...(setsPath && { setsPath }) };
  if (!isSelect || compared || setsPath) return whole;
  const known = readers.get(names);
  if (!known) readers.set(names, whole);
  return known ?? whole;
}

/** The facts of queries that only read, by what they read. */
const readers = new WeakMap<readonly NameEvent[], Facts>();

/** The table whose rows a statement changes. */
function useOfChanged(statement: Statement): readonly NameEvent[] {
  const table = changedTable(statement);
  return table === undefined ? [] : [use(table.join('.'))];
}

const plainOf = (kind: StatementKind, changes: Outline['changes']): Facts => ({
  ...unknownFacts,
  kind,
  changes,
});

const plainQuery = plainOf('SelectStmt', 'nothing');

const plain = lookup<Facts>({
  insert: { ...plainOf('InsertStmt', 'rows'), rows: undefined },
  update: plainOf('UpdateStmt', 'rows'),
  delete: plainOf('DeleteStmt', 'rows'),
});
