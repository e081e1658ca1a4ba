import { nextToken } from '../syntax/lexer.js';
import type { SyntaxNode } from '../syntax/node.js';
import type { StatementText } from '../syntax/statement.js';
import { allIn, spanOf } from '../syntax/tree/nodes.js';
import { type Span, shiftSpan } from '../text/span.js';
import { piecesOf } from './names/pieces.js';
import { ofText, type WorkspaceFile } from './workspace.js';

export interface Fold {
  /** UTF-16 offsets; it folds the lines that it begins and ends in. */
  readonly span: Span;
  readonly isComment: boolean;
}

/** What can be folded: statements, parentheses in them, blocks of bodies, comments. */
export function foldsOf(file: WorkspaceFile): readonly Fold[] {
  const { text } = file;
  const spansLines = ({ start, end }: Span) => text.slice(start, end).includes('\n');
  const spans = file.statements.flatMap((span, at): readonly Span[] =>
    spansLines(span)
      ? [span, ...(ofText(file, at, foldsIn) ?? []).map((one) => shiftSpan(one, span.start))]
      : [],
  );
  const groups = [...transactionsIn(file).filter(spansLines), ...regionsIn(file)];
  return [
    ...[...spans, ...groups].map((span) => ({ span, isComment: false })),
    ...commentsOf(file).map((span) => ({ span, isComment: true })),
  ];
}

/** What can be folded in a statement, counted from its start. */
function foldsIn(text: StatementText, tree: SyntaxNode): readonly Span[] {
  const inner = foldedNodes(tree).map((node) => spanOf(text, node));
  const inBody = piecesOf(text, tree).flatMap(({ text: own, tree: body, offsetAt }) =>
    foldedNodes(body).map((node) => {
      const { start, end } = spanOf(own, node);
      return { start: offsetAt(start), end: offsetAt(end) };
    }),
  );
  return [...inner, ...inBody].filter(({ start, end }) => text.text.slice(start, end).includes('\n'));
}

const commentsIn = ({ comments }: StatementText): readonly Span[] => comments;

/** From BEGIN to the COMMIT or ROLLBACK that ends it. */
function transactionsIn({ text, statements }: WorkspaceFile): readonly Span[] {
  const found: Span[] = [];
  let begun: Span | undefined;
  for (const span of statements) {
    const head = text.slice(span.start, Math.min(span.end, span.start + 40));
    if (/^(?:begin|start\s+transaction)\b/i.test(head)) begun ??= span;
    else if (begun && /^(?:commit|end|rollback|abort)\b(?!\s+(?:\w+\s+)?to\b)/i.test(head)) {
      found.push({ start: begun.start, end: span.end });
      begun = undefined;
    }
  }
  return found;
}

/** From `-- #region` to `-- #endregion`. */
function regionsIn({ text }: WorkspaceFile): readonly Span[] {
  const open: number[] = [];
  return [...text.matchAll(/^[ \t]*--[ \t]*#(end)?region\b.*$/gim)].flatMap(
    ({ index, 0: line, 1: isEnd }) => {
      if (isEnd === undefined) {
        open.push(index);
        return [];
      }
      const start = open.pop();
      return start === undefined ? [] : [{ start, end: index + line.length }];
    },
  );
}

const foldedKinds: readonly SyntaxNode['kind'][] = ['list', 'parens', 'block', 'case', 'body', 'row'];
const foldedWords = new Set([
  'if',
  'loop',
  'for',
  'foreach',
  'while',
  'case',
  'SelectStmt',
  'InsertStmt',
  'UpdateStmt',
  'DeleteStmt',
]);

const foldedNodes = (tree: SyntaxNode): readonly SyntaxNode[] =>
  [...allIn(tree)].filter(
    (node) =>
      foldedKinds.includes(node.kind) ||
      (node !== tree && node.kind === 'statement' && foldedWords.has(node.word)),
  );

/** Block comments, and line comments on consecutive lines. */
function commentsOf(file: WorkspaceFile): readonly Span[] {
  const { text, statements } = file;
  const found: Span[] = [];
  const add = (comment: Span) => {
    const last = found.at(-1);
    const isLine = text.startsWith('--', comment.start);
    const joins =
      isLine &&
      last &&
      text.startsWith('--', last.start) &&
      /^\r?\n[ \t]*$/.test(text.slice(last.end, comment.start));
    if (joins) found[found.length - 1] = { start: last.start, end: comment.end };
    else found.push(comment);
  };
  let from = 0;
  const scan = (to: number) => {
    for (let token = nextToken(text, from); token && token.start < to; token = nextToken(text, token.end))
      if (token.kind === 'comment') add(token);
  };
  for (const [at, { start, end }] of statements.entries()) {
    scan(start);
    if (text.slice(start, end).match(/\/\*|--/))
      for (const comment of ofText(file, at, commentsIn) ?? []) add(shiftSpan(comment, start));
    from = end;
  }
  scan(text.length);
  return found.filter(({ start, end }) => text.slice(start, end).includes('\n'));
}
