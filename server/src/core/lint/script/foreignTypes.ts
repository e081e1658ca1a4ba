import type { AlterTableStmt, CreateDomainStmt, CreateStmt, Node, TypeName } from 'libpg-query';
import { builtins } from '../../catalog/builtins.js';
import { extensionTypes, knownTypes } from '../../dialect/types.js';
import { holdsPlaceholder } from '../../syntax/placeholders.js';
import { spanOfType } from '../../syntax/rangeOf.js';
import type { Statement } from '../../syntax/statement.js';
import { spanOf, wholeOf } from '../../syntax/tree/nodes.js';
import { textOf } from '../../syntax/typeName.js';
import type { Span } from '../../text/span.js';

/** The type that a statement declares, and the types of its columns and domains that PostgreSQL does not know. */
export interface TypeFacts {
  /** The name of a domain or a type that the statement creates, or gives it, without its schema. */
  readonly declared?: string;
  readonly foreign?: readonly ForeignType[];
}

/** A type that is not built in, and the column or the domain that stores its values. */
export interface ForeignType {
  readonly name: string;
  readonly schema: string | undefined;
  readonly isArray: boolean;
  /** Relative to the statement. */
  readonly span: Span;
  /** For messages: `column "price"` or `domain "amount"`. */
  readonly holder: string;
  /** The column or domain has a default, a generated value or a check, which are written for this type. */
  readonly isBoundToType: boolean;
}

export function typeFacts(statement: Statement): TypeFacts {
  const { node } = statement;
  if (!node) return none;
  const declared = declaredType(node);
  const foreign = storedTypes(node).map(({ type, holder, isBoundToType }): ForeignType => {
    const [name = '', schema] = (type.names ?? []).map(textOf).reverse();
    const isArray = (type.arrayBounds ?? []).length > 0;
    const span = spanOfType(statement, type) ?? spanOf(statement, wholeOf(statement));
    return { name, schema, isArray, span, holder, isBoundToType };
  });
  if (declared === undefined && foreign.length === 0) return none;
  return { ...(declared === undefined ? {} : { declared }), ...(foreign.length > 0 ? { foreign } : {}) };
}

/** Shared by all statements without such types. */
const none: TypeFacts = {};

/** The name of the type of a value, such as a cast gives, where the server does not have the type. */
export function foreignName(type: TypeName): Pick<ForeignType, 'name' | 'schema'> | undefined {
  if (type.pct_type || !isForeign(type)) return undefined;
  const [name = '', schema] = (type.names ?? []).map(textOf).reverse();
  // The row types of catalogs, and the internal names of arrays, are rare.
  const { types, relations } = builtins().schemas.get('pg_catalog') ?? {};
  const isBuiltIn =
    schema === undefined && (types?.get(name) ?? types?.get(name.replace(/^_/, '')) ?? relations?.get(name));
  return isBuiltIn ? undefined : { name, schema };
}

function isForeign({ names = [], location }: TypeName): boolean {
  const [first, second] = names;
  if (!first || names.length > 2 || location === undefined) return false;
  const name = textOf(first);
  const isKnown = second ? schemasOfTypes.has(name) : knownTypes.has(name) && !(name in extensionTypes);
  return !isKnown && !names.some(mayBeAnyType);
}

/** A tool may put any type there. */
function mayBeAnyType(part: Node): boolean {
  const name = textOf(part);
  return name.startsWith(':') || holdsPlaceholder(name);
}

/** The schemas that every cluster has. */
const schemasOfTypes: ReadonlySet<string> = new Set(['pg_catalog', 'information_schema', 'sys']);

/** A type that PostgreSQL does not know, and what stores it. */
interface Stored {
  readonly type: TypeName;
  readonly holder: string;
  readonly isBoundToType: boolean;
}

function storedTypes(node: Node): Stored[] {
  if ('CreateStmt' in node) return ofTable(node.CreateStmt);
  if ('AlterTableStmt' in node) return ofAlteredTable(node.AlterTableStmt);
  if ('CreateDomainStmt' in node) return ofDomain(node.CreateDomainStmt);
  if ('CreateSchemaStmt' in node) return (node.CreateSchemaStmt.schemaElts ?? []).flatMap(storedTypes);
  return [];
}

const ofTable = ({ tableElts = [] }: CreateStmt): Stored[] => tableElts.flatMap(ofColumn);

function ofAlteredTable({ objtype, cmds = [] }: AlterTableStmt): Stored[] {
  if (objtype !== 'OBJECT_TABLE') return [];
  return cmds.flatMap((node) => {
    const isAddition = 'AlterTableCmd' in node && node.AlterTableCmd.subtype === 'AT_AddColumn';
    return isAddition && node.AlterTableCmd.def ? ofColumn(node.AlterTableCmd.def) : [];
  });
}

function ofColumn(node: Node): Stored[] {
  if (!('ColumnDef' in node)) return [];
  const { colname = '', typeName, constraints = [] } = node.ColumnDef;
  if (!typeName || !isForeign(typeName)) return [];
  return [
    { type: typeName, holder: `column "${colname}"`, isBoundToType: constraints.some(isWrittenForType) },
  ];
}

function ofDomain({ domainname = [], typeName, constraints = [] }: CreateDomainStmt): Stored[] {
  const name = domainname.map(textOf).at(-1) ?? '';
  return typeName && isForeign(typeName)
    ? [{ type: typeName, holder: `domain "${name}"`, isBoundToType: constraints.some(isWrittenForType) }]
    : [];
}

const isWrittenForType = (node: Node): boolean =>
  'Constraint' in node &&
  ['CONSTR_DEFAULT', 'CONSTR_GENERATED', 'CONSTR_CHECK'].includes(node.Constraint.contype ?? '');

function declaredType(node: Node): string | undefined {
  if ('CreateDomainStmt' in node) return node.CreateDomainStmt.domainname?.map(textOf).at(-1);
  if ('CreateEnumStmt' in node) return node.CreateEnumStmt.typeName?.map(textOf).at(-1);
  if ('CreateRangeStmt' in node) return node.CreateRangeStmt.typeName?.map(textOf).at(-1);
  if ('CompositeTypeStmt' in node) return node.CompositeTypeStmt.typevar?.relname;
  if ('DefineStmt' in node && node.DefineStmt.kind === 'OBJECT_TYPE')
    return node.DefineStmt.defnames?.map(textOf).at(-1);
  if ('RenameStmt' in node && /^OBJECT_(?:DOMAIN|TYPE)$/.test(node.RenameStmt.renameType ?? ''))
    return node.RenameStmt.newname;
  return undefined;
}

/** The names of all types and domains that a script creates, in any order. */
export const declaredTypes = (
  telling: readonly { readonly facts: { readonly types: TypeFacts } }[],
): ReadonlySet<string> => new Set(telling.flatMap(({ facts }) => facts.types.declared ?? []));
