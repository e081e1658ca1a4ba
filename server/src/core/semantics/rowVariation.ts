import type { SyntaxNode } from '../syntax/node.js';
import type { StatementText } from '../syntax/statement.js';
import { childOf, partsOf } from '../syntax/tree/nodes.js';
import { nameOf } from './callAccess.js';
import { isSameForEachRow } from './functions.js';
import { keywordsOf } from './keywords.js';

/** Whether a result differs from row to row. What a query reads of its own tables does not. */
export function differs(
  statement: StatementText,
  root: SyntaxNode,
  own: ReadonlySet<string> = none,
): boolean {
  const open = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.word === 'current of' || isHiddenColumn(statement, node) || callsVolatile(statement, node))
      return true;
    if (node.kind === 'column' && !isOf(own, statement, node)) return true;
    if (node.kind === 'statement') {
      const inner = new Set([...own, ...sourcesIn(statement, node)]);
      if (node.children.some((child) => differs(statement, child, inner))) return true;
    } else open.push(...node.children);
  }
  return false;
}

const none: ReadonlySet<string> = new Set();

/** A column that names one of these tables, or all columns of a query. */
function isOf(own: ReadonlySet<string>, statement: StatementText, column: SyntaxNode): boolean {
  const parts = partsOf(statement, column);
  if (parts.length === 1) return parts[0] === '*' && own.size > 0;
  return own.has(parts.at(-2) ?? '');
}

/** The names by which a query knows what it reads. Those of queries in it are their own. */
function sourcesIn(statement: StatementText, query: SyntaxNode): readonly string[] {
  const names: string[] = [];
  const open = [...query.children];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.kind === 'source') {
      const name = childOf(childOf(node, 'alias'), 'name', 'alias') ?? childOf(node, 'table');
      names.push(partsOf(statement, name).at(-1) ?? '');
    }
    if (node.kind !== 'statement') open.push(...node.children);
  }
  return names;
}

/** A word that is nested too deeply for the tree may be a column. */
const isHiddenColumn = (statement: StatementText, node: SyntaxNode): boolean =>
  node.kind === 'opaque' && keywordsOf(statement, node).some((word) => /^[\p{L}_"]/u.test(word));

export function callsVolatile(statement: StatementText, node: SyntaxNode): boolean {
  if (node.kind !== 'call') return false;
  const name = childOf(node, 'name', 'function');
  return !name || !isSameForEachRow(nameOf(statement, name));
}
