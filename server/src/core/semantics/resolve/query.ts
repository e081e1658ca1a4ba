import type { Node, SelectStmt } from 'libpg-query';
import { inferWindow } from '../infer/call.js';
import { commonType, mixed } from '../infer/coercion.js';
import {
  type Context,
  type Issue,
  type Referent,
  type ResultColumn,
  report,
  type Scope,
} from '../infer/context.js';
import { condition, infer, unite } from '../infer/expression.js';
import type { TypeKey, Types } from '../infer/types.js';
import { declaredAlike, notKnown, ofType, type Value } from '../infer/value.js';
import { readChange } from './change.js';
import { type Resolution, readFrom } from './from.js';
import {
  type Columns,
  columnsOf,
  columnValue,
  type Level,
  levelIn,
  mostColumns,
  noColumns,
  noParameters,
  type Parameters,
  type SourceColumn,
  sourceNamed,
} from './scope.js';
import { readGroup, readSort, readTargets, resultOf, settled, type Targets } from './targets.js';
import { readWith } from './with.js';

/** The columns that a statement answers, and what the server would refuse in it, in the order in which it is met. */
export interface Resolved {
  /** Undefined where not all are known. */
  readonly columns: readonly SourceColumn[] | undefined;
  readonly issues: readonly Issue[];
  /** What names of tables and columns mean, by their RangeVar, ColumnRef or ResTarget, as far as that is known. */
  readonly references: ReadonlyMap<object, readonly Referent[]>;
  /** What the targets of its queries are, by their ResTarget. */
  readonly targets: ReadonlyMap<object, Value>;
}

/** Resolves a SELECT, VALUES, INSERT, UPDATE, DELETE or MERGE. Never throws, and says nothing of what it does not know. */
export function resolve(types: Types, statement: Node, parameters: Parameters = noParameters): Resolved {
  const issues: Issue[] = [];
  const references = new Map<object, readonly Referent[]>();
  const targets = new Map<object, Value>();
  const reading: Resolution = {
    parameters,
    subquery: (context, query, parent) => readQuery({ ...reading, context }, query, parent),
    get context() {
      return context;
    },
  };
  const context: Context = {
    types,
    issues,
    references,
    targets,
    isDefinition: false,
    depth: 0,
    infer,
    query: (inner, query, scope) => {
      const { list, isComplete } = readQuery({ ...reading, context: inner }, query, scope as Level);
      return isComplete ? resultOf(list) : undefined;
    },
  };
  const { list, isComplete } = readQuery(reading, statement, undefined);
  return { columns: isComplete ? list : undefined, issues, references, targets };
}

/** The columns of a query; `parent` is what is around it. */
function readQuery(reading: Resolution, query: Node, parent: Level | undefined): Columns {
  const { context } = reading;
  if (context.depth > 100) return noColumns;
  const deeper = { ...reading, context: { ...context, depth: context.depth + 1 } };
  return 'SelectStmt' in query
    ? readSelect(deeper, query.SelectStmt, parent)
    : readChange(deeper, query, parent);
}

function readSelect(reading: Resolution, select: SelectStmt, parent: Level | undefined): Columns {
  const level = levelIn(parent, reading.parameters);
  if (select.withClause) readWith(reading, level, select.withClause);
  if (select.op && select.op !== 'SETOP_NONE') return readUnion(reading, select, level);
  return select.valuesLists ? readValues(reading, select, level) : readPlain(reading, select, level);
}

function readPlain(reading: Resolution, select: SelectStmt, level: Level): Columns {
  const { context } = reading;
  const { targetList = [], whereClause, groupClause = [], havingClause, windowClause = [] } = select;
  const windows = windowClause.flatMap((node) => ('WindowDef' in node ? (node.WindowDef.name ?? []) : []));
  level.hasWindow = (name) => windows.includes(name);
  readFrom(reading, level, select.fromClause);
  const targets = readTargets(context, level, targetList);
  if (whereClause) condition(context, whereClause, level);
  if (havingClause) condition(context, havingClause, level);
  for (const sort of select.sortClause ?? []) readSort(context, level, sort, targets);
  for (const group of groupClause) readGroup(context, level, group, targets);
  for (const node of select.distinctClause ?? [])
    if (Object.keys(node).length > 0) readSort(context, level, node, targets);
  readLimit(context, level, select);
  for (const node of windowClause) if ('WindowDef' in node) inferWindow(context, node.WindowDef, level);
  readLocks(context, level, select);
  return settled(targets);
}

function readLimit(context: Context, scope: Scope, { limitCount, limitOffset }: SelectStmt): void {
  for (const node of [limitOffset, limitCount]) if (node) context.infer(context, node, scope);
}

/** FOR UPDATE OF names tables of FROM. */
function readLocks(context: Context, { sources }: Level, { lockingClause = [] }: SelectStmt): void {
  for (const node of lockingClause) {
    if (!('LockingClause' in node)) continue;
    for (const locked of node.LockingClause.lockedRels ?? []) {
      const name = 'RangeVar' in locked ? locked.RangeVar.relname : undefined;
      if (name !== undefined && !sources.some((source) => source.name === name))
        report(context, '42P01', locked, name);
    }
  }
}

function readValues(reading: Resolution, select: SelectStmt, level: Level): Columns {
  const { context } = reading;
  const rows = (select.valuesLists ?? []).map((row) =>
    ('List' in row ? (row.List.items ?? []) : []).map((node) => context.infer(context, node, level)),
  );
  const width = rows[0]?.length ?? 0;
  if (rows.some((row) => row.length !== width)) {
    report(context, '42601', select);
    return noColumns;
  }
  const list = Array.from({ length: Math.min(width, mostColumns + 1) }, (_none, at) => {
    const values = rows.map((row) => row[at] ?? notKnown);
    const type = together(context, values, select);
    return {
      name: `column${at + 1}`,
      value: { ...ofType(type), declared: declaredAlike(values) },
      referents: [],
    };
  });
  for (const sort of select.sortClause ?? [])
    readSort(context, valuesLevel(reading, list, level), sort, { list, isComplete: true });
  readLimit(context, level, select);
  return settled({ list, isComplete: true });
}

const valuesLevel = (reading: Resolution, list: readonly ResultColumn[], level: Level): Level =>
  levelIn(level, reading.parameters, {
    sources: [
      sourceNamed('*VALUES*', columnsOf(list.map(({ name, value }) => ({ name, type: value.type })))),
    ],
  });

/** The common type of several values, each cast to it. Reports values that do not fit. */
function together(context: Context, values: readonly Value[], node: object): TypeKey | undefined {
  const type = commonType(
    context.types,
    values.map((value) => value.type),
  );
  if (type === mixed) report(context, '42804', node);
  else for (const value of values) unite(context, value, type, node);
  return type === mixed ? undefined : type;
}

/** UNION and its like. A long chain is nested to the left, and is read without recursion. */
function readUnion(reading: Resolution, select: SelectStmt, level: Level): Columns {
  const { context } = reading;
  const arms: SelectStmt[] = [];
  let first = select;
  for (;;) {
    if (first.rarg) arms.push(first.rarg);
    if (!first.larg) break;
    first = first.larg;
    if (!first.larg || first.withClause || first.sortClause || first.limitCount || first.limitOffset) break;
  }
  let columns = readArm(reading, first, level);
  for (const arm of arms.toReversed()) columns = joined(context, columns, readArm(reading, arm, level), arm);
  const result = settled(columns);
  const inside = levelIn(level, reading.parameters, { sources: [sourceNamed(undefined, result)] });
  for (const sort of select.sortClause ?? []) readSort(context, inside, sort, columns);
  readLimit(context, level, select);
  return result;
}

/** An operand of a UNION: a string literal without a type may still get that of the other side. */
function readArm(reading: Resolution, arm: SelectStmt, level: Level): Targets {
  const inner = levelIn(level, reading.parameters);
  const isPlain = !arm.valuesLists && (!arm.op || arm.op === 'SETOP_NONE') && !arm.withClause;
  const columns = isPlain ? readPlain(reading, arm, inner) : readSelect(reading, arm, level);
  const literals = isPlain ? bareStrings(arm) : [];
  return {
    isComplete: columns.isComplete,
    list: columns.list.map((column, at) => ({
      name: column.name,
      value: literals[at] ?? columnValue(column),
      referents: column.referents ?? [],
    })),
  };
}

/** The targets that are plain string literals, by their number; none where `*` makes the numbers uncertain. */
function bareStrings({ targetList = [] }: SelectStmt): readonly (Value | undefined)[] {
  const values: (Value | undefined)[] = [];
  for (const target of targetList) {
    const value = 'ResTarget' in target ? target.ResTarget.val : undefined;
    const isStar =
      value && 'ColumnRef' in value && value.ColumnRef.fields?.some((field) => 'A_Star' in field);
    if (isStar) return values;
    const constant = value && 'A_Const' in value ? value.A_Const : undefined;
    if (constant?.isnull) values.push({ type: 'unknown', constant: 'null', changing: undefined });
    else if (constant?.sval)
      values.push({
        type: 'unknown',
        constant: 'value',
        changing: undefined,
        text: constant.sval.sval ?? '',
      });
    else values.push(undefined);
  }
  return values;
}

function joined(context: Context, left: Targets, right: Targets, node: object): Targets {
  if (!left.isComplete || !right.isComplete) return { list: left.list, isComplete: false };
  if (left.list.length !== right.list.length) {
    report(context, '42601', node, '', { counts: [left.list.length, right.list.length] });
    return { list: left.list, isComplete: false };
  }
  const list = left.list.map(({ name, value, referents }, at) => {
    const other = right.list[at]?.value ?? notKnown;
    const type = together(context, [value, other], node);
    return { name, value: { ...ofType(type), declared: declaredAlike([value, other]) }, referents };
  });
  return { list, isComplete: true };
}
