import type { SyntaxNode } from '../syntax/node.js';
import type { StatementText } from '../syntax/statement.js';
import { nodeAtToken, spanOf, wholeOf } from '../syntax/tree/nodes.js';
import { type Span, shiftSpan } from '../text/span.js';
import { piecesOf } from './names/pieces.js';
import { statementAround, type WorkspaceFile } from './workspace.js';

/** What a selection at a UTF-16 offset grows to, from the inside out; the whole file is the last. */
export function selectionsAt(file: WorkspaceFile, offset: number): readonly Span[] {
  const whole = { start: 0, end: file.text.length };
  const statement = statementAround(file, offset);
  if (!statement) return [whole];
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
  const spans = [...[...inner, ...outer].map((span) => shiftSpan(span, start)), whole];
  return nested(spans);
}

/** The token at an offset, and the nodes around it. */
function growing(text: StatementText, tree: SyntaxNode, at: number): readonly Span[] {
  const index = text.tokens.findLastIndex((token) => token.start <= at && at <= token.end);
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
    spans.push(span);
  }
  return spans;
}

function trimmed(text: string, { start, end }: Span): Span {
  const inside = text.slice(start, end);
  const from = start + (inside.length - inside.trimStart().length);
  return { start: from, end: Math.max(from, start + inside.trimEnd().length) };
}

/** Each larger than the one before it. */
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
