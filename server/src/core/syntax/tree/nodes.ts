import type { Span } from '../../text/span.js';
import { unquoted } from '../names.js';
import type { NodeKind, SyntaxNode, TokenRange } from '../node.js';
import type { StatementText } from '../statement.js';

/** The first child of a kind, and of a word where one is asked for. */
export const childOf = (
  node: SyntaxNode | undefined,
  kind: NodeKind,
  word?: string,
): SyntaxNode | undefined =>
  node?.children.find((child) => child.kind === kind && (word === undefined || child.word === word));

export const childrenOf = (
  node: SyntaxNode | undefined,
  kind: NodeKind,
  word?: string,
): readonly SyntaxNode[] =>
  (node?.children ?? []).filter(
    (child) => child.kind === kind && (word === undefined || child.word === word),
  );

/** A clause of a node by its keywords. */
export const clauseOf = (node: SyntaxNode | undefined, word: string): SyntaxNode | undefined =>
  childOf(node, 'clause', word);

/** All nodes of a kind in a node and below it, in the order of the text. */
export function* descendantsOf(
  node: SyntaxNode | undefined,
  kind: NodeKind,
  word?: string,
): Generator<SyntaxNode> {
  for (const one of allIn(node))
    if (one.kind === kind && (word === undefined || one.word === word)) yield one;
}

/** A node and all below it, outer before inner, in the order of the text. */
export function* allIn(node: SyntaxNode | undefined): Generator<SyntaxNode> {
  const open = node ? [node] : [];
  for (let next = open.pop(); next; next = open.pop()) {
    yield next;
    for (let at = next.children.length - 1; at >= 0; at--) {
      const child = next.children[at];
      if (child) open.push(child);
    }
  }
}

/** The nearest node of a kind around a node, or the node itself. */
export function enclosing(
  node: SyntaxNode | undefined,
  kind: NodeKind,
  word?: string,
): SyntaxNode | undefined {
  for (let one = node; one; one = one.parent)
    if (one.kind === kind && (word === undefined || one.word === word)) return one;
  return undefined;
}

/** The inmost node that holds a token. */
export function nodeAtToken(root: SyntaxNode, token: number): SyntaxNode {
  let node = root;
  for (;;) {
    const child = childWith(node, token);
    if (!child) return node;
    node = child;
  }
}

function childWith({ children }: SyntaxNode, token: number): SyntaxNode | undefined {
  let low = 0;
  let high = children.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((children[middle]?.last ?? 0) < token) low = middle + 1;
    else high = middle;
  }
  const child = children[low];
  return child && child.first <= token ? child : undefined;
}

/** The outermost node of one of these kinds that begins at a token. */
export function nodeFrom(
  root: SyntaxNode,
  token: number,
  kinds: readonly NodeKind[],
): SyntaxNode | undefined {
  for (let node: SyntaxNode | undefined = root; node; node = childWith(node, token))
    if (node.first === token && kinds.includes(node.kind)) return node;
  return undefined;
}

/** The tokens that belong to a node itself and to none of its children, by index. */
export function* ownTokens({ first, last, children }: SyntaxNode): Generator<number> {
  let at = first;
  for (const child of children) {
    for (; at < child.first; at++) yield at;
    at = child.last + 1;
  }
  for (; at <= last; at++) yield at;
}

/** First and last token of the keywords or signs, in lower case, that follow each other in a node's own tokens. */
export function keywordIn(
  statement: StatementText,
  node: SyntaxNode | undefined,
  ...words: readonly string[]
): TokenRange | undefined {
  if (!node) return undefined;
  // Between two children all tokens are the node's own.
  let from = node.first;
  for (const child of node.children) {
    const found = wordsWithin(statement, words, from, child.first - 1);
    if (found) return found;
    from = child.last + 1;
  }
  return wordsWithin(statement, words, from, node.last);
}

/** Where words follow each other between two tokens, inclusive. */
function wordsWithin(
  statement: StatementText,
  words: readonly string[],
  from: number,
  to: number,
): TokenRange | undefined {
  for (let first = from; first + words.length - 1 <= to; first++) {
    const stands = (word: string, by: number) => tokenText(statement, first + by).toLowerCase() === word;
    if (words.every(stands)) return { first, last: first + words.length - 1 };
  }
  return undefined;
}

/** The column that an expression, or the expression of a node, is by itself. */
export function columnAlone(holder: SyntaxNode | undefined): SyntaxNode | undefined {
  const expression = holder?.kind === 'expression' ? holder : childOf(holder, 'expression');
  const column = childOf(expression, 'column');
  return column?.first === expression?.first && column?.last === expression?.last ? column : undefined;
}

/** The parts of a name as the server knows them: unquoted, and folded to lower case where they are not quoted. */
export function partsOf(statement: StatementText, node: SyntaxNode | undefined): readonly string[] {
  const parts: string[] = [];
  if (!node) return parts;
  for (let at = node.first; at <= node.last; at++) {
    const text = tokenText(statement, at);
    if (text === '.') continue;
    const isEscaped =
      statement.tokens[at]?.kind === 'quotedWord' && /^uescape$/i.test(tokenText(statement, at + 1));
    parts.push(unquoted(text, isEscaped ? tokenText(statement, at + 2).slice(1, 2) : undefined));
    if (isEscaped) at += 2;
  }
  return parts;
}

/** The last part of a name: a column without its table, a table without its schema. Empty where there is no name. */
export const nameOf = (statement: StatementText, node: SyntaxNode | undefined): string =>
  partsOf(statement, node).at(-1) ?? '';

/** `schema.name`; a name without a schema is taken to be in public. */
export function qualifiedName(statement: StatementText, node: SyntaxNode | undefined): string {
  const parts = partsOf(statement, node);
  return parts.length > 1 ? parts.slice(-2).join('.') : `public.${parts[0] ?? ''}`;
}

/** UTF-16 offsets into the statement; an empty span at its end where there is no such token. */
export function spanOf(statement: StatementText, { first, last }: TokenRange): Span {
  const start = statement.token(first);
  const end = statement.token(Math.max(first, last)) ?? statement.tokens.at(-1);
  const { length } = statement.text;
  return start && end ? { start: start.start, end: end.end } : { start: length, end: length };
}

/** One token alone, by its index. */
export const oneToken = (index: number): TokenRange => ({ first: index, last: index });

/** The index of the first token that starts at or after a UTF-16 offset. */
export function tokenAt({ tokens }: Pick<StatementText, 'tokens'>, offset: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** All of a statement but the semicolon that closes it. */
export function wholeOf({ text, tokens }: StatementText): TokenRange {
  const last = tokens.length - 1;
  const isClosed = text.charAt(tokens[last]?.start ?? 0) === ';';
  return { first: 0, last: isClosed ? last - 1 : last };
}

/** From the first word of a statement up to one of its keywords: `CREATE OR REPLACE TRIGGER`. */
export function headUpTo(
  statement: StatementText,
  node: SyntaxNode,
  ...words: readonly string[]
): TokenRange {
  return { first: node.first, last: keywordIn(statement, node, ...words)?.last ?? node.first };
}

/** From the keywords of a node up to its end: `SET STORAGE plain`. */
export function fromKeyword(
  statement: StatementText,
  node: SyntaxNode | undefined,
  ...words: readonly string[]
): TokenRange | undefined {
  const keyword = keywordIn(statement, node, ...words);
  return node && keyword && { first: keyword.first, last: node.last };
}

/** From behind the keywords of a node up to its end: the value of `DEFAULT 0`. */
export function behindKeyword(
  statement: StatementText,
  node: SyntaxNode | undefined,
  ...words: readonly string[]
): TokenRange | undefined {
  const keyword = keywordIn(statement, node, ...words);
  return node && keyword && keyword.last < node.last
    ? { first: keyword.last + 1, last: node.last }
    : undefined;
}

/** One that begins with the first and ends with the last of two parts. */
export const joined = (one: TokenRange, other: TokenRange): TokenRange => ({
  first: Math.min(one.first, other.first),
  last: Math.max(one.last, other.last),
});

function tokenText({ text, tokens }: StatementText, index: number): string {
  const token = tokens[index];
  return token ? text.slice(token.start, token.end) : '';
}
