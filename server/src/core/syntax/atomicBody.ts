import type { Node } from 'libpg-query';
import type { SyntaxNode } from './node.js';
import type { Statement } from './statement.js';
import { childrenOf, clauseOf } from './tree/nodes.js';
import { treeOf } from './tree/tree.js';

/** A statement of BEGIN ATOMIC … END that PostgreSQL does not take there. */
export interface RefusedStatement {
  /** PostgreSQL's node of it. */
  readonly node: object;
  readonly syntax: SyntaxNode;
}

/**
 * The statements of BEGIN ATOMIC that neither query nor change rows. PostgreSQL keeps the trees of a body, and has none for
 * these.
 */
export function refusedInAtomic(statement: Statement): readonly RefusedStatement[] {
  const { node } = statement;
  const body = node && 'CreateFunctionStmt' in node ? node.CreateFunctionStmt.sql_body : undefined;
  const all = body ? statementsIn(body) : [];
  if (all.every(({ kind }) => taken.has(kind))) return [];
  const written = childrenOf(clauseOf(treeOf(statement), 'begin atomic'), 'statement');
  return all.flatMap(({ kind, node }, at) => {
    const syntax = written[at];
    return taken.has(kind) || !syntax ? [] : [{ node, syntax }];
  });
}

const taken: ReadonlySet<string> = new Set([
  'DeleteStmt',
  'InsertStmt',
  'MergeStmt',
  'ReturnStmt',
  'SelectStmt',
  'UpdateStmt',
]);

const statementsIn = (body: Node): readonly { readonly kind: string; readonly node: object }[] =>
  'List' in body
    ? (body.List.items ?? []).flatMap(statementsIn)
    : Object.entries(body).map(([kind, node]) => ({ kind, node }));
