import type { Routine } from '../../catalog/model.js';
import type { SyntaxNode } from '../../syntax/node.js';
import { childOf, childrenOf, clauseOf, columnAlone, partsOf } from '../../syntax/tree/nodes.js';
import type { Entity } from './entity.js';
import {
  type AnswerColumns,
  add,
  declare,
  lastPart,
  type NamePart,
  namePartsOf,
  nameRelation,
  nothing,
  type Reader,
  sourceOf,
  visitChildren,
} from './reader.js';
import {
  allColumns,
  columnOf,
  columnsOfRelation,
  isWhole,
  keepFields,
  levelIn,
  mergedNamed,
  type NameLevel,
  queryNamed,
  type ScopeColumn,
  type Source,
  sourceNamed,
  variableNamed,
  type WithQuery,
  withoutSources,
} from './scope.js';

/** A query with what it answers. `declares`: its columns get names that others use. */
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
  // What orders a UNION sees its result alone.
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

/** `FOR UPDATE OF o` names what FROM calls so. */
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

export function bindWith(reader: Reader, node: SyntaxNode, level: NameLevel): void {
  const clause = clauseOf(node, 'with');
  if (!clause) return;
  reader.levels.set(clause, level);
  const words = partsOf(reader.text, { ...clause, last: clause.first + 1 });
  const ctes = childrenOf(clause, 'cte');
  if (words[1] === 'recursive') {
    // Each may name all of them, itself too.
    const declared = ctes.map((cte) => declareCte(reader, cte, level));
    for (const one of declared)
      if (one.entity) level.queries.set(one.entity.name, earlyQuery(reader, one.entity, one, level));
    for (const one of declared) bindDeclared(reader, one, level, level);
  } else for (const cte of ctes) bindCte(reader, cte, level);
}

export function bindCte(reader: Reader, cte: SyntaxNode, outer: NameLevel): void {
  // Without RECURSIVE a query sees those before it, and not those that `outer` gets later.
  const level = { ...levelIn(outer.parent), queries: new Map(outer.queries) };
  bindDeclared(reader, declareCte(reader, cte, level), level, outer);
}

interface DeclaredCte {
  readonly cte: SyntaxNode;
  /** Undefined where it has no name yet. */
  readonly entity: Entity | undefined;
  /** The columns that it lists. */
  readonly names: readonly ScopeColumn[];
  readonly query: SyntaxNode | undefined;
}

function declareCte(reader: Reader, cte: SyntaxNode, level: NameLevel): DeclaredCte {
  reader.levels.set(cte, level);
  const part = lastPart(reader, childOf(cte, 'name', 'cte'));
  return {
    cte,
    entity: part && declare(reader, 'cte', part),
    names: part ? declareOutputs(reader, childOf(cte, 'list', 'column')) : [],
    query: childOf(childOf(cte, 'parens'), 'statement'),
  };
}

/** A query that is named before it is read: it answers what its first part does, which is looked at when it is asked for. */
function earlyQuery(
  reader: Reader,
  entity: Entity,
  { names, query }: DeclaredCte,
  level: NameLevel,
): WithQuery {
  let known: readonly ScopeColumn[] | undefined;
  const columns = (): readonly ScopeColumn[] => {
    if (known) return known;
    known = names;
    if (names.length === 0 && query) known = peekColumns(reader, query, level);
    return known;
  };
  return {
    entity,
    get columns() {
      return columns();
    },
    get isComplete() {
      return columns().length > 0;
    },
  };
}

/** `outer` gets its name. */
function bindDeclared(
  reader: Reader,
  { cte, entity, names, query }: DeclaredCte,
  level: NameLevel,
  outer: NameLevel,
): void {
  if (!entity) {
    visitChildren(reader, cte, level, undefined);
    return;
  }
  const answer = query ? bindAnswer(reader, query, level, names.length === 0) : nothing;
  outer.queries.set(entity.name, {
    entity,
    columns: renamed(answer.columns, names),
    isComplete: answer.isComplete,
  });
  for (const child of cte.children)
    if (child.kind !== 'name' && child.kind !== 'list' && child.kind !== 'parens')
      reader.visit(reader, child, level, undefined);
}

/** What a query answers, read without keeping its names. */
function peekColumns(reader: Reader, query: SyntaxNode, level: NameLevel): readonly ScopeColumn[] {
  const quiet: Reader = { ...reader, occurrences: [], levels: new Map(), pieces: [] };
  return bindAnswer(quiet, query, level, true).columns;
}

/** A query or a change with RETURNING, inside another statement. */
export function bindAnswer(
  reader: Reader,
  node: SyntaxNode,
  level: NameLevel,
  declares: boolean,
): AnswerColumns {
  if (node.word === 'SelectStmt') return bindQuery(reader, node, level, { declares });
  reader.visit(reader, node, level, undefined);
  const returning = clauseOf(node, 'returning');
  if (!returning) return nothing;
  const own = reader.levels.get(returning);
  // RETURNING is read twice: once for its names, once for its columns.
  const quiet: Reader = { ...reader, occurrences: [] };
  const answer = own ? bindTargets(quiet, returning, own, declares) : nothing;
  if (declares)
    reader.occurrences.push(
      ...quiet.occurrences.filter(({ role, entity }) => role === 'declaration' && entity.kind === 'output'),
    );
  return answer;
}

function declareOutputs(reader: Reader, list: SyntaxNode | undefined): readonly ScopeColumn[] {
  const named = list?.children.map((child) => (child.kind === 'name' ? child : childOf(child, 'name'))) ?? [];
  return named.flatMap((node) => {
    const part = lastPart(reader, node);
    return part ? [{ name: part.name, entities: [declare(reader, 'output', part)] }] : [];
  });
}

const renamed = (columns: readonly ScopeColumn[], names: readonly ScopeColumn[]): readonly ScopeColumn[] => [
  ...names.map(({ name, entities: [entity] }, at) => {
    const { type } = columns[at]?.entities[0] ?? {};
    return { name, entities: entity ? [{ ...entity, type }] : [] };
  }),
  ...columns.slice(names.length),
];

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

/** The one variable of INTO that takes whatever row there is. */
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

/** A list of targets: the names in it, and the columns that it makes. */
export function bindTargets(
  reader: Reader,
  clause: SyntaxNode,
  level: NameLevel,
  declares: boolean,
): AnswerColumns {
  const columns: ScopeColumn[] = [];
  let isComplete = true;
  for (const target of clause.children) {
    if (target.kind !== 'target') continue;
    reader.levels.set(target, level);
    const expression = childOf(target, 'expression');
    if (expression) reader.visit(reader, expression, level, undefined);
    const alias = lastPart(reader, childOf(childOf(target, 'alias'), 'name'));
    const alone = columnAlone(target);
    const parts = alone ? namePartsOf(reader, alone) : [];
    const last = parts.at(-1);
    const isStar = alone !== undefined && endsWithStar(reader, alone);
    const source = reader.occurrences.findLast(({ span }) => span.start === last?.span.start)?.entity;
    if (alias) {
      const entity = declare(reader, 'output', alias, {
        type: source?.type ?? typeOfTarget(reader, expression),
      });
      columns.push({ name: alias.name, entities: [entity] });
    } else if (isStar) {
      const wanted = parts.filter(({ name }) => name !== '*').at(-1)?.name;
      const one = wanted === undefined ? undefined : sourceNamed(level, wanted);
      columns.push(...(wanted === undefined ? allColumns(level) : (one?.columns ?? [])));
      isComplete &&= wanted === undefined ? isWhole(level) : (one?.isComplete ?? false);
    } else if (last && alone) {
      columns.push(passedOn(reader, last, source, declares));
    } else {
      const name = nameOfTarget(reader, expression);
      if (name) columns.push({ name, entities: [] });
    }
  }
  return { columns, isComplete };
}

/** A column in the list of a query, which becomes a column of what the query answers. */
function passedOn(
  reader: Reader,
  part: NamePart,
  source: Entity | undefined,
  declares: boolean,
): ScopeColumn {
  const at = reader.occurrences.findLastIndex(({ span }) => span.start === part.span.start);
  const read = reader.occurrences[at];
  if (!declares) {
    return { name: part.name, entities: source ? [source] : [] };
  }
  if (read) reader.occurrences[at] = { ...read, isPassedOn: true };
  return {
    name: part.name,
    entities: [declare(reader, 'output', part, { type: source?.type, column: source?.column })],
  };
}

function endsWithStar({ text }: Reader, node: SyntaxNode): boolean {
  const token = text.tokens[node.last];
  return token !== undefined && text.text.slice(token.start, token.end) === '*';
}

/** What the server calls a column that has no name: that of its function. */
function nameOfTarget(reader: Reader, expression: SyntaxNode | undefined): string | undefined {
  const call = expression?.children.find(({ kind }) => kind === 'call');
  if (call && call.first === expression?.first) return lastPart(reader, childOf(call, 'name'))?.name;
  return undefined;
}

function typeOfTarget(reader: Reader, expression: SyntaxNode | undefined): string | undefined {
  const name = nameOfTarget(reader, expression);
  return name === 'count' ? 'bigint' : undefined;
}

/** ORDER BY and GROUP BY: a bare name may be that of a result. */
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
    const own = parts.length === 1 ? outputs.find(({ name }) => name === only?.name) : undefined;
    const isColumn =
      only !== undefined &&
      clause.word === 'group by' &&
      level.sources.some((source) => columnOf(source, only.name));
    reader.levels.set(child, level);
    if (only && own && own.entities.length > 0 && !isColumn) add(reader, only.span, 'read', own.entities);
    else reader.visit(reader, child, level, undefined);
  }
}

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

/** The sources of both sides of a join. */
interface Sides {
  readonly left: readonly Source[];
  readonly right: readonly Source[];
}

/** `first`: the number of the first source that stands left of it. */
function bindJoin(reader: Reader, join: SyntaxNode, level: NameLevel, first: number): void {
  reader.levels.set(join, level);
  const before = level.sources.length;
  const sides = (): Sides => ({
    left: level.sources.slice(first, before),
    right: level.sources.slice(before),
  });
  for (const child of join.children) {
    if (child.kind === 'source') bindSource(reader, child, level);
    else if (child.word === 'using') bindUsing(reader, child, level, sides());
    else reader.visit(reader, child, level, undefined);
  }
  const words = partsOf(reader.text, { ...join, last: join.first });
  if (words[0] === 'natural') {
    const { left, right } = sides();
    for (const { name } of right.flatMap(({ columns }) => columns)) {
      merge(level, name, { left, right });
      const keys = mergedNamed(level, name).flatMap(({ entities }) => entities.map(({ key }) => key));
      if (keys.length > 0) reader.natural.push(keys.join('\n'));
    }
  }
}

function bindUsing(reader: Reader, clause: SyntaxNode, level: NameLevel, sides: Sides): void {
  reader.levels.set(clause, level);
  const list = childOf(clause, 'list', 'column');
  const columns = childrenOf(list, 'name', 'column').flatMap((node): readonly ScopeColumn[] => {
    const part = lastPart(reader, node);
    if (!part) return [];
    const entities = merge(level, part.name, sides);
    add(reader, part.span, 'read', entities);
    return [{ name: part.name, entities }];
  });
  const alias = lastPart(reader, childOf(childOf(clause, 'alias'), 'name'));
  if (!alias) return;
  const entity = declare(reader, 'alias', alias);
  level.sources.push({ name: alias.name, entity, columns, isComplete: true, isQualifiedOnly: true });
}

/** Makes one of the columns of a name on both sides of a join. */
function merge(level: NameLevel, name: string, { left, right }: Sides): readonly Entity[] {
  const columnsIn = (sources: readonly Source[]): readonly ScopeColumn[] => {
    const shown = sources.filter(({ isQualifiedOnly }) => !isQualifiedOnly);
    const earlier = mergedNamed(level, name).filter((one) =>
      one.sources.some((source) => shown.includes(source)),
    );
    return earlier.length > 0 ? earlier : shown.flatMap((source) => columnOf(source, name) ?? []);
  };
  const [own, other] = [columnsIn(left), columnsIn(right)];
  const entities = [...own, ...other].flatMap((column) => column.entities);
  if (own.length === 0 || other.length === 0) return entities;
  const sources = [...left, ...right];
  const rest = level.merged.filter(
    (one) => one.name !== name || !one.sources.some((one) => sources.includes(one)),
  );
  level.merged.splice(0, level.merged.length, ...rest, { name, entities, sources });
  return entities;
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
    const around = word === 'lateral' ? level : withoutSources(level);
    const answer = bindAnswer(reader, query, around, names === undefined);
    source = { name: undefined, entity: undefined, ...answer };
  } else if (parens) {
    // Joins in parentheses. An alias hides what they join.
    const inner = alias ? levelIn(level) : level;
    bindFrom(reader, parens, inner);
    if (!alias) return;
    source = { name: undefined, entity: undefined, columns: allColumns(inner), isComplete: isWhole(inner) };
  } else {
    const expression = childOf(node, 'expression');
    for (const child of expression ? [expression] : childrenOf(node, 'list'))
      reader.visit(reader, child, level, undefined);
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
  // `AS g(n)`, and `AS g`, which names the one column of a plain call too.
  const own =
    isCall && outputs.length === 0 && source.columns.every(({ name }) => name === source.name)
      ? [{ name: part.name, entities: [entity] }]
      : renamed(source.columns, outputs);
  level.sources.push({
    ...source,
    name: part.name,
    entity,
    columns: own,
    isComplete: source.isComplete && (!isCall || outputs.length > 0 || source.columns.length > 0),
  });
}

function bindTable(reader: Reader, node: SyntaxNode, level: NameLevel): Source {
  const parts = namePartsOf(reader, node);
  const [part, schema] = parts.toReversed();
  const query = part && !schema ? queryNamed(level, part.name) : undefined;
  if (part && query) {
    add(reader, part.span, 'read', [query.entity]);
    return { name: part.name, entity: query.entity, columns: query.columns, isComplete: query.isComplete };
  }
  return sourceOf(nameRelation(reader, node, 'read'));
}

/** The columns of a function in FROM. */
function columnsOfCall(reader: Reader, expression: SyntaxNode | undefined): AnswerColumns {
  const call = expression && childOf(expression, 'call');
  const name = call && childOf(call, 'name', 'function');
  const parts = name ? namePartsOf(reader, name) : [];
  const [last, schema] = parts.toReversed();
  if (!last) return nothing;
  const routines = reader.known.routines({ schema: schema?.name, name: last.name });
  const [only] = routines;
  if (routines.length > 0 && routines.every((routine) => isScalar(reader, routine)))
    return { columns: [{ name: last.name, entities: [] }], isComplete: true };
  if (!only || routines.length > 1) return nothing;
  const out = only.parameters.filter(({ mode }) => mode !== 'in' && mode !== 'variadic');
  if (out.length > 0)
    return {
      columns: out.flatMap((parameter) =>
        parameter.name === undefined ? [] : [{ name: parameter.name, entities: [] }],
      ),
      isComplete: true,
    };
  const row = only.result && reader.known.relation(only.result);
  return row ? { columns: columnsOfRelation(row), isComplete: row.hasAllColumns } : nothing;
}

/** Whether a function answers one column, which is called as the function is. */
const isScalar = ({ known }: Reader, { result, parameters }: Routine): boolean =>
  result !== undefined &&
  !/^(?:record|void|any.*)$/.test(result.name) &&
  parameters.every(({ mode }) => mode === 'in' || mode === 'variadic') &&
  known.type(result)?.kind !== 'composite';
