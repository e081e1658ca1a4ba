import type { SyntaxNode } from '../../syntax/node.js';
import { childOf, childrenOf, partsOf } from '../../syntax/tree/nodes.js';
import { columnsOfCall } from './calledColumns.js';
import { bindUsing, mergeNatural, type Sides } from './join.js';
import { declareOutputs, renamed } from './outputs.js';
import {
  add,
  declare,
  lastPart,
  namePartsOf,
  nameRelation,
  type Reader,
  sourceAs,
  sourceOf,
} from './reader.js';
import {
  allColumns,
  isWhole,
  levelIn,
  mostSources,
  type NameLevel,
  queryNamed,
  type Source,
  withoutSources,
} from './scope.js';
import { nameOfTarget } from './targets.js';

export function bindFrom(reader: Reader, clause: SyntaxNode, level: NameLevel): void {
  reader.levels.set(clause, level);
  let first = level.sources.length;
  for (const child of clause.children) {
    if (child.kind === 'source') {
      first = level.sources.length;
      bindSource(reader, child, level);
    } else if (child.kind === 'join') bindJoin(reader, child, level, first);
    else reader.visit(reader, child, level, undefined);
  }
}

/** What FROM reads later is added to the same sources. */
const seenHere = (level: NameLevel): NameLevel => ({ ...level, seen: level.sources.length });

/** `first`: the number of the first source to its left. */
function bindJoin(reader: Reader, join: SyntaxNode, level: NameLevel, first: number): void {
  reader.levels.set(join, level);
  const before = level.sources.length;
  const sides = (): Sides =>
    level.sources.length > mostSources
      ? { left: [], right: [] }
      : { left: level.sources.slice(first, before), right: level.sources.slice(before) };
  for (const child of join.children) {
    if (child.kind === 'source') bindSource(reader, child, level);
    else if (child.word === 'using') bindUsing(reader, child, level, sides());
    else reader.visit(reader, child, seenHere(level), undefined);
  }
  const words = partsOf(reader.text, { ...join, last: join.first });
  if (words[0] === 'natural') mergeNatural(reader, level, sides());
}

/** A table, a subquery or a call, with its alias. */
export function bindSource(reader: Reader, node: SyntaxNode, level: NameLevel): void {
  reader.levels.set(node, level);
  const alias = childOf(node, 'alias');
  const table = childOf(node, 'table') ?? childOf(childOf(node, 'parens'), 'table');
  const parens = childOf(node, 'parens');
  const query = childOf(parens, 'statement');
  const names = childOf(alias, 'list', 'column');
  let source: Source = { name: undefined, entity: undefined, columns: [], isComplete: false };
  if (table) source = bindTable(reader, table, level);
  else if (query) {
    const [word] = partsOf(reader.text, { ...node, last: node.first });
    const around = word === 'lateral' ? seenHere(level) : withoutSources(level);
    const answer = reader.answer(reader, query, around, names === undefined);
    source = { name: undefined, entity: undefined, ...answer };
  } else if (parens) {
    // Joins in parentheses. An alias hides the joined tables.
    const inner = alias ? levelIn(level) : level;
    bindFrom(reader, parens, inner);
    if (!alias) return;
    source = { name: undefined, entity: undefined, columns: allColumns(inner), isComplete: isWhole(inner) };
  } else {
    const expression = childOf(node, 'expression');
    for (const child of expression ? [expression] : childrenOf(node, 'list'))
      reader.visit(reader, child, seenHere(level), undefined);
    const name = nameOfTarget(reader, expression);
    source = { name, entity: undefined, ...columnsOfCall(reader, expression) };
  }
  for (const child of node.children)
    if (child.kind === 'clause') reader.visit(reader, child, level, undefined);
  const part = lastPart(reader, childOf(alias, 'name', 'alias'));
  if (!part) {
    level.sources.push(source);
    return;
  }
  const outputs = declareOutputs(reader, names);
  for (const definition of childrenOf(names, 'definition'))
    for (const child of definition.children)
      if (child.kind === 'type') reader.visit(reader, child, level, undefined);
  const entity = declare(reader, 'alias', part, { relation: source.relation });
  const isCall = !table && !parens;
  if (!isCall && outputs.length === 0) {
    level.sources.push(sourceAs(source, { name: part.name, entity }));
    return;
  }
  // `AS g(n)`, and `AS g`, which also names the one column of a plain call.
  const own =
    isCall && outputs.length === 0 && source.columns.every(({ name }) => name === source.name)
      ? [{ name: part.name, entities: [entity] }]
      : renamed(source.columns, outputs);
  level.sources.push({
    ...source,
    name: part.name,
    entity,
    columns: own,
    named: undefined,
    isComplete: source.isComplete && (!isCall || outputs.length > 0 || source.columns.length > 0),
  });
}

export function bindTable(reader: Reader, node: SyntaxNode, level: NameLevel): Source {
  const parts = namePartsOf(reader, node);
  const [part, schema] = parts.toReversed();
  const query = part && !schema ? queryNamed(level, part.name) : undefined;
  if (part && query) {
    add(reader, part.span, 'read', [query.entity]);
    return { name: part.name, entity: query.entity, columns: query.columns, isComplete: query.isComplete };
  }
  return sourceOf(nameRelation(reader, node, 'read'));
}
