import type { SyntaxNode } from '../syntax/node.js';
import type { StatementText } from '../syntax/statement.js';
import { wordOf } from '../syntax/tokens.js';
import { ownTokens } from '../syntax/tree/nodes.js';

/** The words and signs that belong to a node itself and to no part of it, in lower case. */
export const keywordsOf = (statement: StatementText, node: SyntaxNode): readonly string[] =>
  Array.from(ownTokens(node), (at) => wordOf(statement, at));
