import type { SyntaxNode } from '../../syntax/node.js';
import { childOf, childrenOf, clauseOf, columnAlone } from '../../syntax/tree/nodes.js';
import { query } from '../../text/memo.js';
import { bindFrom, bindTable } from './from.js';
import {
  type AnswerColumns,
  add,
  declare,
  lastPart,
  namePartsOf,
  nothing,
  type Reader,
  sourceOf,
  visitChildren,
} from './reader.js';
import {
  columnOf,
  keepFields,
  levelIn,
  mostSources,
  type NameLevel,
  type ScopeColumn,
  sourceNamed,
  variableNamed,
} from './scope.js';
import { bindTargets } from './targets.js';
import { bindWith } from './with.js';

/** A query and the columns that it answers. `declares`: other names can refer to these columns. */
export function bindQuery(
  reader: Reader,
  node: SyntaxNode,
  outer: NameLevel,
  { declares = false }: { readonly declares?: boolean } = {},
): AnswerColumns {
  const level = levelIn(outer);
  reader.levels.set(node, level);
  bindWith(reader, node, level);
  let answer: AnswerColumns | undefined;
  let first: NameLevel | undefined;
  // The ORDER BY of a UNION sees only its result.
  const isUnion = childrenOf(node, 'select').length > 1;
  const united = levelIn(level);
  for (const child of node.children) {
    if (child.kind === 'select') {
      const own = levelIn(level);
      const columns = bindSelect(reader, child, own, declares && !answer);
      answer ??= columns;
      first ??= own;
    } else if (child.kind !== 'clause' || child.word !== 'with') {
      const inside = isUnion ? united : (first ?? level);
      united.outputs = answer?.columns ?? [];
      if (child.word === 'order by') bindSorts(reader, child, inside, answer?.columns ?? []);
      else if (child.word.startsWith('for ')) bindLock(reader, child, inside);
      else reader.visit(reader, child, inside, undefined);
    }
  }
  return answer ?? nothing;
}

/** `FOR UPDATE OF o` takes the names of FROM. */
function bindLock(reader: Reader, clause: SyntaxNode, level: NameLevel): void {
  reader.levels.set(clause, level);
  const of = clauseOf(clause, 'of');
  if (of) reader.levels.set(of, level);
  for (const table of childrenOf(of, 'table')) {
    reader.levels.set(table, level);
    const part = lastPart(reader, table);
    const source = part && sourceNamed(level, part.name);
    if (part && source?.entity) add(reader, part.span, 'read', [source.entity]);
  }
}

function bindSelect(reader: Reader, node: SyntaxNode, level: NameLevel, declares: boolean): AnswerColumns {
  reader.levels.set(node, level);
  if (node.word === 'parens') {
    const inner = childOf(node, 'statement');
    return inner ? bindQuery(reader, inner, level, { declares }) : nothing;
  }
  if (node.word === 'table') {
    const table = childOf(node, 'table');
    const source = table ? bindTable(reader, table, level) : sourceOf(undefined);
    level.sources.push(source);
    return source;
  }
  for (const child of node.children)
    if (child.kind === 'clause' && child.word === 'from') bindFrom(reader, child, level);
  const clause = clauseOf(node, 'select');
  if (node.word === 'values') {
    visitChildren(reader, node, level, undefined);
    const row = childOf(clauseOf(node, 'values'), 'row');
    const columns = (row?.children ?? []).map((_, at) => ({ name: `column${at + 1}`, entities: [] }));
    return { columns, isComplete: columns.length > 0 };
  }
  if (clause) reader.levels.set(clause, level);
  for (const window of descendantWindows(node)) {
    const part = lastPart(reader, window);
    if (part) level.variables.set(` window ${part.name}`, declare(reader, 'window', part));
  }
  const record = recordOf(reader, clauseOf(node, 'into'), level);
  const answer = clause ? bindTargets(reader, clause, level, declares || record !== undefined) : nothing;
  if (record !== undefined) keepFields(level, record, answer.columns);
  level.outputs = answer.columns;
  if (clause)
    for (const child of clause.children)
      if (child.kind === 'clause') reader.visit(reader, child, level, undefined);
  for (const child of node.children) {
    if (child === clause || (child.kind === 'clause' && child.word === 'from')) continue;
    if (child.word === 'group by') bindSorts(reader, child, level, answer.columns);
    else if (child.word === 'window')
      for (const one of child.children) {
        if (one.kind !== 'name') reader.visit(reader, one, level, undefined);
      }
    else reader.visit(reader, child, level, undefined);
  }
  return answer;
}

/** The only variable of INTO, if it takes a row of any type. */
export function recordOf(reader: Reader, into: SyntaxNode | undefined, level: NameLevel): string | undefined {
  const [only, ...others] = childrenOf(into, 'name', 'variable');
  const parts = only && others.length === 0 ? namePartsOf(reader, only) : [];
  const [part] = parts;
  const isRecord = parts.length === 1 && part && isRecordType(variableNamed(level, part.name)?.type);
  return isRecord ? part.name : undefined;
}

export const isRecordType = (type: string | undefined): boolean => type?.toLowerCase() === 'record';

const descendantWindows = (node: SyntaxNode): readonly SyntaxNode[] =>
  childrenOf(clauseOf(node, 'window'), 'name', 'window');

/** The first of each name. */
const byName = (columns: readonly ScopeColumn[]): ReadonlyMap<string, ScopeColumn> =>
  new Map(columns.toReversed().map((column) => [column.name, column]));

/** ORDER BY and GROUP BY: an unqualified name may be that of a result. */
function bindSorts(
  reader: Reader,
  clause: SyntaxNode,
  level: NameLevel,
  outputs: readonly ScopeColumn[],
): void {
  reader.levels.set(clause, level);
  for (const child of clause.children) {
    const holder = child.kind === 'sort' ? childOf(child, 'expression') : child;
    const alone = columnAlone(holder);
    const parts = alone ? namePartsOf(reader, alone) : [];
    const [only] = parts;
    const own = parts.length === 1 ? query(byName, outputs).get(only?.name ?? '') : undefined;
    const isColumn =
      only !== undefined &&
      clause.word === 'group by' &&
      level.sources.length <= mostSources &&
      level.sources.some((source) => columnOf(source, only.name));
    reader.levels.set(child, level);
    if (only && own && own.entities.length > 0 && !isColumn) add(reader, only.span, 'read', own.entities);
    else reader.visit(reader, child, level, undefined);
  }
}
