import type { SyntaxNode } from '../../../../src/core/syntax/node.js';
import type { StatementText } from '../../../../src/core/syntax/statement.js';
import { allIn } from '../../../../src/core/syntax/tree/nodes.js';

/** What is wrong with a tree as one: nodes without a token, outside their parent, or over each other. */
export function* faultsOf({ tokens, text }: StatementText, root: SyntaxNode): Generator<string> {
  if (root.first !== 0 || root.last !== tokens.length - 1 || root.parent) yield `the root of ${text}`;
  let count = 0;
  for (const node of allIn(root)) {
    count++;
    let at = node.first;
    for (const child of node.children) {
      if (child.first < at || child.last < child.first || child.last > node.last || child.parent !== node)
        yield `${child.kind} ${child.first}-${child.last} in ${node.kind} ${node.first}-${node.last} of ${text}`;
      at = child.last + 1;
    }
  }
  if (count > 6 * tokens.length + 1) yield `${count} nodes for ${tokens.length} tokens of ${text}`;
}
