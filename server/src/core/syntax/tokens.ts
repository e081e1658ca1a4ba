import type { TokenRange } from './node.js';
import type { StatementText } from './statement.js';

// For readers that have no tree: they count tokens. Indexes are those of the statement's tokens.

/** The token's text in lower case: how keywords and unquoted names compare. */
export const wordOf = (statement: StatementText, index: number): string => {
  const token = statement.token(index);
  return token ? statement.text.slice(token.start, token.end).toLowerCase() : '';
};

/** Whether the tokens from `index` on are exactly these keywords or signs, in lower case. */
export function isAt(statement: StatementText, index: number, ...words: readonly string[]): boolean {
  return words.every((word, by) => wordOf(statement, index + by) === word);
}

/** The index of the parenthesis or bracket that closes the one at `open`; the last token when none does. */
export function closing(statement: StatementText, open: number): number {
  let depth = 0;
  for (let index = open; statement.token(index); index++) {
    const sign = signAt(statement, index);
    if (sign === '(' || sign === '[') depth++;
    else if ((sign === ')' || sign === ']') && --depth <= 0) return index;
  }
  return statement.tokens.length - 1;
}

/**
 * The index where these words follow each other outside parentheses, between two indexes, -1 when nowhere. Without `to`
 * it reads no further than it must, and as far as the closing semicolon.
 */
export function find(
  statement: StatementText,
  words: readonly string[],
  from = 0,
  to = Number.POSITIVE_INFINITY,
): number {
  for (let index = from; index <= to && statement.token(index); index++) {
    if (isAt(statement, index, ...words)) return index;
    if (isOpening(statement, index)) index = closing(statement, index);
  }
  return -1;
}

/** First and last token of each comma-separated item from `from` to `to`, inclusive. */
export function items(statement: StatementText, from: number, to: number): TokenRange[] {
  const found: TokenRange[] = [];
  let first = from;
  for (let index = from; index <= to; index++) {
    if (isOpening(statement, index)) index = Math.min(closing(statement, index), to);
    if (signAt(statement, index) !== ',') continue;
    found.push({ first, last: index - 1 });
    first = index + 1;
  }
  if (first <= to) found.push({ first, last: to });
  return found;
}

function isOpening(statement: StatementText, index: number): boolean {
  const sign = signAt(statement, index);
  return sign === '(' || sign === '[';
}

/** The sign of punctuation that a token is. */
function signAt(statement: StatementText, index: number): string | undefined {
  const token = statement.token(index);
  return token?.kind === 'punctuation' ? statement.text.charAt(token.start) : undefined;
}

/** The index behind the name, qualified or not, that starts at `index`. */
export function behindName(statement: StatementText, index: number): number {
  let at = index + 1;
  while (wordOf(statement, at) === '.') at += 2;
  return at;
}
