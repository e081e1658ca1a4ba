import type { CallStmt, CreateSchemaStmt, CreateTableAsStmt, IntoClause, Node, ViewStmt } from 'libpg-query';
import type { Token } from '../../syntax/lexer.js';
import type { Statement } from '../../syntax/statement.js';
import type { Change, CreateRelation } from '../change.js';
import { alterDomain, alterEnum, alterTable } from './alter.js';
import { createCast } from './operator.js';
import { queryDraft } from './query.js';
import { alterRoutine, createRoutine } from './routine.js';
import { alterSequence, createSequence } from './sequence.js';
import { alterRole, configured, createRole, dropRoles, setVariable, transaction } from './session.js';
import { createIndex, createTable, persistenceOf } from './table.js';
import { comment, drop, rename, setSchema } from './target.js';
import { createComposite, createDomain, createEnum, createRange, define } from './type.js';
import { texts } from './written.js';

/** What a statement does to the catalog; nothing where it cannot be read. */
export function changesOf({ node, async }: Statement): readonly Change[] {
  return node ? changesIn(node, async) : none;
}

const none: readonly Change[] = [];

function changesIn(node: Node, async: Token | undefined): readonly Change[] {
  if ('CreateStmt' in node) return [createTable(node.CreateStmt)];
  if ('AlterTableStmt' in node) return [alterTable(node.AlterTableStmt)];
  if ('IndexStmt' in node) return [createIndex(node.IndexStmt, async)];
  if ('DropStmt' in node) return drop(node.DropStmt);
  if ('RenameStmt' in node) return rename(node.RenameStmt);
  if ('ViewStmt' in node) return [createView(node.ViewStmt)];
  if ('CommentStmt' in node) return comment(node.CommentStmt);
  if ('SelectStmt' in node) {
    const { intoClause } = node.SelectStmt;
    return intoClause ? [createFromQuery(intoClause, node, 'table')] : configured(node.SelectStmt);
  }
  return otherRelations(node) ?? typesAndRoutines(node) ?? sessions(node) ?? none;
}

function otherRelations(node: Node): readonly Change[] | undefined {
  if ('CreateTableAsStmt' in node) return [createTableAs(node.CreateTableAsStmt)];
  if ('CreateForeignTableStmt' in node)
    return [createTable(node.CreateForeignTableStmt.base ?? {}, 'foreign table')];
  if ('CreateSeqStmt' in node) return [createSequence(node.CreateSeqStmt)];
  if ('AlterSeqStmt' in node) return [alterSequence(node.AlterSeqStmt)];
  if ('AlterObjectSchemaStmt' in node) return setSchema(node.AlterObjectSchemaStmt);
  if ('CreateSchemaStmt' in node) return [createSchema(node.CreateSchemaStmt)];
  return undefined;
}

function typesAndRoutines(node: Node): readonly Change[] | undefined {
  if ('CreateFunctionStmt' in node) return [createRoutine(node.CreateFunctionStmt)];
  if ('AlterFunctionStmt' in node) return alterRoutine(node.AlterFunctionStmt);
  if ('CreateDomainStmt' in node) return [createDomain(node.CreateDomainStmt)];
  if ('CreateEnumStmt' in node) return [createEnum(node.CreateEnumStmt)];
  if ('CompositeTypeStmt' in node) return [createComposite(node.CompositeTypeStmt)];
  if ('CreateRangeStmt' in node) return [createRange(node.CreateRangeStmt)];
  if ('DefineStmt' in node) return define(node.DefineStmt);
  if ('CreateCastStmt' in node) return [createCast(node.CreateCastStmt)];
  if ('AlterDomainStmt' in node) return alterDomain(node.AlterDomainStmt);
  if ('AlterEnumStmt' in node) return [alterEnum(node.AlterEnumStmt)];
  return undefined;
}

function sessions(node: Node): readonly Change[] | undefined {
  if ('VariableSetStmt' in node) return setVariable(node.VariableSetStmt);
  if ('TransactionStmt' in node) return transaction(node.TransactionStmt);
  if ('CreateRoleStmt' in node) return [createRole(node.CreateRoleStmt)];
  if ('AlterRoleStmt' in node) return alterRole(node.AlterRoleStmt);
  if ('DropRoleStmt' in node) return [dropRoles(node.DropRoleStmt)];
  if ('DiscardStmt' in node) return [{ kind: 'set path', path: undefined, isLocal: false }];
  if ('CallStmt' in node) return [called(node.CallStmt)];
  return opaque.some((name) => name in node) ? [{ kind: 'unknown' }] : undefined;
}

/** What these do to the catalog is written nowhere. */
const opaque = [
  'DoStmt',
  'ExecuteStmt',
  'DropOwnedStmt',
  'CreateExtensionStmt',
  'AlterExtensionStmt',
  'ImportForeignSchemaStmt',
];

const called = ({ funccall }: CallStmt): Change =>
  texts(funccall?.funcname).at(-1) === 'wait_for_job' ? { kind: 'await job' } : { kind: 'unknown' };

function createView({ view, aliases, query, replace = false }: ViewStmt): CreateRelation {
  const made = createTable({ ...(view && { relation: view }) }, 'view');
  return { ...made, replaces: replace, query: query && queryDraft(query, texts(aliases)) };
}

function createTableAs({
  query,
  into,
  objtype,
  if_not_exists: isGuarded = false,
}: CreateTableAsStmt): Change {
  const kind = objtype === 'OBJECT_MATVIEW' ? 'materialized view' : 'table';
  return { ...createFromQuery(into ?? {}, query, kind), isGuarded };
}

function createFromQuery(
  { rel, colNames, onCommit }: IntoClause,
  query: Node | undefined,
  kind: CreateRelation['relation'],
): CreateRelation {
  const made = createTable({ ...(rel && { relation: rel }) }, kind);
  return {
    ...made,
    persistence: persistenceOf(rel?.relpersistence),
    isDroppedAtCommit: onCommit === 'ONCOMMIT_DROP',
    query: query && queryDraft(query, texts(colNames)),
  };
}

/** What is made with a schema is in it, unless it says otherwise: the server then refuses it. */
function createSchema({ schemaname, authrole, schemaElts = [], if_not_exists }: CreateSchemaStmt): Change {
  return {
    kind: 'create schema',
    name: schemaname ?? authrole?.rolename ?? '',
    isGuarded: if_not_exists ?? false,
    parts: schemaElts.flatMap((element) => changesIn(element, undefined)),
  };
}
