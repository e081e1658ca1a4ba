import type { SyntaxNode } from '../syntax/node.js';
import type { StatementText } from '../syntax/statement.js';
import { wordOf } from '../syntax/tokens.js';
import { childOf, childrenOf, partsOf } from '../syntax/tree/nodes.js';

/** What an EXPLAIN explains, and whether ANALYZE carries it out. */
export interface Explained {
  readonly inner: SyntaxNode | undefined;
  readonly runs: boolean;
}

export function explainedIn(statement: StatementText, node: SyntaxNode): Explained {
  const list = childOf(node, 'list', 'option');
  const options = [...childrenOf(node, 'option'), ...(list ? childrenOf(list, 'option') : [])];
  const told = options.flatMap((option) => {
    const name = childOf(option, 'name', 'option');
    const [word = wordOf(statement, option.first)] = name ? partsOf(statement, name) : [];
    if (!analyze.has(word)) return [];
    return [!isOff(statement, name ? name.last + 1 : option.first + 1, option.last)];
  });
  return { inner: childOf(node, 'statement'), runs: told.at(-1) ?? false };
}

const analyze: ReadonlySet<string> = new Set(['analyze', 'analyse']);

/** PostgreSQL takes an option for off at these values, written as a word, a string or a number; others it refuses. */
function isOff(statement: StatementText, first: number, last: number): boolean {
  const value = Array.from({ length: last - first + 1 }, (_token, by) => wordOf(statement, first + by)).join(
    '',
  );
  return /^=?(?:(['"]?)(?:off|false)\1|[+-]?0+)$/.test(value);
}
