import type { Span } from '../text/span.js';
import type { StatementText } from './statement.js';
import type { SyntaxNode, TokenRange } from './tree/node.js';
import { headUpTo, joined, keywordIn, spanOf } from './tree/nodes.js';
import { treeOf } from './tree/tree.js';

/** The words that say what a statement is: from its first one up to these keywords, or the first one alone. */
export const headSpan = (statement: StatementText, ...words: readonly string[]): Span =>
  spanOf(statement, headUpTo(statement, treeOf(statement), ...words));

/** By which of its three names a statement calls a role. */
export const roleWord = (statement: StatementText): string =>
  ['role', 'user', 'group'].find((word) => keywordIn(statement, treeOf(statement), word)) ?? 'role';

/** `[GLOBAL | LOCAL] TEMP` of a CREATE. */
export function temporaryWords(statement: StatementText, create: SyntaxNode): TokenRange | undefined {
  const word = keywordIn(statement, create, 'temp') ?? keywordIn(statement, create, 'temporary');
  const scope = keywordIn(statement, create, 'global') ?? keywordIn(statement, create, 'local');
  return word && scope ? joined(scope, word) : word;
}
