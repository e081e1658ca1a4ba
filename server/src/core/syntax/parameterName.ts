import type { TokenRange } from './node.js';
import type { StatementText } from './statement.js';
import { childOf, keywordIn } from './tree/nodes.js';
import { treeOf } from './tree/tree.js';

/** The parameter that SET names, or the first of the words that stand for it: `TIME` of `SET LOCAL TIME ZONE`. */
export function parameterName(statement: StatementText): TokenRange {
  const tree = treeOf(statement);
  const name = childOf(tree, 'name', 'parameter');
  if (name) return name;
  const scope = keywordIn(statement, tree, 'local') ?? keywordIn(statement, tree, 'session');
  const first = (scope?.last ?? tree.first) + 1;
  return { first, last: first };
}
