import type {
  AlterTableCmd,
  AlterTableStmt,
  ColumnDef,
  Constraint,
  CreateStmt,
  DropStmt,
  IndexStmt,
  Node,
  RangeVar,
  RenameStmt,
} from 'libpg-query';
import type { Statement } from '../syntax/statement.js';
import type { Mark } from './mark.js';

/** What a statement does to the schema, with marks relative to the statement. Names are folded, schemas filled in. */
export type Effect =
  | { readonly kind: 'createTable'; readonly table: string; readonly mark: Mark; readonly isWhole: boolean }
  /** CREATE TABLE AS and SELECT INTO, whose columns nobody lists. */
  | { readonly kind: 'createFromQuery' }
  | { readonly kind: 'dropTable'; readonly table: string }
  | { readonly kind: 'renameTable'; readonly table: string; readonly to: string }
  | {
      readonly kind: 'addColumn';
      readonly table: string;
      readonly column: string;
      readonly type: string;
      /** ADD COLUMN IF NOT EXISTS. */
      readonly isGuarded: boolean;
    }
  | { readonly kind: 'changeType'; readonly table: string; readonly column: string; readonly type: string }
  | { readonly kind: 'dropColumn'; readonly table: string; readonly column: string; readonly mark: Mark }
  | { readonly kind: 'renameColumn'; readonly table: string; readonly column: string; readonly to: string }
  | { readonly kind: 'addKey'; readonly table: string; readonly key: Key }
  | {
      readonly kind: 'addForeignKey';
      readonly table: string;
      /** The referenced table. */
      readonly target: string;
      readonly columns: readonly string[];
      /** The referenced columns; empty for those of the primary key. */
      readonly references: readonly string[];
      readonly mark: Mark;
    }
  | {
      readonly kind: 'addUnvalidated';
      readonly table: string;
      readonly constraint: string;
      readonly mark: Mark;
    }
  | { readonly kind: 'useIndex'; readonly table: string; readonly index: string; readonly mark: Mark }
  | { readonly kind: 'validate'; readonly table: string; readonly constraint: string }
  | {
      readonly kind: 'dropConstraint';
      readonly table: string;
      readonly constraint: string;
      readonly mark: Mark;
    }
  | { readonly kind: 'createIndex'; readonly table: string; readonly index: Index }
  | { readonly kind: 'dropIndex'; readonly index: string }
  | { readonly kind: 'createDomain'; readonly domain: string; readonly type: string }
  | { readonly kind: 'awaitJob' };

/** A primary key or a UNIQUE constraint. */
export interface Key {
  readonly isPrimary: boolean;
  readonly name: string;
  readonly columns: readonly string[];
  readonly mark: Mark;
}

export interface Index {
  /** Empty where the server invents it. */
  readonly name: string;
  readonly isUnique: boolean;
  /** Columns' names, undefined for an expression. */
  readonly keys: readonly (string | undefined)[];
  readonly isPartial: boolean;
}

export function effectsOf(statement: Statement): readonly Effect[] {
  const { node } = statement;
  if (!node) return none;
  if ('CreateStmt' in node) return createTable(node.CreateStmt);
  if ('AlterTableStmt' in node) return alterTable(node.AlterTableStmt);
  if ('IndexStmt' in node) return [createIndex(node.IndexStmt)];
  if ('DropStmt' in node) return drop(node.DropStmt);
  if ('RenameStmt' in node) return rename(node.RenameStmt);
  if ('CreateDomainStmt' in node) {
    const { domainname = [], typeName } = node.CreateDomainStmt;
    return [{ kind: 'createDomain', domain: strings(domainname).at(-1) ?? '', type: typeOf(typeName) }];
  }
  if ('CallStmt' in node && strings(node.CallStmt.funccall?.funcname).at(-1) === 'wait_for_job')
    return [{ kind: 'awaitJob' }];
  const isFromQuery =
    ('CreateTableAsStmt' in node && node.CreateTableAsStmt.objtype === 'OBJECT_TABLE') ||
    ('SelectStmt' in node && node.SelectStmt.intoClause !== undefined);
  return isFromQuery ? [{ kind: 'createFromQuery' }] : none;
}

const none: readonly Effect[] = [];

function createTable({
  relation,
  tableElts = [],
  inhRelations,
  partbound,
  ofTypename,
}: CreateStmt): Effect[] {
  const table = qualified(relation);
  const isCopy = tableElts.some((element) => 'TableLikeClause' in element);
  const isWhole = !isCopy && !inhRelations && !partbound && !ofTypename;
  const mark: Mark = { kind: 'table', location: relation?.location ?? 0 };
  const effects: Effect[] = [{ kind: 'createTable', table, mark, isWhole }];
  for (const element of tableElts) {
    if ('ColumnDef' in element) addColumn(table, element.ColumnDef, effects);
    else if ('Constraint' in element) effects.push(...addConstraint(table, element.Constraint, undefined));
  }
  return effects;
}

/** Puts the effects of a column behind others. */
function addColumn(table: string, column: ColumnDef, effects: Effect[] = [], isGuarded = false): Effect[] {
  const { colname = '', typeName, constraints = [] } = column;
  effects.push({ kind: 'addColumn', table, column: colname, type: typeOf(typeName), isGuarded });
  for (const node of constraints)
    if ('Constraint' in node) effects.push(...addConstraint(table, node.Constraint, column));
  return effects;
}

/** Two effects at most. */
function addConstraint(
  table: string,
  constraint: Constraint,
  column: ColumnDef | undefined,
): readonly Effect[] {
  const {
    contype,
    conname = '',
    keys,
    fk_attrs,
    pk_attrs,
    indexname,
    skip_validation,
    pktable,
    location = 0,
  } = constraint;
  const isPrimary = contype === 'CONSTR_PRIMARY';
  const isUnique = contype === 'CONSTR_UNIQUE';
  if (!isPrimary && !isUnique && contype !== 'CONSTR_FOREIGN' && !skip_validation) return none;
  const mark: Mark = { kind: 'constraint', location };
  const columns = column ? [column.colname ?? ''] : strings(keys ?? fk_attrs);
  if (indexname && isUnique) return [{ kind: 'useIndex', table, index: indexname, mark }];
  if (isPrimary || isUnique) {
    const name = conname || defaultKeyName(table, columns, isPrimary);
    return [{ kind: 'addKey', table, key: { isPrimary, name, columns, mark } }];
  }
  const unvalidated: Effect[] = skip_validation
    ? [{ kind: 'addUnvalidated', table, constraint: conname, mark }]
    : [];
  return contype === 'CONSTR_FOREIGN'
    ? [
        {
          kind: 'addForeignKey',
          table,
          target: qualified(pktable),
          columns,
          references: strings(pk_attrs),
          mark,
        },
        ...unvalidated,
      ]
    : unvalidated;
}

/** As PostgreSQL names a key that has no name: `orders_pkey`, `orders_email_key`. */
function defaultKeyName(table: string, columns: readonly string[], isPrimary: boolean): string {
  const name = table.slice(table.indexOf('.') + 1);
  return isPrimary ? `${name}_pkey` : [name, ...columns, 'key'].join('_');
}

function alterTable({ relation, cmds = [], objtype }: AlterTableStmt): Effect[] {
  if (objtype !== 'OBJECT_TABLE') return [];
  const table = qualified(relation);
  return cmds.flatMap((node, at) =>
    'AlterTableCmd' in node ? alterAction(table, node.AlterTableCmd, at) : [],
  );
}

function alterAction(
  table: string,
  { subtype, name = '', def, missing_ok: isGuarded = false }: AlterTableCmd,
  at: number,
): readonly Effect[] {
  const mark: Mark = { kind: 'action', at };
  if (subtype === 'AT_AddColumn')
    return def && 'ColumnDef' in def ? addColumn(table, def.ColumnDef, [], isGuarded) : [];
  if (subtype === 'AT_AlterColumnType')
    return def && 'ColumnDef' in def
      ? [{ kind: 'changeType', table, column: name, type: typeOf(def.ColumnDef.typeName) }]
      : [];
  if (subtype === 'AT_DropColumn') return [{ kind: 'dropColumn', table, column: name, mark }];
  if (subtype === 'AT_AddConstraint')
    return def && 'Constraint' in def ? addConstraint(table, def.Constraint, undefined) : [];
  if (subtype === 'AT_DropConstraint') return [{ kind: 'dropConstraint', table, constraint: name, mark }];
  if (subtype === 'AT_ValidateConstraint') return [{ kind: 'validate', table, constraint: name }];
  return [];
}

function createIndex({
  idxname = '',
  relation,
  indexParams = [],
  unique = false,
  whereClause,
}: IndexStmt): Effect {
  const keys = indexParams.map((param) => ('IndexElem' in param ? param.IndexElem.name : undefined));
  return {
    kind: 'createIndex',
    table: qualified(relation),
    index: { name: idxname, isUnique: unique, keys, isPartial: whereClause !== undefined },
  };
}

function drop({ removeType, objects = [] }: DropStmt): Effect[] {
  const names = objects.map((object) => ('List' in object ? strings(object.List.items) : []));
  if (removeType === 'OBJECT_TABLE')
    return names.map((name) => ({ kind: 'dropTable', table: withSchema(name) }));
  if (removeType === 'OBJECT_INDEX')
    return names.map((name) => ({ kind: 'dropIndex', index: name.at(-1) ?? '' }));
  return [];
}

function rename({ renameType, relation, subname = '', newname = '' }: RenameStmt): Effect[] {
  const table = qualified(relation);
  if (renameType === 'OBJECT_TABLE') {
    return [{ kind: 'renameTable', table, to: withSchema([table.slice(0, table.indexOf('.')), newname]) }];
  }
  return renameType === 'OBJECT_COLUMN'
    ? [{ kind: 'renameColumn', table, column: subname, to: newname }]
    : [];
}

const strings = (nodes: readonly Node[] = []): string[] =>
  nodes.flatMap((node) => ('String' in node ? [node.String.sval ?? ''] : []));

/** `schema.name`; a name without a schema is taken to be in public. */
const withSchema = (names: readonly string[]): string =>
  names.length > 1 ? names.slice(-2).join('.') : `public.${names[0] ?? ''}`;

const qualified = (relation: RangeVar | undefined): string =>
  `${relation?.schemaname ?? 'public'}.${relation?.relname ?? ''}`;

/** The bare name of a type as PostgreSQL calls it (`int4`, `jsonb`), with `[]` behind an array's. */
function typeOf(type: ColumnDef['typeName']): string {
  const last = type?.names?.at(-1);
  const name = last && 'String' in last ? (last.String.sval ?? '') : '';
  return type?.arrayBounds ? `${name}[]` : name;
}
