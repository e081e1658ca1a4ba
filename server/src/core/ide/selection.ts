import { nextToken } from '../syntax/lexer.js';
import type { SyntaxNode } from '../syntax/node.js';
import type { StatementText } from '../syntax/statement.js';
import { nodeAtToken, ownTokens, spanOf, wholeOf } from '../syntax/tree/nodes.js';
import { type Span, shiftSpan } from '../text/span.js';
import { piecesOf } from './names/pieces.js';
import { statementAround, type WorkspaceFile } from './workspace.js';

/** How a selection at a UTF-16 offset grows, from the inside out. The whole file is the last step. */
export function selectionsAt(file: WorkspaceFile, offset: number): readonly Span[] {
  const whole = { start: 0, end: file.text.length };
  const comment = commentAt(file, offset);
  const statement = statementAround(file, offset);
  if (!statement) return nested([...(comment ? [comment] : []), whole]);
  const { text, tree, start } = statement;
  const at = offset - start;
  const outer = [
    ...growing(text, tree, at),
    spanOf(text, wholeOf(text)),
    { start: 0, end: text.text.trimEnd().length },
  ];
  const piece = piecesOf(text, tree).find(
    (one) => one.offsetAt(0) <= at && at <= one.offsetAt(one.text.text.length),
  );
  const inner = piece
    ? growing(piece.text, piece.tree, piece.innerAt(at)).map((span) => ({
        start: piece.offsetAt(span.start),
        end: piece.offsetAt(span.end),
      }))
    : [];
  const around = [...inner, ...outer].map((span) => shiftSpan(span, start));
  return nested(comment ? [comment, ...around.slice(-2), whole] : [...around, whole]);
}

function withoutSemicolon({ text, tokens }: StatementText): Span {
  const end = tokens.findLast((token) => text.slice(token.start, token.end) !== ';')?.end ?? 0;
  return { start: tokens[0]?.start ?? 0, end };
}

/** The comment that an offset stands in. */
function commentAt({ text, statements }: WorkspaceFile, offset: number): Span | undefined {
  const from = statements.findLast(({ start }) => start <= offset)?.start ?? 0;
  for (let token = nextToken(text, from); token && token.start < offset; token = nextToken(text, token.end))
    if (token.kind === 'comment' && offset <= token.end)
      return { start: token.start, end: token.start + text.slice(token.start, token.end).trimEnd().length };
  return undefined;
}

/** The token at an offset, and the nodes around it. */
function growing(text: StatementText, tree: SyntaxNode, at: number): readonly Span[] {
  const index = tokenIndexAt(text, at);
  const token = text.tokens[index];
  if (!token) return [];
  const spans: Span[] = [];
  // The words inside a string, without its quotes.
  if (token.kind === 'string' && at > token.start && at < token.end && token.end - token.start > 2)
    spans.push({ start: token.start + 1, end: token.end - 1 });
  spans.push({ start: token.start, end: token.end });
  for (let node: SyntaxNode | undefined = nodeAtToken(tree, index); node; node = node.parent) {
    const span = spanOf(text, node);
    const isInParens = node.kind === 'list' || node.kind === 'parens' || node.kind === 'row';
    if (isInParens && text.text.charAt(span.start) === '(' && text.text.charAt(span.end - 1) === ')')
      spans.push(trimmed(text.text, { start: span.start + 1, end: span.end - 1 }));
    const [firstItem, ...otherItems] = node.children;
    const lastItem = otherItems.at(-1);
    if (node.kind === 'clause' && firstItem && lastItem && firstItem.first > node.first)
      spans.push(spanOf(text, { first: firstItem.first, last: lastItem.last }));
    if (node.kind === 'expression') spans.push(...operandsAround(text, node, index));
    if (!node.parent) spans.push(withoutSemicolon(text));
    spans.push(span);
  }
  return spans;
}

/** Between a word and a sign, the word counts. */
function tokenIndexAt({ text, tokens }: StatementText, at: number): number {
  const last = tokens.findLastIndex((token) => token.start <= at && at <= token.end);
  const isSign = tokens[last]?.start === at && /[,;()[\].]/.test(text.charAt(at));
  return isSign && tokens[last - 1]?.end === at ? last - 1 : last;
}

/** The side of AND or OR that a token is on, from the inside out. */
function operandsAround(text: StatementText, node: SyntaxNode, index: number): readonly Span[] {
  const word = (at: number) => text.text.slice(text.tokens[at]?.start, text.tokens[at]?.end).toLowerCase();
  const side = (isEnd: (word: string) => boolean): Span | undefined => {
    let [first, last, between] = [node.first, node.last, 0];
    let isFound = false;
    for (const at of ownTokens(node)) {
      if (word(at) === 'between') between++;
      else if (word(at) === 'and' && between > 0) between--;
      else if (isEnd(word(at))) {
        if (at === index) return undefined;
        isFound = true;
        if (at < index) first = at + 1;
        else {
          last = at - 1;
          break;
        }
      }
    }
    return isFound ? spanOf(text, { first, last }) : undefined;
  };
  return [side((one) => one === 'and' || one === 'or'), side((one) => one === 'or')].flatMap(
    (span) => span ?? [],
  );
}

function trimmed(text: string, { start, end }: Span): Span {
  const inside = text.slice(start, end);
  const from = start + (inside.length - inside.trimStart().length);
  return { start: from, end: Math.max(from, start + inside.trimEnd().length) };
}

/** Each span is larger than the one before it. */
function nested(spans: readonly Span[]): readonly Span[] {
  const kept: Span[] = [];
  for (const span of spans) {
    const last = kept.at(-1);
    const isLarger =
      !last ||
      (span.start <= last.start && span.end >= last.end && span.end - span.start > last.end - last.start);
    if (isLarger && span.end > span.start) kept.push(span);
  }
  return kept;
}
