import type { Span } from '../text/span.js';
import type { SyntaxNode, TokenRange } from './node.js';
import type { StatementText } from './statement.js';
import { headUpTo, joined, keywordIn, spanOf } from './tree/nodes.js';
import { treeOf } from './tree/tree.js';

/** The words that say what a statement is: from its first one up to these keywords, or the first one alone. */
export const headSpan = (statement: StatementText, ...words: readonly string[]): Span =>
  spanOf(statement, headOf(statement, ...words));

/** The same as tokens. They are the first ones of the text, so a tree is hardly ever made for them. */
export function headOf(statement: StatementText, ...words: readonly string[]): TokenRange {
  for (let first = 0; first < longestHead; first++)
    if (words.every((word, by) => isWord(statement, first + by, word)))
      return { first: 0, last: Math.max(0, first + words.length - 1) };
  return headUpTo(statement, treeOf(statement), ...words);
}

/** CREATE OR REPLACE GLOBAL TEMPORARY RECURSIVE VIEW. */
const longestHead = 6;

function isWord(statement: StatementText, index: number, word: string): boolean {
  const token = statement.token(index);
  return token?.kind === 'word' && statement.text.slice(token.start, token.end).toLowerCase() === word;
}

/** The word that a statement uses for a role: ROLE, USER or GROUP. */
export const roleWord = (statement: StatementText): string =>
  ['role', 'user', 'group'].find((word) => keywordIn(statement, treeOf(statement), word)) ?? 'role';

/** `[GLOBAL | LOCAL] TEMP` of a CREATE. */
export function temporaryWords(statement: StatementText, create: SyntaxNode): TokenRange | undefined {
  const word = keywordIn(statement, create, 'temp') ?? keywordIn(statement, create, 'temporary');
  const scope = keywordIn(statement, create, 'global') ?? keywordIn(statement, create, 'local');
  return word && scope ? joined(scope, word) : word;
}
