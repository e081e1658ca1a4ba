import type { CommonTableExpr } from 'libpg-query';
import { append } from '../../text/append.js';
import { lookup } from '../../text/lookup.js';
import { type Context, type Referent, refer, report, type Scope } from '../infer/context.js';
import type { TypeKey } from '../infer/types.js';
import { notKnown, ofType, type Value } from '../infer/value.js';

/** What FROM makes visible: a table, a subquery, a function, a join. */
export interface FromItem {
  /** The name that qualifies its columns; undefined for a join or a subquery without an alias. */
  readonly name: string | undefined;
  /** Of a table without an alias. */
  readonly schema: string | undefined;
  readonly columns: Columns;
  /** The type of a whole row. */
  readonly rowType: TypeKey | undefined;
  /** A table has system columns. */
  readonly isTable: boolean;
  /** Whether its columns are found without a qualifier. Those of a joined table are found through the join. */
  showsColumns: boolean;
}

export interface SourceColumn extends Pick<Value, 'type' | 'declared'> {
  readonly name: string;
  readonly referents?: readonly Referent[];
}

export const columnValue = ({ type, declared }: SourceColumn): Value => ({ ...ofType(type), declared });

export interface Columns {
  readonly list: readonly SourceColumn[];
  /** Finds those of a name without making the whole list; `columnsNamed` asks it. */
  readonly named?: (name: string) => readonly SourceColumn[];
  /** Whether the list is all of them. */
  readonly isComplete: boolean;
}

/** No row of PostgreSQL has more columns; more are not followed. */
export const mostColumns = 1664;

export const noColumns: Columns = { list: [], isComplete: false };

export function columnsOf(list: readonly SourceColumn[], isComplete = true): Columns {
  return list.length > mostColumns ? noColumns : { list, isComplete };
}

/** The names of a query, and of the queries around it. */
export interface Level extends Scope {
  readonly sources: FromItem[];
  readonly parent: Level | undefined;
  /** What WITH names, by name. */
  readonly queries: Map<string, NamedQuery>;
  readonly variable: Parameters['named'];
  hasWindow?: (name: string) => boolean;
}

/** A query of WITH. Its columns are resolved when they are first asked for. */
export interface NamedQuery {
  readonly node: CommonTableExpr;
  readonly columns: (context: Context) => Columns;
}

export interface Parameters {
  readonly numbered: (number: number) => Value;
  readonly named: (names: readonly string[]) => Value | undefined;
  /** Whether the server refuses a name that is both one of these and a column. Else it means the column. */
  readonly areExclusive?: boolean;
}

export const noParameters: Parameters = {
  numbered: () => ofType('unknown'),
  named: () => undefined,
};

export function levelIn(
  parent: Level | undefined,
  parameters: Parameters,
  { sources = [], queries = new Map() }: Partial<Pick<Level, 'sources' | 'queries'>> = {},
): Level {
  const level: Level = {
    sources,
    parent,
    queries,
    column: (context, names, node) => findColumn(context, level, names, node, parameters),
    parameter: parameters.numbered,
    variable: parameters.named,
  };
  return level;
}

export function sourceNamed(
  name: string | undefined,
  columns: Columns,
  others: Partial<Pick<FromItem, 'schema' | 'rowType' | 'isTable'>> = {},
): FromItem {
  return {
    name,
    columns,
    schema: undefined,
    rowType: 'record',
    isTable: false,
    showsColumns: true,
    ...others,
  };
}

const byName = new WeakMap<Columns, ReadonlyMap<string, readonly SourceColumn[]>>();

export function columnsNamed(columns: Columns, name: string): readonly SourceColumn[] {
  if (columns.named) return columns.named(name);
  let known = byName.get(columns);
  if (!known) {
    const made = new Map<string, SourceColumn[]>();
    for (const column of columns.list) {
      const same = made.get(column.name);
      if (same) same.push(column);
      else made.set(column.name, [column]);
    }
    byName.set(columns, (known = made));
  }
  return known.get(name) ?? [];
}

function findColumn(
  context: Context,
  level: Level,
  names: readonly string[],
  node: object,
  parameters: Parameters,
): Value {
  const [name = '', qualifier, schema] = names.toReversed();
  if (qualifier === undefined) return findBare(context, level, name, node, parameters);
  const source = sourceOf(context, level, qualifier, schema, node);
  if (source === 'several') return notKnown;
  if (!source) {
    const parameter = parameters.named(names);
    if (parameter) return parameter;
    // The name of a database may precede the schema.
    if (names.length <= 3 && isFollowed(level)) report(context, '42P01', node, qualifier);
    return notKnown;
  }
  return columnOf(context, source, name, node) ?? missing(context, [source], name, node);
}

/** Whether all that FROM holds is known by name. */
export function isFollowed(level: Level): boolean {
  for (let at: Level | undefined = level; at; at = at.parent)
    if (at.sources.some(({ name, columns }) => name === undefined && !columns.isComplete)) return false;
  return true;
}

function findBare(context: Context, level: Level, name: string, node: object, parameters: Parameters): Value {
  const searched: FromItem[] = [];
  for (let at: Level | undefined = level; at; at = at.parent) {
    const shown = at.sources.filter(({ showsColumns }) => showsColumns);
    const found = shown.flatMap(({ columns }) => columnsNamed(columns, name));
    if (found.length > 1) {
      report(context, '42702', node, name);
      return notKnown;
    }
    if (found[0]) {
      if (parameters.areExclusive && parameters.named([name])) report(context, '42702', node, name);
      return readColumn(context, found[0], node);
    }
    append(searched, shown);
    // An item of FROM that is not known may have the column, and would hide an outer one.
    if (shown.some(({ columns }) => !columns.isComplete)) return notKnown;
    const system = systemColumns[name];
    if (system !== undefined && shown.some(({ isTable }) => isTable)) return ofType(system);
  }
  const row = sourceNamedIn(level, name, undefined);
  if (row && row !== 'several') return ofType(row.rowType);
  return parameters.named([name]) ?? missing(context, searched, name, node);
}

function readColumn(context: Context, column: SourceColumn, node: object): Value {
  refer(context, node, column.referents ?? []);
  return columnValue(column);
}

function columnOf(
  context: Context,
  { columns, isTable }: FromItem,
  name: string,
  node: object,
): Value | undefined {
  const found = columnsNamed(columns, name);
  if (found.length > 1) {
    report(context, '42702', node, name);
    return notKnown;
  }
  if (found[0]) return readColumn(context, found[0], node);
  const system = systemColumns[name];
  return system !== undefined && isTable ? ofType(system) : undefined;
}

function missing(context: Context, sources: readonly FromItem[], name: string, node: object): Value {
  if (sources.every(({ columns }) => columns.isComplete)) report(context, '42703', node, name);
  return notKnown;
}

const systemColumns = lookup<TypeKey>({
  cmax: 'cid',
  cmin: 'cid',
  ctid: 'tid',
  tableoid: 'oid',
  xmax: 'xid',
  xmin: 'xid',
});

/** The source that a qualifier means. Reports an issue where there are several. */
export function sourceOf(
  context: Context,
  level: Level,
  name: string,
  schema: string | undefined,
  node: object,
): FromItem | 'several' | undefined {
  const found = sourceNamedIn(level, name, schema);
  if (found === 'several') report(context, '42P09', node, name);
  return found;
}

function sourceNamedIn(
  level: Level,
  name: string,
  schema: string | undefined,
): FromItem | 'several' | undefined {
  for (let at: Level | undefined = level; at; at = at.parent) {
    const found = at.sources.filter(
      (source) => source.name === name && (schema === undefined || source.schema === schema),
    );
    if (found.length > 1) return 'several';
    if (found[0]) return found[0];
  }
  return undefined;
}
