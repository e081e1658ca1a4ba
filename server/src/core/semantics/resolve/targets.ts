import type { Node, ResTarget } from 'libpg-query';
import { columnName } from '../../syntax/columnName.js';
import { stringsOf } from '../../syntax/strings.js';
import { canCast, cast, isOpen } from '../infer/coercion.js';
import { type Context, type ResultColumn, refer, report } from '../infer/context.js';
import type { TypeKey } from '../infer/types.js';
import { ofType, type Value } from '../infer/value.js';
import {
  type Columns,
  columnsNamed,
  columnsOf,
  columnValue,
  isFollowed,
  type Level,
  mostColumns,
  type SourceColumn,
  sourceOf,
} from './scope.js';

/** A list of targets, with `*` spread out. */
export interface Targets {
  readonly list: readonly ResultColumn[];
  readonly isComplete: boolean;
}

export function readTargets(context: Context, level: Level, nodes: readonly Node[]): Targets {
  const list: ResultColumn[] = [];
  let isComplete = true;
  for (const node of nodes) {
    if (!('ResTarget' in node)) continue;
    const read = readTarget(context, level, node.ResTarget);
    if (list.length + read.list.length > mostColumns) return { list, isComplete: false };
    list.push(...read.list);
    isComplete &&= read.isComplete;
  }
  return { list, isComplete };
}

function readTarget(context: Context, level: Level, target: ResTarget): Targets {
  const { name, val } = target;
  if (val && 'ColumnRef' in val && val.ColumnRef.fields?.some((field) => 'A_Star' in field)) {
    const [qualifier, schema] = stringsOf(val.ColumnRef.fields).reverse();
    return qualifier === undefined
      ? allOf(context, level, val.ColumnRef)
      : allOfOne(context, level, qualifier, schema, val.ColumnRef);
  }
  if (val && 'A_Indirection' in val && val.A_Indirection.indirection?.some((step) => 'A_Star' in step)) {
    const { type, fields } = context.infer(context, val.A_Indirection.arg, level);
    if (fields) return { list: resultOf(fields), isComplete: true };
    const found = type === undefined ? undefined : context.types.find(context.types.base(type));
    if (found?.kind !== 'composite') return { list: [], isComplete: false };
    const list = found.columns.map((column) => ({
      name: column.name,
      value: {
        ...ofType(column.type && context.types.keyOf(column.type)),
        declared: column.type,
      },
      referents: [],
    }));
    return { list, isComplete: true };
  }
  const value = context.infer(context, val, level);
  context.targets?.set(target, value);
  return { list: [{ name: name ?? columnName(val), value, referents: [target] }], isComplete: true };
}

function allOf(context: Context, { sources }: Level, node: object): Targets {
  const shown = sources.filter(({ showsColumns }) => showsColumns);
  if (shown.length === 0) report(context, '42601', node);
  return {
    list: shown.flatMap(({ columns }) => resultOf(columns.list)),
    isComplete: shown.every(({ columns }) => columns.isComplete),
  };
}

function allOfOne(
  context: Context,
  level: Level,
  qualifier: string,
  schema: string | undefined,
  node: object,
): Targets {
  const source = sourceOf(context, level, qualifier, schema, node);
  const isVariable = !source && level.variable([qualifier]) !== undefined;
  if (!source && !isVariable && isFollowed(level)) report(context, '42P01', node, qualifier);
  if (!source || source === 'several') return { list: [], isComplete: false };
  return { list: resultOf(source.columns.list), isComplete: source.columns.isComplete };
}

export const resultOf = (list: readonly SourceColumn[]): ResultColumn[] =>
  list.map((column) => ({
    name: column.name,
    value: columnValue(column),
    referents: column.referents ?? [],
  }));

/** A result without a type is text in the end. */
export function settled({ list, isComplete }: Targets): Columns {
  return columnsOf(
    list.map(({ name, value: { type, declared }, referents }) => ({
      name,
      type: type === 'unknown' ? 'text' : type,
      declared,
      referents,
    })),
    isComplete,
  );
}

/** ORDER BY and DISTINCT ON: a result column by name or number, else an expression. */
export function readSort(context: Context, level: Level, sort: Node, targets: Targets): void {
  const node = 'SortBy' in sort ? sort.SortBy.node : sort;
  if (!node) return;
  const name = bareName(node);
  if (name !== undefined) {
    const found = targets.list.filter((target) => target.name === name);
    const isSame = found.every(({ value }) => value.type === found[0]?.value.type);
    if (found.length > 1 && !isSame) report(context, '42702', node, name);
    if (found.length === 1 && found[0]) refer(context, node, found[0].referents);
    if (found.length > 0 || !targets.isComplete) return;
  }
  readByNumber(context, level, node, targets);
}

/** GROUP BY: a column of FROM comes before a result column. */
export function readGroup(context: Context, level: Level, node: Node, targets: Targets): void {
  if ('GroupingSet' in node) {
    for (const inner of node.GroupingSet.content ?? []) readGroup(context, level, inner, targets);
    return;
  }
  const name = bareName(node);
  const isColumn =
    name !== undefined &&
    level.sources.some(({ showsColumns, columns }) => showsColumns && columnsNamed(columns, name).length > 0);
  if (isColumn || name === undefined) readByNumber(context, level, node, targets);
  else readSort(context, level, node, targets);
}

function bareName(node: Node): string | undefined {
  const names = 'ColumnRef' in node ? stringsOf(node.ColumnRef.fields) : [];
  return names.length === 1 ? names[0] : undefined;
}

function readByNumber(context: Context, level: Level, node: Node, targets: Targets): void {
  const number = 'A_Const' in node && node.A_Const.ival ? (node.A_Const.ival.ival ?? 0) : undefined;
  if (number === undefined) context.infer(context, node, level);
  else if (targets.isComplete && (number < 1 || number > targets.list.length)) report(context, '42P10', node);
}

/** A value that goes into a column. Reports an issue where it does not fit. */
export function assign(context: Context, value: Value, type: TypeKey | undefined, node: object): void {
  if (type === undefined || value.type === undefined) return;
  if (canCast(context.types, value.type, type, 'assignment')) cast(context, value, type, node, 'assignment');
  else if (!isOpen(context.types, type) && !isOpen(context.types, value.type))
    report(context, '42804', node, type);
}
