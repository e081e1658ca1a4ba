import type { JoinExpr, Node, RangeVar, ResTarget, SelectStmt } from 'libpg-query';
import { type Lookup, layered } from '../catalog/layered.js';
import type { Catalog, TypeRef } from '../catalog/model.js';
import { titleOf } from '../catalog/read/query.js';
import { relationName, texts, writtenType } from '../catalog/read/written.js';
import type { AnsweredColumn } from '../catalog/replay/query.js';

/**
 * The columns that the query of a relation answers, which a statement makes: by name, and by type where it is plain.
 * Undefined where their number is not told.
 */
export function answeredColumns(
  statement: Node,
  relation: string,
  catalog: Catalog,
): readonly AnsweredColumn[] | undefined {
  const select = selectIn(statement, relation);
  return select && columnsOf({ lookup: layered([catalog]), common: new Map() }, select);
}

function selectIn(node: Node, relation: string): SelectStmt | undefined {
  if ('SelectStmt' in node) return node.SelectStmt;
  if ('CreateTableAsStmt' in node)
    return node.CreateTableAsStmt.query && selectIn(node.CreateTableAsStmt.query, relation);
  if ('ViewStmt' in node) {
    const { view, query } = node.ViewStmt;
    return query && view?.relname === relation ? selectIn(query, relation) : undefined;
  }
  const parts = 'CreateSchemaStmt' in node ? (node.CreateSchemaStmt.schemaElts ?? []) : [];
  return parts.map((part) => selectIn(part, relation)).find(Boolean);
}

type Columns = readonly AnsweredColumn[];

interface Scope {
  readonly lookup: Lookup;
  /** The queries of WITH, by name. */
  readonly common: ReadonlyMap<string, Columns | undefined>;
}

/** Something of FROM. */
interface Source {
  readonly name: string;
  readonly columns: Columns | undefined;
}

function columnsOf(outer: Scope, select: SelectStmt): Columns | undefined {
  const scope = withCommon(outer, select);
  if (select.larg) {
    const [left, right] = [columnsOf(scope, select.larg), select.rarg && columnsOf(scope, select.rarg)];
    return left?.map(({ name, type }, at) => ({ name, type: sameType(type, right?.[at]?.type) }));
  }
  const [row] = select.valuesLists ?? [];
  if (row) {
    const values = 'List' in row ? (row.List.items ?? []) : [];
    return values.map((_value, at) => ({ name: `column${at + 1}`, type: undefined }));
  }
  const sources = (select.fromClause ?? []).flatMap((from) => sourcesOf(scope, from));
  const columns = (select.targetList ?? []).map((target) =>
    'ResTarget' in target ? targetColumns(scope, target.ResTarget, sources) : undefined,
  );
  return columns.every((one) => one !== undefined) ? columns.flat() : undefined;
}

const sameType = (one: TypeRef | undefined, other: TypeRef | undefined): TypeRef | undefined =>
  one && other && one.name === other.name && one.modifiers.join() === other.modifiers.join()
    ? one
    : undefined;

function withCommon(scope: Scope, { withClause }: SelectStmt): Scope {
  const common = new Map(scope.common);
  for (const node of withClause?.ctes ?? []) {
    const { ctename = '', ctequery, aliascolnames } = 'CommonTableExpr' in node ? node.CommonTableExpr : {};
    const query = ctequery && 'SelectStmt' in ctequery ? ctequery.SelectStmt : undefined;
    // What a query reads of itself is what its first part answers.
    const first = withClause?.recursive && query?.larg ? query.larg : query;
    const columns = first && columnsOf({ ...scope, common }, first);
    common.set(ctename, columns && renamed(columns, aliascolnames));
  }
  return { ...scope, common };
}

/** The first columns take the names of the list. */
const renamed = (columns: Columns, names: readonly Node[] = []): Columns =>
  columns.map(({ name, type }, at) => ({ name: texts(names)[at] ?? name, type }));

function sourcesOf(scope: Scope, node: Node): readonly Source[] {
  if ('RangeVar' in node) return [tableSource(scope, node.RangeVar)];
  if ('RangeSubselect' in node) {
    const { subquery, alias } = node.RangeSubselect;
    const columns = subquery && 'SelectStmt' in subquery ? columnsOf(scope, subquery.SelectStmt) : undefined;
    return [{ name: alias?.aliasname ?? '', columns: columns && renamed(columns, alias?.colnames) }];
  }
  if ('JoinExpr' in node) return joined(scope, node.JoinExpr);
  return [{ name: '', columns: undefined }];
}

function tableSource({ lookup, common }: Scope, table: RangeVar): Source {
  const { relname = '', schemaname, alias } = table;
  const relation = lookup.relation(relationName(table));
  const own = relation?.hasAllColumns ? relation.columns : undefined;
  const columns = schemaname === undefined && common.has(relname) ? common.get(relname) : own;
  return { name: alias?.aliasname ?? relname, columns: columns && renamed(columns, alias?.colnames) };
}

/** USING and NATURAL put the columns that both sides have in front, once. */
function joined(scope: Scope, join: JoinExpr): readonly Source[] {
  const { larg, rarg, usingClause, isNatural, alias } = join;
  const [left, right] = [larg, rarg].map((side) => (side ? sourcesOf(scope, side) : []));
  const sources = [...(left ?? []), ...(right ?? [])];
  if (!usingClause && !isNatural && !alias) return sources;
  const columns = isNatural ? undefined : merged(left ?? [], right ?? [], texts(usingClause));
  const named = columns && renamed(columns, alias?.colnames);
  // Columns can still be read by the name of their table.
  return [
    { name: alias?.aliasname ?? '', columns: named },
    ...sources.map((one) => ({ ...one, isHidden: true })),
  ];
}

function merged(
  left: readonly Source[],
  right: readonly Source[],
  using: readonly string[],
): Columns | undefined {
  const all = [...left, ...right].map(({ columns }) => columns);
  if (all.some((columns) => columns === undefined)) return undefined;
  const [one, other] = [left, right].map((side) => side.flatMap(({ columns }) => columns ?? []));
  const rest = (columns: Columns = []) => columns.filter(({ name }) => !using.includes(name));
  return [
    ...using.flatMap((name) => one?.find((column) => column.name === name) ?? []),
    ...rest(one),
    ...rest(other),
  ];
}

function targetColumns(
  scope: Scope,
  { name, val }: ResTarget,
  sources: readonly Source[],
): Columns | undefined {
  if (!val) return undefined;
  if ('ColumnRef' in val && val.ColumnRef.fields?.some((field) => 'A_Star' in field)) {
    const table = texts(val.ColumnRef.fields).at(-1);
    const read = sources.filter((source) =>
      table === undefined ? !('isHidden' in source) : source.name === table,
    );
    const isTold = read.length > 0 && read.every(({ columns }) => columns !== undefined);
    return isTold ? read.flatMap(({ columns }) => columns ?? []) : undefined;
  }
  return [{ name: name ?? titleOf(val) ?? '?column?', type: typeOf(scope, val, sources) }];
}

function typeOf({ lookup }: Scope, value: Node, sources: readonly Source[]): TypeRef | undefined {
  if ('ColumnRef' in value) {
    const [column, table] = texts(value.ColumnRef.fields).toReversed();
    const known = sources.filter((source) =>
      table === undefined ? !('isHidden' in source) : source.name === table,
    );
    const found = known.flatMap(({ columns }) => columns ?? []).filter(({ name }) => name === column);
    return known.every(({ columns }) => columns) && found.length === 1 ? found[0]?.type : undefined;
  }
  if (!('TypeCast' in value)) return undefined;
  const { schema, name, modifiers, dimensions } = writtenType(value.TypeCast.typeName);
  const type = lookup.type({ schema, name });
  return { schema: type?.schema ?? schema, name, modifiers, dimensions };
}
