import type { Alias, FuncCall, JoinExpr, Node, RangeFunction, RangeVar } from 'libpg-query';
import type { Column, Relation } from '../../catalog/model.js';
import { columnNamed } from '../../catalog/partNamed.js';
import { columnName } from '../../syntax/columnName.js';
import { stringsOf } from '../../syntax/strings.js';
import { append } from '../../text/append.js';
import { commonType, mixed } from '../infer/coercion.js';
import { type Context, type Referent, refer, report } from '../infer/context.js';
import { condition } from '../infer/expression.js';
import { operate } from '../infer/operation.js';
import { declaredType, type TypeKey, writtenType } from '../infer/types.js';
import { declaredAlike, notKnown, ofType } from '../infer/value.js';
import {
  type Columns,
  columnsNamed,
  columnsOf,
  type FromItem,
  type Level,
  levelIn,
  type NamedQuery,
  noColumns,
  type Parameters,
  type SourceColumn,
  sourceNamed,
} from './scope.js';

/** What the readers of a statement's parts need of each other. */
export interface Resolution {
  readonly context: Context;
  readonly parameters: Parameters;
  /** The columns of a query in parentheses. */
  readonly subquery: (context: Context, query: Node, parent: Level) => Columns;
}

/** The result of one item of FROM: all its sources, and the one that stands for its columns. */
interface Joined {
  readonly sources: FromItem[];
  readonly top: FromItem;
}

/** Reads FROM into a level, from left to right. */
export function readFrom(reading: Resolution, level: Level, items: readonly Node[] = []): void {
  for (const item of items) {
    if (level.sources.length > mostSources) {
      level.sources.push(sourceNamed(undefined, noColumns));
      return;
    }
    const joined = read(reading, level, item, level.sources);
    if (!joined) {
      level.sources.push(sourceNamed(undefined, noColumns));
      continue;
    }
    refuseTwice(reading.context, level.sources, joined.sources, item);
    append(level.sources, joined.sources);
  }
}

/** Further items are ignored, because each name would be looked up in all of them. */
const mostSources = 100;

/** A name that stands for two tables. */
function refuseTwice(
  context: Context,
  before: readonly FromItem[],
  added: readonly FromItem[],
  node: object,
): void {
  const names = new Map(before.map((source) => [source.name, source]));
  for (const source of added) {
    const other = source.name === undefined ? undefined : names.get(source.name);
    const isSame = other && (other.schema === source.schema || !other.schema || !source.schema);
    if (isSame) report(context, '42712', node, source.name);
  }
}

function read(
  reading: Resolution,
  level: Level,
  item: Node,
  visible: readonly FromItem[],
): Joined | undefined {
  if ('JoinExpr' in item) return join(reading, level, item.JoinExpr, visible);
  const source = single(reading, level, item, visible);
  const top = source ?? sourceNamed(undefined, noColumns);
  return { sources: [top], top };
}

function single(
  reading: Resolution,
  level: Level,
  item: Node,
  visible: readonly FromItem[],
): FromItem | undefined {
  const { context } = reading;
  if ('RangeVar' in item) return tableSource(context, level, item.RangeVar);
  if ('RangeTableSample' in item) {
    const { relation, args = [] } = item.RangeTableSample;
    for (const arg of args) context.infer(context, arg, level);
    return relation && single(reading, level, relation, visible);
  }
  if ('RangeSubselect' in item) {
    const { subquery, alias, lateral = false } = item.RangeSubselect;
    const columns = subquery
      ? reading.subquery(context, subquery, outside(reading, level, lateral ? visible : []))
      : noColumns;
    return sourceNamed(alias?.aliasname, renamed(context, columns, alias, item));
  }
  if ('RangeFunction' in item)
    return functionSource(context, outside(reading, level, visible), item.RangeFunction);
  if (!('RangeTableFunc' in item)) return undefined;
  const { docexpr, rowexpr, columns = [], alias } = item.RangeTableFunc;
  const scope = outside(reading, level, visible);
  for (const node of [rowexpr, docexpr]) context.infer(context, node, scope);
  const list = columns.flatMap((node): SourceColumn[] => {
    if (!('RangeTableFuncCol' in node)) return [];
    const { colname = '', typeName, for_ordinality } = node.RangeTableFuncCol;
    const type = for_ordinality ? 'int4' : typeName && writtenType(context.types, typeName);
    return [{ name: colname, type }];
  });
  return sourceNamed(alias?.aliasname ?? 'xmltable', renamed(context, columnsOf(list), alias, item));
}

/** What an item of FROM sees: the items before it where it is LATERAL, and the outer queries. */
const outside = (reading: Resolution, level: Level, visible: readonly FromItem[]): Level =>
  levelIn(level.parent, reading.parameters, { sources: [...visible], queries: level.queries });

function namedQuery(level: Level, name: string): NamedQuery | undefined {
  for (let at: Level | undefined = level; at; at = at.parent) {
    const found = at.queries.get(name);
    if (found) return found;
  }
  return undefined;
}

function tableSource(context: Context, level: Level, table: RangeVar): FromItem {
  const { schemaname, relname = '', alias } = table;
  const named = schemaname === undefined ? namedQuery(level, relname) : undefined;
  if (named) {
    refer(context, table, [named.node]);
    return sourceNamed(alias?.aliasname ?? relname, renamed(context, named.columns(context), alias, table));
  }
  return relationSource(context, table);
}

/** A table by its name, which no WITH hides: the target of a statement. */
export function relationSource(context: Context, table: RangeVar): FromItem {
  const { schemaname: schema, relname = '', alias } = table;
  const relation = context.types.names.relation({ schema, name: relname });
  if (!relation && context.types.names.isComplete) report(context, '42P01', table, relname);
  if (relation) refer(context, table, [relation]);
  const columns = renamed(context, relation ? relationColumns(context, relation) : noColumns, alias, table);
  return sourceNamed(alias?.aliasname ?? relname, columns, {
    schema: alias ? undefined : (relation?.schema ?? schema),
    rowType: relation && rowTypeOf(relation),
    isTable: relation?.kind !== 'view',
  });
}

const rowTypeOf = ({ schema, name }: Relation): TypeKey =>
  schema === 'pg_catalog' ? name : `${schema}.${name}`;

/** Many queries of a wide table each name a few of its columns. */
function relationColumns({ types }: Context, relation: Relation): Columns {
  const columnIn = (column: Column): SourceColumn => {
    const { name, type } = column;
    return { name, type: type && types.keyOf(type), declared: type, referents: [{ relation, column }] };
  };
  let list: readonly SourceColumn[] | undefined;
  return {
    get list() {
      return (list ??= relation.columns.map(columnIn));
    },
    named(name) {
      const found = columnNamed(relation, name);
      return found ? [columnIn(found)] : [];
    },
    isComplete: relation.hasAllColumns,
  };
}

/** Gives the first columns the names of an alias list. `origin` is the node of the list. */
export function renamed(
  context: Context,
  columns: Columns,
  alias: Alias | undefined,
  node: object,
  origin: Referent | undefined = alias,
): Columns {
  const names = stringsOf(alias?.colnames);
  if (!origin || names.length === 0) return columns;
  if (names.length > columns.list.length) {
    if (columns.isComplete) report(context, '42P10', node, alias?.aliasname);
    return { list: names.map((name) => ({ name, type: undefined })), isComplete: false };
  }
  const list = columns.list.map((column, at) => {
    const name = names[at];
    return name === undefined ? column : { ...column, name, referents: [origin] };
  });
  return { list, isComplete: columns.isComplete };
}

function functionSource(context: Context, scope: Level, node: RangeFunction): FromItem {
  const { functions = [], alias, ordinality = false, coldeflist = [] } = node;
  const calls = functions.flatMap((item) => ('List' in item ? spread(item.List.items ?? []) : []));
  const parts = calls.map(({ call, definitions }) =>
    functionColumns(context, scope, call, definitions.length > 0 ? definitions : coldeflist, {
      alias: calls.length === 1 ? alias : undefined,
    }),
  );
  const list = parts.flatMap((part) => part.list);
  if (ordinality) list.push({ name: 'ordinality', type: 'int8' });
  const columns = { list, isComplete: parts.every(({ isComplete }) => isComplete) };
  const [first] = calls;
  const name = alias?.aliasname ?? (first ? columnName(first.call) : undefined);
  const only = list.length === 1 && !ordinality ? list[0]?.type : 'record';
  return sourceNamed(name, renamed(context, columns, alias, node), { rowType: only });
}

interface Called {
  readonly call: Node;
  readonly definitions: readonly Node[];
}

/** `unnest(a, b)` in FROM is `ROWS FROM (unnest(a), unnest(b))`. */
function spread([call, definitions]: readonly Node[]): readonly Called[] {
  if (!call) return [];
  const listed = definitions && 'List' in definitions ? (definitions.List.items ?? []) : [];
  if (!('FuncCall' in call)) return [{ call, definitions: listed }];
  const { funcname, args = [] } = call.FuncCall;
  const [name, schema = 'pg_catalog'] = stringsOf(funcname).reverse();
  if (name !== 'unnest' || schema !== 'pg_catalog' || args.length < 2) return [{ call, definitions: listed }];
  return args.map((arg) => {
    const one: FuncCall = { ...call.FuncCall, args: [arg] };
    return { call: { FuncCall: one }, definitions: listed };
  });
}

function functionColumns(
  context: Context,
  scope: Level,
  call: Node,
  definitions: readonly Node[],
  { alias }: { readonly alias: Alias | undefined },
): Columns {
  const value = context.infer(context, call, scope);
  if (definitions.length > 0) return columnsOf(definitions.flatMap((node) => definedColumn(context, node)));
  if (value.fields) return columnsOf(value.fields);
  const { type } = value;
  if (type === undefined || type === 'record') return noColumns;
  const found = context.types.find(context.types.base(type));
  if (found?.kind === 'composite')
    return columnsOf(
      found.columns.map((column) => ({
        name: column.name,
        type: column.type && context.types.keyOf(column.type),
        declared: column.type,
      })),
    );
  return columnsOf([{ name: value.output ?? alias?.aliasname ?? columnName(call), type }]);
}

function definedColumn({ types }: Context, node: Node): SourceColumn[] {
  if (!('ColumnDef' in node)) return [];
  const { colname = '', typeName } = node.ColumnDef;
  const type = typeName && writtenType(types, typeName);
  return [{ name: colname, type, declared: typeName && declaredType(types, typeName) }];
}

function join(
  reading: Resolution,
  level: Level,
  node: JoinExpr,
  visible: readonly FromItem[],
): Joined | undefined {
  const { context } = reading;
  if (!node.larg || !node.rarg || context.depth > 400) return undefined;
  const deeper = { ...reading, context: { ...context, depth: context.depth + 1 } };
  const left = read(deeper, level, node.larg, visible);
  if (!left) return undefined;
  const right = read(reading, level, node.rarg, [...visible, ...left.sources]);
  if (!right) return undefined;
  refuseTwice(context, left.sources, right.sources, node);
  const names = node.isNatural ? common(left.top.columns, right.top.columns) : stringsOf(node.usingClause);
  const using = names.map((name) => merged(context, node, name, left.top, right.top));
  const sources = left.sources;
  append(sources, right.sources);
  if (node.quals) {
    const inside = levelIn(level.parent, reading.parameters, {
      sources: [...sources],
      queries: level.queries,
    });
    condition(context, node.quals, inside);
  }
  const top = sourceNamed(
    node.alias?.aliasname,
    renamed(context, joinColumns(using, left.top, right.top), node.alias, node),
  );
  // An alias hides what is joined.
  if (node.alias) return { sources: [top], top };
  const usingName = node.join_using_alias?.aliasname;
  const more =
    usingName === undefined ? [] : [{ ...sourceNamed(usingName, columnsOf(using)), showsColumns: false }];
  left.top.showsColumns = false;
  right.top.showsColumns = false;
  sources.push(...more, top);
  return { sources, top };
}

const common = (left: Columns, right: Columns): string[] =>
  left.list.map(({ name }) => name).filter((name) => columnsNamed(right, name).length > 0);

function merged(context: Context, node: object, name: string, left: FromItem, right: FromItem): SourceColumn {
  const columns = [left, right].map((side): SourceColumn | undefined => {
    const found = columnsNamed(side.columns, name);
    if (found.length > 1) report(context, '42702', node, name);
    else if (found.length === 0 && side.columns.isComplete) report(context, '42703', node, name);
    return found[0];
  });
  const types = columns.map((column) => column?.type);
  const [one, other] = types;
  if (one !== undefined && other !== undefined) operate(context, node, ['='], ofType(one), ofType(other));
  const type = commonType(context.types, types);
  if (type === mixed) report(context, '42804', node, name);
  const declared = declaredAlike(columns.map((column) => column ?? notKnown));
  const referents = columns.flatMap((column) => column?.referents ?? []);
  return { name, type: type === mixed ? undefined : type, declared, referents };
}

/** Merged columns first, then those that only one side has. Many joins of wide tables each name a few of them. */
function joinColumns(using: readonly SourceColumn[], left: FromItem, right: FromItem): Columns {
  const names = new Set(using.map(({ name }) => name));
  const rest = (source: FromItem) => source.columns.list.filter(({ name }) => !names.has(name));
  const isComplete = () => left.columns.isComplete && right.columns.isComplete;
  let listed: Columns | undefined;
  const all = () => (listed ??= columnsOf([...using, ...rest(left), ...rest(right)], isComplete()));
  return {
    get list() {
      return all().list;
    },
    named: (name) =>
      names.has(name)
        ? using.filter((one) => one.name === name)
        : [left, right].flatMap(({ columns }) => columnsNamed(columns, name)),
    get isComplete() {
      return isComplete() && all().isComplete;
    },
  };
}
