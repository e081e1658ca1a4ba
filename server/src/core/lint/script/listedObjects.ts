import { keepComments } from '../../syntax/edits.js';
import type { SyntaxNode, TokenRange } from '../../syntax/node.js';
import type { StatementText } from '../../syntax/statement.js';
import { childrenOf, spanOf } from '../../syntax/tree/nodes.js';
import { sourceOf } from '../../syntax/words.js';
import type { Edit } from '../../text/edit.js';

/** One of several things that a statement lists, of which it may lose some. */
export interface Listed extends TokenRange {
  /** The name of an object, or an action of an ALTER TABLE. */
  readonly node: SyntaxNode;
}

/** The objects that DROP, or GRANT behind its ON, lists: each with its arguments. */
export function objectsListed(holder: SyntaxNode): readonly Listed[] {
  const { children } = holder;
  return children.flatMap((node, at) => {
    if (!objects.has(node.kind)) return [];
    const behind = children[at + 1];
    const isSigned = behind?.kind === 'list' && behind.word === 'argument' && behind.first === node.last + 1;
    return [{ node, first: node.first, last: isSigned ? behind.last : node.last }];
  });
}

const objects: ReadonlySet<string> = new Set(['name', 'table', 'type']);

/** The actions of an ALTER TABLE, or else the objects that a node lists. */
export function itemsListed(holder: SyntaxNode): readonly Listed[] {
  const actions = childrenOf(holder, 'action');
  return actions.length > 0
    ? actions.map((node) => ({ node, first: node.first, last: node.last }))
    : objectsListed(holder);
}

/** Takes some of its things from a list, and leaves at least one. */
export function withoutListed(
  statement: StatementText,
  all: readonly Listed[],
  gone: ReadonlySet<SyntaxNode>,
): Edit[] {
  const [first, last] = [all[0], all.at(-1)];
  if (!first || !last) return [];
  const kept = all.filter(({ node }) => !gone.has(node)).map((one) => sourceOf(statement, one));
  const span = spanOf(statement, { first: first.first, last: last.last });
  return [keepComments(statement, { ...span, text: kept.join(', ') })];
}
