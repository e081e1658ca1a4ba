import type { SyntaxNode } from '../../syntax/node.js';
import { childOf, childrenOf, clauseOf, partsOf } from '../../syntax/tree/nodes.js';
import type { Entity } from './entity.js';
import { declareOutputs, renamed } from './outputs.js';
import { declare, lastPart, nothing, type Reader, visitChildren } from './reader.js';
import { levelIn, type NameLevel, type ScopeColumn, type WithQuery } from './scope.js';

export function bindWith(reader: Reader, node: SyntaxNode, level: NameLevel): void {
  const clause = clauseOf(node, 'with');
  if (!clause) return;
  reader.levels.set(clause, level);
  const words = partsOf(reader.text, { ...clause, last: clause.first + 1 });
  const ctes = childrenOf(clause, 'cte');
  if (words[1] === 'recursive') {
    // Each may name all of them, and itself.
    const declared = ctes.map((cte) => declareCte(reader, cte, level));
    for (const one of declared)
      if (one.entity) level.queries.set(one.entity.name, earlyQuery(reader, one.entity, one, level));
    for (const one of declared) bindDeclared(reader, one, level, level);
  } else for (const cte of ctes) bindCte(reader, cte, level);
}

export function bindCte(reader: Reader, cte: SyntaxNode, outer: NameLevel): void {
  // Without RECURSIVE a query sees only those before it, and not those that `outer` gets later.
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

/** A query that is named before it is read. It answers the columns of its first part, which is read when they are asked for. */
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

/** The name is added to `outer`. */
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
  const answer = query ? reader.answer(reader, query, level, names.length === 0) : nothing;
  outer.queries.set(entity.name, {
    entity,
    columns: renamed(answer.columns, names),
    isComplete: answer.isComplete,
  });
  for (const child of cte.children)
    if (child.kind !== 'name' && child.kind !== 'list' && child.kind !== 'parens')
      reader.visit(reader, child, level, undefined);
}

/** The columns of a query, read without recording its names. */
function peekColumns(reader: Reader, query: SyntaxNode, level: NameLevel): readonly ScopeColumn[] {
  const quiet: Reader = { ...reader, occurrences: [], levels: new Map(), pieces: [] };
  return quiet.answer(quiet, query, level, true).columns;
}
