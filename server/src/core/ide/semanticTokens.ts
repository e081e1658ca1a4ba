import type { Token } from '../syntax/lexer.js';
import type { SyntaxNode } from '../syntax/node.js';
import type { StatementText } from '../syntax/statement.js';
import { type Span, shiftSpan } from '../text/span.js';
import { piecesOf } from './names/pieces.js';
import { bindingOf, ofText, type PlacedStatement, statementOf, type WorkspaceFile } from './workspace.js';

export interface SemanticToken {
  /** UTF-16 offsets, within one line. */
  readonly span: Span;
  readonly type: SemanticTokenType;
}

/** The names of the protocol. A table is a class, a column a property, an alias a variable. */
export const semanticTokenTypes = [
  'keyword',
  'class',
  'property',
  'variable',
  'function',
  'type',
  'namespace',
  'parameter',
  'string',
  'number',
  'comment',
  'enumMember',
] as const;

export type SemanticTokenType = (typeof semanticTokenTypes)[number];

/** The tokens of one statement, which move with it. */
export interface TokenBlock {
  /** The offset of the statement in the file. */
  readonly start: number;
  readonly text: string;
  /** In order, counted from the start of the statement. The same array as long as the text of the statement stays the same. */
  readonly tokens: readonly SemanticToken[];
}

/** The kind of each word of a file, by the trees of its statements alone. It replaces what the editor's own grammar finds. */
export const tokenBlocksOf = (file: WorkspaceFile): readonly TokenBlock[] =>
  file.statements.map(({ start, end }, at) => ({
    start,
    text: file.text.slice(start, end),
    tokens: tokensAt(file, at),
  }));

/** The same as tokens of the file. */
export const semanticTokensOf = (file: WorkspaceFile): readonly SemanticToken[] =>
  tokenBlocksOf(file).flatMap(({ start, tokens }) =>
    tokens.map(({ span, type }) => ({ span: shiftSpan(span, start), type })),
  );

function tokensAt(file: WorkspaceFile, at: number): readonly SemanticToken[] {
  const tokens = ofText(file, at, tokensOfText) ?? [];
  if (ofText(file, at, isRoutine) !== true) return tokens;
  const statement = statementOf(file, at);
  if (!statement) return tokens;
  const local = localsOf(statement);
  return tokens.map((token) => {
    const type = local.get(token.span.start);
    return type ? { ...token, type } : token;
  });
}

function tokensOfText(text: StatementText, tree: SyntaxNode): readonly SemanticToken[] {
  const pieces = piecesOf(text, tree);
  const bodies = pieces.map(({ offsetAt }) => offsetAt(0));
  const inBodies = pieces.flatMap((piece) => tokensIn(piece.text, piece.tree, piece.offsetAt));
  const outer = tokensIn(text, tree, (offset) => offset).filter(
    ({ span }) => !bodies.some((body) => span.start <= body && body < span.end),
  );
  return [...outer, ...inBodies]
    .sort((one, other) => one.span.start - other.span.start)
    .filter(({ span }) => span.end > span.start && !/[\r\n]/.test(text.text.slice(span.start, span.end)));
}

const isRoutine = (_text: StatementText, { word }: SyntaxNode): boolean =>
  word === 'CreateFunctionStmt' || word === 'DoStmt';

/** The parameters and variables in a routine, by their places. Its tree alone cannot tell them from columns. */
function localsOf(statement: PlacedStatement): ReadonlyMap<number, SemanticTokenType> {
  return new Map(
    bindingOf(statement).occurrences.flatMap(({ span, entity: { kind } }) =>
      kind === 'parameter' || kind === 'variable' ? [[span.start, kind] as const] : [],
    ),
  );
}

function tokensIn(
  text: StatementText,
  tree: SyntaxNode,
  placed: (offset: number) => number,
): readonly SemanticToken[] {
  const types: (SemanticTokenType | undefined)[] = [];
  paint(text, tree, types);
  const tokens = text.tokens.flatMap((token, at): readonly SemanticToken[] => {
    const type = types[at] ?? typeOf(token);
    return type ? [{ span: { start: placed(token.start), end: placed(token.end) }, type }] : [];
  });
  const comments = text.comments.map(
    ({ start, end }): SemanticToken => ({
      span: { start: placed(start), end: placed(end) },
      type: 'comment',
    }),
  );
  return [...tokens, ...comments].sort((one, other) => one.span.start - other.span.start);
}

/** A word that is part of no name is a keyword. */
function typeOf({ kind }: Token): SemanticTokenType | undefined {
  if (kind === 'word') return 'keyword';
  if (kind === 'quotedWord') return 'variable';
  if (kind === 'string' || kind === 'number') return kind;
  return kind === 'parameter' || kind === 'placeholder' ? 'parameter' : undefined;
}

/** Colors the words of a name: the last part is the object, and those before it what contains it. */
function paint(text: StatementText, node: SyntaxNode, types: (SemanticTokenType | undefined)[]): void {
  const type = typeOfName(node);
  if (type) {
    const words: number[] = [];
    for (let at = node.first; at <= node.last; at++) {
      const kind = text.tokens[at]?.kind;
      if (kind === 'word' || kind === 'quotedWord') words.push(at);
    }
    const before = node.kind === 'column' ? 'variable' : 'namespace';
    // A type may have several words, and numbers behind it.
    const isWhole = node.kind === 'type';
    for (const [nth, at] of words.entries()) types[at] = isWhole || nth === words.length - 1 ? type : before;
  }
  for (const child of node.children) paint(text, child, types);
}

function typeOfName({ kind, word }: SyntaxNode): SemanticTokenType | undefined {
  if (kind === 'table') return 'class';
  if (kind === 'column') return 'property';
  if (kind === 'type') return 'type';
  return kind === 'name' ? nameTypes[word] : undefined;
}

const nameTypes: Readonly<Record<string, SemanticTokenType | undefined>> = {
  alias: 'variable',
  argument: 'parameter',
  column: 'property',
  constraint: 'property',
  cte: 'class',
  domain: 'type',
  field: 'property',
  function: 'function',
  index: 'class',
  'new name': 'property',
  procedure: 'function',
  role: 'namespace',
  schema: 'namespace',
  sequence: 'class',
  type: 'type',
  variable: 'variable',
  window: 'variable',
};
