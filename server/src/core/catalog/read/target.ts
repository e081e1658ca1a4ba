import type {
  AlterObjectSchemaStmt,
  CommentStmt,
  DropStmt,
  Node,
  ObjectType,
  ObjectWithArgs,
  RenameStmt,
} from 'libpg-query';
import { lookup } from '../../text/lookup.js';
import type { Change, Target, WrittenType } from '../change.js';
import { nodesName, objectName, relationName, texts, writtenType } from './written.js';

/** By PostgreSQL's word for what a statement drops, renames, moves or comments on. */
const kinds = lookup<Target['kind']>({
  OBJECT_AGGREGATE: 'routine',
  OBJECT_ATTRIBUTE: 'attribute',
  OBJECT_CAST: 'cast',
  OBJECT_COLUMN: 'column',
  OBJECT_DOMAIN: 'type',
  OBJECT_DOMCONSTRAINT: 'check',
  OBJECT_FOREIGN_TABLE: 'relation',
  OBJECT_FUNCTION: 'routine',
  OBJECT_INDEX: 'relation',
  OBJECT_MATVIEW: 'relation',
  OBJECT_OPERATOR: 'operator',
  OBJECT_PROCEDURE: 'routine',
  OBJECT_ROLE: 'role',
  OBJECT_ROUTINE: 'routine',
  OBJECT_SCHEMA: 'schema',
  OBJECT_SEQUENCE: 'relation',
  OBJECT_TABCONSTRAINT: 'constraint',
  OBJECT_TABLE: 'relation',
  OBJECT_TYPE: 'type',
  OBJECT_VIEW: 'relation',
});

const kindOf = (word: ObjectType | undefined): Target['kind'] | undefined => kinds[word ?? ''];

/** What an extension has made, and may take along, is written nowhere. */
export function drop({ removeType, objects = [], behavior }: DropStmt): readonly Change[] {
  if (removeType === 'OBJECT_EXTENSION') return [{ kind: 'unknown' }];
  const kind = kindOf(removeType);
  const targets = objects.flatMap((object) => targetOf(kind, object) ?? []);
  return targets.length > 0 ? [{ kind: 'drop', targets, isCascade: behavior === 'DROP_CASCADE' }] : [];
}

export function rename({
  renameType,
  relation,
  object,
  subname = '',
  newname: to = '',
  missing_ok: isGuarded = false,
}: RenameStmt): readonly Change[] {
  const kind = kindOf(renameType);
  const target = renamed(kind, subname, relation && relationName(relation), object);
  return target
    ? [{ kind: 'rename', target, to, isOfTable: renameType === 'OBJECT_TABLE' && !isGuarded }]
    : [];
}

function renamed(
  kind: Target['kind'] | undefined,
  name: string,
  relation: ReturnType<typeof relationName> | undefined,
  object: Node | undefined,
): Target | undefined {
  switch (kind) {
    case 'column':
    case 'constraint':
      return relation && { kind, table: relation, name };
    case 'attribute':
      return relation && { kind, type: relation, name };
    case 'check':
      return object && { kind, type: objectName(partsOf(object)), name };
    case 'schema':
    case 'role':
      return { kind, name };
    case 'relation':
      return relation && { kind, name: relation };
    default:
      return object && targetOf(kind, object);
  }
}

export function setSchema({
  objectType,
  relation,
  object,
  newschema: schema = '',
  missing_ok: isGuarded = false,
}: AlterObjectSchemaStmt): readonly Change[] {
  if (objectType === 'OBJECT_EXTENSION') return [{ kind: 'unknown' }];
  const kind = kindOf(objectType);
  const target: Target | undefined = relation
    ? { kind: 'relation', name: relationName(relation) }
    : object && targetOf(kind, object);
  const isOfTable = objectType === 'OBJECT_TABLE' && !isGuarded;
  return target ? [{ kind: 'set schema', target, schema, isOfTable }] : [];
}

export function comment({ objtype, object, comment: text }: CommentStmt): readonly Change[] {
  const target = object && targetOf(kindOf(objtype), object);
  return target ? [{ kind: 'comment', target, text }] : [];
}

/** The target that an object node names. The parts of the name are a list, a type, or a text. */
function targetOf(kind: Target['kind'] | undefined, object: Node): Target | undefined {
  const parts = partsOf(object);
  const [last = ''] = parts.slice(-1);
  switch (kind) {
    case 'relation':
    case 'type':
      return { kind, name: objectName(parts) };
    case 'routine':
      return 'ObjectWithArgs' in object ? routineOf(object.ObjectWithArgs) : undefined;
    case 'operator':
      return 'ObjectWithArgs' in object ? operatorOf(object.ObjectWithArgs) : undefined;
    case 'cast': {
      const [source, target] = 'List' in object ? (object.List.items ?? []).map(typeIn) : [];
      return source && target && { kind, source, target };
    }
    case 'schema':
    case 'role':
      return { kind, name: last };
    case 'column':
    case 'constraint':
      return { kind, table: objectName(parts.slice(0, -1)), name: last };
    case 'attribute':
      return { kind, type: objectName(parts.slice(0, -1)), name: last };
    case 'check': {
      // COMMENT has the type and the name of the constraint.
      const [type, name] = 'List' in object ? (object.List.items ?? []) : [];
      return type && name && { kind, type: objectName(partsOf(type)), name: partsOf(name)[0] ?? '' };
    }
    default:
      return undefined;
  }
}

function partsOf(object: Node): readonly string[] {
  if ('List' in object) return texts(object.List.items);
  if ('TypeName' in object) return texts(object.TypeName.names);
  return texts([object]);
}

export function routineOf({
  objname,
  objargs = [],
  args_unspecified: hasNoList = false,
}: ObjectWithArgs): Extract<Target, { readonly kind: 'routine' }> {
  const types = objargs.flatMap((node) => typeIn(node) ?? []);
  return { kind: 'routine', name: nodesName(objname), types: hasNoList ? undefined : types };
}

/** The first type of a prefix operator is NONE, which is no type in the tree. */
function operatorOf({ objname, objargs = [] }: ObjectWithArgs): Target | undefined {
  const [left, right] = objargs.map(typeIn);
  return right && { kind: 'operator', name: nodesName(objname), left, right };
}

const typeIn = (node: Node): WrittenType | undefined =>
  'TypeName' in node ? writtenType(node.TypeName) : undefined;
