import type { DeleteStmt, InsertStmt, MergeStmt, Node, OnConflictClause, UpdateStmt } from 'libpg-query';
import { type Context, refer, report } from '../infer/context.js';
import { condition } from '../infer/expression.js';
import { notKnown, ofType, type Value } from '../infer/value.js';
import { type Resolution, readFrom, relationSource } from './from.js';
import {
  type Columns,
  columnsNamed,
  columnsOf,
  type FromItem,
  type Level,
  levelIn,
  noColumns,
  type SourceColumn,
  sourceNamed,
} from './scope.js';
import { assign, readTargets, settled } from './targets.js';
import { readWith } from './with.js';

/** The columns of RETURNING of INSERT, UPDATE or DELETE; MERGE has none. */
export function readChange(reading: Resolution, statement: Node, parent: Level | undefined): Columns {
  if ('InsertStmt' in statement) return readInsert(reading, statement.InsertStmt, parent);
  if ('UpdateStmt' in statement) return readUpdate(reading, statement.UpdateStmt, parent);
  if ('MergeStmt' in statement) return readMerge(reading, statement.MergeStmt, parent);
  return 'DeleteStmt' in statement ? readDelete(reading, statement.DeleteStmt, parent) : noColumns;
}

function begin(reading: Resolution, parent: Level | undefined, withClause: InsertStmt['withClause']): Level {
  const level = levelIn(parent, reading.parameters);
  if (withClause) readWith(reading, level, withClause);
  return level;
}

const none = columnsOf([]);

function returning(context: Context, level: Level, list: readonly Node[] = []): Columns {
  return list.length === 0 ? none : settled(readTargets(context, level, list));
}

function readUpdate(reading: Resolution, update: UpdateStmt, parent: Level | undefined): Columns {
  const { context } = reading;
  const level = begin(reading, parent, update.withClause);
  const target = update.relation && relationSource(context, update.relation);
  if (!target) return noColumns;
  level.sources.push(target);
  readFrom(reading, level, update.fromClause);
  if (update.whereClause) condition(context, update.whereClause, level);
  const columns = returning(context, level, update.returningList);
  readAssignments(context, level, target, update.targetList);
  return columns;
}

function readDelete(reading: Resolution, statement: DeleteStmt, parent: Level | undefined): Columns {
  const { context } = reading;
  const level = begin(reading, parent, statement.withClause);
  const target = statement.relation && relationSource(context, statement.relation);
  if (!target) return noColumns;
  level.sources.push(target);
  readFrom(reading, level, statement.usingClause);
  if (statement.whereClause) condition(context, statement.whereClause, level);
  return returning(context, level, statement.returningList);
}

/** A clause for rows that are not matched cannot name the target. */
function readMerge(reading: Resolution, merge: MergeStmt, parent: Level | undefined): Columns {
  const { context } = reading;
  const level = begin(reading, parent, merge.withClause);
  const target = merge.relation && relationSource(context, merge.relation);
  if (!target) return noColumns;
  level.sources.push(target);
  readFrom(reading, level, merge.sourceRelation ? [merge.sourceRelation] : []);
  const unmet = levelIn(level.parent, reading.parameters, {
    sources: level.sources.filter((source) => source !== target),
    queries: level.queries,
  });
  if (merge.joinCondition) condition(context, merge.joinCondition, level);
  for (const node of merge.mergeWhenClauses ?? []) {
    if (!('MergeWhenClause' in node)) continue;
    const {
      matched = false,
      commandType,
      condition: when,
      targetList = [],
      values = [],
    } = node.MergeWhenClause;
    const inside = matched ? level : unmet;
    if (when) condition(context, when, inside);
    if (commandType === 'CMD_UPDATE') readAssignments(context, inside, target, targetList);
    if (commandType === 'CMD_INSERT') {
      const { places, isCounted } = placesOf(context, target, targetList);
      readRow(context, inside, values, { places, isCounted, isListed: targetList.length > 0 }, node);
    }
  }
  return none;
}

/** SET: the values first, as the server does, then the columns that get them. */
function readAssignments(context: Context, level: Level, target: FromItem, list: readonly Node[] = []): void {
  const read = new Map<object, readonly Value[]>();
  const values = list.map((node): Value => {
    const value = 'ResTarget' in node ? node.ResTarget.val : undefined;
    if (!value || !('MultiAssignRef' in value)) return context.infer(context, value, level);
    const { source, colno = 1 } = value.MultiAssignRef;
    if (!source) return notKnown;
    const key = Object.values(source)[0] as object;
    const known = read.get(key) ?? severalValues(context, level, source);
    read.set(key, known);
    return known[colno - 1] ?? notKnown;
  });
  for (const [at, node] of list.entries()) {
    if (!('ResTarget' in node)) continue;
    const { name = '', indirection } = node.ResTarget;
    const column = targetColumn(context, target, name, node.ResTarget);
    // A field or an element of a column has a type of its own.
    if (column && !indirection) assign(context, values[at] ?? notKnown, column.type, node);
  }
}

/** The values of `SET (a, b) = (…)`. */
function severalValues(context: Context, level: Level, source: Node): readonly Value[] {
  if ('RowExpr' in source)
    return (source.RowExpr.args ?? []).map((arg) => context.infer(context, arg, level));
  const { subselect } = 'SubLink' in source ? source.SubLink : {};
  const columns = subselect && context.query(context, subselect, level);
  return columns?.map(({ value }) => value) ?? [];
}

function targetColumn(
  context: Context,
  { columns }: FromItem,
  name: string,
  node: object,
): SourceColumn | undefined {
  const [column] = columnsNamed(columns, name);
  if (column) refer(context, node, column.referents ?? []);
  else if (columns.isComplete) report(context, '42703', node, name);
  return column;
}

function readInsert(reading: Resolution, insert: InsertStmt, parent: Level | undefined): Columns {
  const { context } = reading;
  const { cols = [], selectStmt, onConflictClause } = insert;
  const level = begin(reading, parent, insert.withClause);
  const target = insert.relation && relationSource(context, insert.relation);
  if (!target) return noColumns;
  const { places, isCounted } = placesOf(context, target, cols);
  if (selectStmt) readRows(reading, level, selectStmt, { places, isCounted, isListed: cols.length > 0 });
  const inside = levelIn(level, reading.parameters, { sources: [target] });
  if (onConflictClause) readConflict(reading, inside, target, onConflictClause);
  return returning(context, inside, insert.returningList);
}

/** The columns that a list names. Without a list they are the first columns, of which a script may not know all. */
function placesOf(context: Context, target: FromItem, cols: readonly Node[]): Omit<Places, 'isListed'> {
  const listed = cols.flatMap((node) =>
    'ResTarget' in node
      ? [
          {
            column: targetColumn(context, target, node.ResTarget.name ?? '', node.ResTarget),
            isPart: node.ResTarget.indirection !== undefined,
          },
        ]
      : [],
  );
  const columns = cols.length > 0 ? listed : target.columns.list.map((column) => ({ column, isPart: false }));
  return {
    places: columns.map(({ column, isPart }) => (isPart ? undefined : column?.type)),
    isCounted: cols.length > 0 || target.columns.isComplete,
  };
}

interface Places {
  /** The types of the columns that get the values. */
  readonly places: readonly SourceColumn['type'][];
  readonly isCounted: boolean;
  readonly isListed: boolean;
}

function readRows(
  reading: Resolution,
  level: Level,
  source: Node,
  { places, isCounted, isListed }: Places,
): void {
  const { context } = reading;
  const select = 'SelectStmt' in source ? source.SelectStmt : undefined;
  const isPlain = select?.valuesLists && !select.withClause && !select.sortClause && !select.limitCount;
  if (!isPlain) {
    const { list, isComplete } = reading.subquery(context, source, level);
    if (!isComplete) return;
    if (isCounted && (list.length > places.length || (isListed && list.length < places.length)))
      report(context, '42601', source);
    // A string literal without a type is read as the column's type.
    for (const [at, { type }] of list.entries())
      if (type !== 'text') assign(context, ofType(type), places[at], source);
    return;
  }
  for (const row of select.valuesLists ?? []) {
    const nodes = 'List' in row ? (row.List.items ?? []) : [];
    readRow(context, level, nodes, { places, isCounted, isListed }, row);
  }
}

function readRow(
  context: Context,
  level: Level,
  nodes: readonly Node[],
  { places, isCounted, isListed }: Places,
  row: Node,
): void {
  // Nobody knows here how many values `v.*` stands for.
  if (nodes.some(isStar)) return;
  if (isCounted && (nodes.length > places.length || (isListed && nodes.length < places.length)))
    report(context, '42601', row);
  for (const [at, node] of nodes.entries())
    assign(context, context.infer(context, node, level), places[at], node);
}

const isStar = (node: Node): boolean =>
  'ColumnRef' in node && (node.ColumnRef.fields ?? []).some((field) => 'A_Star' in field);

function readConflict(reading: Resolution, level: Level, target: FromItem, clause: OnConflictClause): void {
  const { context } = reading;
  const { infer, targetList, whereClause } = clause;
  const excluded = sourceNamed('excluded', target.columns, { rowType: target.rowType });
  const inside = levelIn(level.parent, reading.parameters, { sources: [target, excluded] });
  for (const node of infer?.indexElems ?? []) {
    if (!('IndexElem' in node)) continue;
    const { name, expr } = node.IndexElem;
    if (name !== undefined) level.column(context, [name], node.IndexElem);
    else context.infer(context, expr, level);
  }
  if (infer?.whereClause) condition(context, infer.whereClause, level);
  if (targetList) readAssignments(context, inside, target, targetList);
  if (whereClause) condition(context, whereClause, inside);
}
