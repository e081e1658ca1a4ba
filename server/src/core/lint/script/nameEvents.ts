import type { AlterTableCmd, Constraint, CreateFunctionStmt, CreateStmt, Node, RangeVar } from 'libpg-query';
import { textOf } from '../../syntax/typeName.js';
import { type NodeName, type Parent, walkAll } from '../../syntax/walk.js';
import { dotted } from '../../text/dotted.js';
import { lookup } from '../../text/lookup.js';
import { sharing } from '../../text/sharing.js';

/** The effect of a DDL statement on a name. A script that creates a name twice, or uses it before it creates it, fails. */
export interface NameEvent {
  /**
   * `hides`: a temporary table. From now on its name means no other table. `reads`: a query seems to use the name, by its text
   * alone.
   */
  readonly what: 'makes' | 'drops' | 'uses' | 'reads' | 'empties' | 'hides';
  /** Names of one space must differ. */
  readonly space: NameSpace;
  /**
   * As it is written, folded: `app.orders` or `orders`; `orders.orders_check` of a constraint. A function that is made has the
   * types of its arguments: `area(int4,int4)`.
   */
  readonly name: string;
  /** For people, as in "table". */
  readonly kind: string;
  /** IF NOT EXISTS: nothing fails. */
  readonly isGuarded: boolean;
  /** The table that an index goes with, or a partition. */
  readonly owner: string | undefined;
}

/** Functions share their names with procedures, and roles with users. */
export type NameSpace = 'relation' | 'type' | 'schema' | 'constraint' | 'function' | 'role';

/** What a statement does to names, in the order in which it happens. What is temporary has names of its own. */
export function nameEventsOf(node: Node): readonly NameEvent[] {
  const [kind = ''] = Object.keys(node);
  const read = Object.hasOwn(readers, kind) ? readers[kind] : undefined;
  if (read) return read(node);
  return statementsOfTables.has(kind) ? usesIn(node) : none;
}

const none: readonly NameEvent[] = [];

type Reader = (node: Node) => readonly NameEvent[];

/** Statements that name tables and make none. Rows are changed by plain statements too, whose tree nobody reads. */
const statementsOfTables = new Set([
  'AlterPolicyStmt',
  'AlterSeqStmt',
  'CreatePolicyStmt',
  'CreateTrigStmt',
  'GrantStmt',
  'RefreshMatViewStmt',
  'RuleStmt',
]);

const readers = lookup<Reader>({
  CreateStmt: (node) => ('CreateStmt' in node ? createdTable(node.CreateStmt) : none),
  AlterTableStmt(node) {
    if (!('AlterTableStmt' in node) || node.AlterTableStmt.objtype !== 'OBJECT_TABLE') return none;
    const { relation, cmds = [], missing_ok: isMissing } = node.AlterTableStmt;
    if (!relation || isTemporary(relation)) return none;
    const table = written(relation);
    const changes = cmds.flatMap((command) =>
      'AlterTableCmd' in command ? actionEvents(command.AlterTableCmd, relation) : none,
    );
    // The contents of a table that may be missing are not known.
    return isMissing ? changes.filter(({ what }) => what !== 'makes') : [use(table), ...changes];
  },
  IndexStmt(node) {
    if (!('IndexStmt' in node)) return none;
    const { idxname, relation, if_not_exists: isGuarded } = node.IndexStmt;
    if (!relation || isTemporary(relation)) return none;
    const table = written(relation);
    return idxname
      ? [use(table), make('relation', 'index', beside(relation, idxname), { isGuarded, owner: table })]
      : [use(table)];
  },
  ViewStmt(node) {
    if (!('ViewStmt' in node) || !node.ViewStmt.view || isTemporary(node.ViewStmt.view)) return none;
    const { view, replace = false } = node.ViewStmt;
    return [...usesIn(node), make('relation', 'view', written(view), { isGuarded: replace })];
  },
  CreateSeqStmt(node) {
    const { sequence, if_not_exists: isGuarded } = 'CreateSeqStmt' in node ? node.CreateSeqStmt : {};
    if (!sequence || isTemporary(sequence)) return none;
    return [make('relation', 'sequence', written(sequence), { isGuarded })];
  },
  CreateTableAsStmt(node) {
    if (!('CreateTableAsStmt' in node)) return none;
    const { into, objtype, if_not_exists: isGuarded } = node.CreateTableAsStmt;
    const { rel } = into ?? {};
    if (!rel || isTemporary(rel)) return none;
    const kind = objtype === 'OBJECT_MATVIEW' ? 'materialized view' : 'table';
    return [...usesIn(node), make('relation', kind, written(rel), { isGuarded })];
  },
  CreateDomainStmt: (node) =>
    'CreateDomainStmt' in node
      ? [make('type', 'domain', (node.CreateDomainStmt.domainname ?? []).map(textOf).join('.'))]
      : none,
  CreateEnumStmt: (node) =>
    'CreateEnumStmt' in node
      ? [make('type', 'type', (node.CreateEnumStmt.typeName ?? []).map(textOf).join('.'))]
      : none,
  CompositeTypeStmt(node) {
    if (!('CompositeTypeStmt' in node) || !node.CompositeTypeStmt.typevar) return none;
    return [make('relation', 'type', written(node.CompositeTypeStmt.typevar))];
  },
  CreateRangeStmt: (node) =>
    'CreateRangeStmt' in node
      ? [make('type', 'type', (node.CreateRangeStmt.typeName ?? []).map(textOf).join('.'))]
      : none,
  CreateFunctionStmt(node) {
    if (!('CreateFunctionStmt' in node)) return none;
    const { is_procedure: isProcedure, replace: isGuarded } = node.CreateFunctionStmt;
    const kind = isProcedure ? 'procedure' : 'function';
    return [make('function', kind, signatureOf(node.CreateFunctionStmt), { isGuarded })];
  },
  CreateRoleStmt: (node) =>
    'CreateRoleStmt' in node ? [make('role', 'role', node.CreateRoleStmt.role ?? '')] : none,
  DropRoleStmt: (node) =>
    'DropRoleStmt' in node
      ? (node.DropRoleStmt.roles ?? []).flatMap((role) =>
          'RoleSpec' in role ? [drop('role', role.RoleSpec.rolename ?? '')] : none,
        )
      : none,
  CommentStmt(node) {
    if (!('CommentStmt' in node)) return none;
    const { objtype = '', object } = node.CommentStmt;
    const names = object && 'List' in object ? (object.List.items ?? []).map(textOf) : [];
    const owner = commentedParts.has(objtype) ? names.slice(0, -1) : commented.has(objtype) ? names : [];
    return owner.length > 0 ? [use(owner.join('.'))] : none;
  },
  CreateSchemaStmt(node) {
    if (!('CreateSchemaStmt' in node)) return none;
    const { schemaname, if_not_exists: isGuarded } = node.CreateSchemaStmt;
    return schemaname === undefined ? none : [make('schema', 'schema', schemaname, { isGuarded })];
  },
  DropStmt(node) {
    if (!('DropStmt' in node)) return none;
    const { removeType = '', objects = [], behavior } = node.DropStmt;
    const space = droppedSpaces[removeType];
    const drops = space === undefined ? [] : objects.map((object) => drop(space, nameOfDropped(object)));
    if (behavior !== 'DROP_CASCADE') return drops;
    return [...drops, holders.has(removeType) ? { ...cascade, kind: 'anything' } : cascade];
  },
  RenameStmt(node) {
    if (!('RenameStmt' in node)) return none;
    const { renameType = '', relation, object, subname = '', newname = '' } = node.RenameStmt;
    const named = namedSpaces[renameType];
    if (named !== undefined) return [drop(named, subname), make(named, named, newname)];
    const space = droppedSpaces[renameType];
    if (!relation) return space !== undefined && object ? [drop(space, nameOfDropped(object))] : none;
    const kind = relationKinds[renameType];
    if (renameType === 'OBJECT_TABCONSTRAINT')
      return [
        drop('constraint', `${written(relation)}.${subname}`),
        drop('relation', beside(relation, subname)),
      ];
    return kind === undefined
      ? none
      : [drop('relation', written(relation)), make('relation', kind, beside(relation, newname))];
  },
  AlterObjectSchemaStmt(node) {
    if (!('AlterObjectSchemaStmt' in node)) return none;
    const { objectType = '', relation, object, newschema = '' } = node.AlterObjectSchemaStmt;
    const space = droppedSpaces[objectType];
    if (!relation) return space !== undefined && object ? [drop(space, nameOfDropped(object))] : none;
    const kind = relationKinds[objectType];
    const moved = drop('relation', written(relation));
    return kind === undefined
      ? [moved]
      : [moved, make('relation', kind, dotted(newschema, relation.relname ?? ''))];
  },
});

/** Functions are told apart by the types of what they are given. */
function signatureOf({ funcname = [], parameters = [] }: CreateFunctionStmt): string {
  const types = parameters.flatMap((node) => {
    const { mode = '', argType } = 'FunctionParameter' in node ? node.FunctionParameter : {};
    if (!argType || mode === 'FUNC_PARAM_OUT' || mode === 'FUNC_PARAM_TABLE') return [];
    const names = (argType.names ?? []).map(textOf).filter((name) => name !== 'pg_catalog');
    return `${names.join('.')}${argType.pct_type ? '%' : ''}${'[]'.repeat(argType.arrayBounds?.length ?? 0)}`;
  });
  return `${funcname.map(textOf).join('.')}(${types.join(',')})`;
}

interface Options {
  readonly isGuarded?: boolean | undefined;
  readonly owner?: string;
}

const make = (
  space: NameSpace,
  kind: string,
  name: string,
  { isGuarded, owner }: Options = {},
): NameEvent => ({
  what: 'makes',
  space,
  name,
  kind,
  isGuarded: isGuarded ?? false,
  owner,
});

const drop = (space: NameSpace, name: string): NameEvent => ({
  what: 'drops',
  space,
  name,
  kind: space,
  isGuarded: false,
  owner: undefined,
});

/** A statement needs a relation. */
export const use = (name: string): NameEvent => ({ ...drop('relation', name), what: 'uses' });

/** The tables behind FROM and JOIN, by the text of a query. Not all of them need be tables. */
export function readsIn(text: string): readonly NameEvent[] {
  const names = new Set(Array.from(text.matchAll(behindFrom), ([, name = '']) => foldedName(name)));
  return names.size === 0 ? none : sharedReads([...names].join('\0'), () => Array.from(names, read));
}

const behindFrom =
  /\b(?:from|join)\s+(?:only\s+)?((?:"[^"]+"|[a-z_]\w*)(?:\.(?:"[^"]+"|[a-z_]\w*))?)(?![\w.$]|\s*\()/gi;

const foldedName = (name: string): string =>
  name.includes('"')
    ? name.replace(/"([^"]+)"|[^".]+/g, (word, quoted?: string) => quoted ?? word.toLowerCase())
    : name.toLowerCase();

const read = (name: string): NameEvent => ({ ...drop('relation', name), what: 'reads' });

/** The queries of a long script read the same few tables. */
const sharedReads = sharing<readonly NameEvent[]>();

/** What tables go with, by CASCADE. */
const holders = new Set(['OBJECT_EXTENSION', 'OBJECT_SCHEMA', 'OBJECT_TYPE']);

/** CASCADE may drop other objects too; of an owner alone, what goes with one of its columns. */
const cascade: NameEvent = { ...drop('relation', ''), what: 'empties' };

const written = ({ schemaname, relname = '' }: RangeVar): string =>
  schemaname === undefined ? relname : dotted(schemaname, relname);

/** The name of an object in the schema of a table, such as its index. */
const beside = ({ schemaname }: RangeVar, name: string): string =>
  schemaname === undefined ? name : dotted(schemaname, name);

const isTemporary = ({ relpersistence, schemaname }: RangeVar): boolean =>
  relpersistence === 't' || (schemaname?.startsWith('pg_temp') ?? false);

/** What is renamed by a name that no schema qualifies. */
const namedSpaces = lookup<NameSpace>({ OBJECT_ROLE: 'role', OBJECT_SCHEMA: 'schema' });

const relationKinds = lookup<string>({
  OBJECT_INDEX: 'index',
  OBJECT_MATVIEW: 'materialized view',
  OBJECT_SEQUENCE: 'sequence',
  OBJECT_TABLE: 'table',
  OBJECT_VIEW: 'view',
});

const droppedSpaces = lookup<NameSpace>({
  OBJECT_DOMAIN: 'type',
  OBJECT_FUNCTION: 'function',
  OBJECT_INDEX: 'relation',
  OBJECT_MATVIEW: 'relation',
  OBJECT_PROCEDURE: 'function',
  OBJECT_ROUTINE: 'function',
  OBJECT_SCHEMA: 'schema',
  OBJECT_SEQUENCE: 'relation',
  OBJECT_TABLE: 'relation',
  OBJECT_TYPE: 'type',
  OBJECT_VIEW: 'relation',
});

/** The objects of COMMENT that are relations, and those that belong to one. */
const commented: ReadonlySet<string> = new Set([
  'OBJECT_MATVIEW',
  'OBJECT_SEQUENCE',
  'OBJECT_TABLE',
  'OBJECT_VIEW',
]);
const commentedParts: ReadonlySet<string> = new Set(['OBJECT_COLUMN', 'OBJECT_TABCONSTRAINT']);

function nameOfDropped(object: Node): string {
  if ('List' in object) return (object.List.items ?? []).map(textOf).join('.');
  if ('TypeName' in object) return (object.TypeName.names ?? []).map(textOf).join('.');
  if ('ObjectWithArgs' in object) return (object.ObjectWithArgs.objname ?? []).map(textOf).join('.');
  return textOf(object);
}

function actionEvents(
  { subtype, name = '', def, behavior }: AlterTableCmd,
  table: RangeVar,
): readonly NameEvent[] {
  switch (subtype) {
    case 'AT_AddConstraint':
      return def ? constraintEvents(def, table) : none;
    case 'AT_AddColumn':
      return def && 'ColumnDef' in def
        ? (def.ColumnDef.constraints ?? []).flatMap((one) => constraintEvents(one, table))
        : none;
    case 'AT_DropColumn':
      return behavior === 'DROP_CASCADE' ? [cascade] : [{ ...cascade, owner: written(table) }];
    case 'AT_DropConstraint':
      return [drop('constraint', `${written(table)}.${name}`), drop('relation', beside(table, name))];
    // A partition is dropped with its table.
    case 'AT_AttachPartition':
      return def && 'PartitionCmd' in def && def.PartitionCmd.name
        ? [drop('relation', written(def.PartitionCmd.name))]
        : none;
    default:
      return none;
  }
}

function createdTable({
  relation,
  tableElts = [],
  inhRelations = [],
  if_not_exists: isGuarded,
}: CreateStmt): readonly NameEvent[] {
  if (!relation) return none;
  const table = written(relation);
  if (isTemporary(relation)) return [{ ...use(table), what: 'hides' }];
  const parts = tableElts.flatMap((element) => {
    if ('TableLikeClause' in element && element.TableLikeClause.relation)
      return [use(written(element.TableLikeClause.relation))];
    return 'ColumnDef' in element
      ? (element.ColumnDef.constraints ?? []).flatMap((one) => constraintEvents(one, relation))
      : constraintEvents(element, relation);
  });
  const uses = parts.filter(({ what, name }) => what === 'uses' && name !== table);
  const [parent] = inhRelations;
  const owner = parent && 'RangeVar' in parent ? { owner: written(parent.RangeVar) } : {};
  const made = make('relation', 'table', table, { isGuarded, ...owner });
  // A table that may exist already keeps its parts.
  return isGuarded ? [...uses, made] : [...uses, made, ...parts.filter(({ what }) => what === 'makes')];
}

/** A key is also an index, whose name no other relation of the schema may have. */
function constraintEvents(node: Node, table: RangeVar): readonly NameEvent[] {
  if (!('Constraint' in node)) return none;
  const { contype, conname, indexname, pktable }: Constraint = node.Constraint;
  const uses = pktable ? [use(written(pktable))] : none;
  if (!conname || !contype || !storedConstraints.has(contype)) return uses;
  const constraint = make('constraint', 'constraint', `${written(table)}.${conname}`);
  const isKey = contype !== 'CONSTR_CHECK' && contype !== 'CONSTR_FOREIGN' && indexname === undefined;
  return isKey
    ? [...uses, constraint, make('relation', 'index', beside(table, conname), { owner: written(table) })]
    : [...uses, constraint];
}

const storedConstraints = new Set([
  'CONSTR_CHECK',
  'CONSTR_FOREIGN',
  'CONSTR_PRIMARY',
  'CONSTR_UNIQUE',
  'CONSTR_EXCLUSION',
]);

/** The relations that a statement needs, without those that it creates, those of its own WITH, and those that may be missing. */
function usesIn(node: Node): readonly NameEvent[] {
  const found: NameEvent[] = [];
  const common = new Set<string>();
  walkAll(node, (name, inner, parent) => {
    if (name === 'CommonTableExpr' && 'ctename' in inner) common.add(String(inner.ctename));
    if (name === 'RangeVar' && isRangeVar(inner) && isUse(parent) && !isTemporary(inner))
      found.push(use(written(inner)));
  });
  return found.filter(({ name }) => !common.has(name));
}

const isRangeVar = (node: object): node is RangeVar => 'relname' in node;

const isUse = (parent: Parent | undefined): boolean =>
  parent !== undefined &&
  !makers.has(parent.name) &&
  !('missing_ok' in parent.node && parent.node.missing_ok);

/** The name directly in these is what they create, or an alias. Names deeper inside have other parents. */
const makers = new Set<NodeName>(['IntoClause', 'LockingClause', 'ViewStmt']);
