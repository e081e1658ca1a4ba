import type { Lookup } from '../../catalog/layered.js';
import { bodyOf } from '../../syntax/body.js';
import { nextToken, type Token } from '../../syntax/lexer.js';
import type { SyntaxNode } from '../../syntax/node.js';
import { type StatementText, statementText } from '../../syntax/statement.js';
import { nodeAtToken } from '../../syntax/tree/nodes.js';
import { treeOf } from '../../syntax/tree/tree.js';
import type { Span } from '../../text/span.js';
import { type Binding, bindNames } from '../names/bind.js';
import type { NameLevels } from '../names/reader.js';
import { levelIn, type NameLevel, type Source } from '../names/scope.js';
import {
  knownWhileTyping,
  type PlacedStatement,
  statementAround,
  statementNumberAt,
  type WorkspaceFile,
} from '../workspace.js';

/** What surrounds a caret in unfinished text. The statement is read with a name in place of the word that is being typed. */
export interface Caret {
  readonly file: WorkspaceFile;
  /** The word as far as it is typed, with its opening quote; UTF-16 offsets into the file. */
  readonly typed: string;
  readonly typedSpan: Span;
  /** The text of the statement, or of the piece of a body, up to what is typed. */
  readonly before: string;
  /** The words and signs before it, the nearest first. They are in lower case unless they are quoted. */
  readonly behind: (by: number) => string;
  readonly known: Lookup;
  /** The statement or the piece of a body, with the name in it. */
  readonly text: StatementText;
  readonly tree: SyntaxNode;
  readonly token: number;
  readonly node: SyntaxNode;
  readonly level: NameLevel;
  readonly levels: NameLevels;
  readonly subject: Source | undefined;
  readonly binding: Binding;
  readonly language: 'sql' | 'plpgsql';
  /** The caret is in a string, whose opening quote is at the start of this span. */
  readonly string: Span | undefined;
}

/** The name that stands for the word that is being typed. */
export const caretName = 'dsql_caret_';

/**
 * Undefined where nothing is offered: in comments, rows of COPY and lines of psql. Also in numbers and parameters, unless the
 * caller asks what is around a value.
 */
export function caretAt(file: WorkspaceFile, offset: number, takesValues = false): Caret | undefined {
  const around = statementAround(file, offset) ?? emptyStatement(file, offset);
  if (isOutOfStatements(file, around, offset)) return undefined;
  const inside = offset - around.start;
  const head = around.text.text.slice(0, inside);
  const open = openToken(around.text.text, inside);
  if (open?.kind === 'comment') return undefined;
  const isValue = open?.kind === 'number' || open?.kind === 'placeholder' || open?.kind === 'parameter';
  if (isValue && !takesValues) return undefined;
  const body = bodyOf(around.text, around.tree);
  const isBody =
    body !== undefined && body.offsetAt(0) <= inside && inside <= body.offsetAt(body.text.length);
  const string = open?.kind === 'string' && !isBody ? { start: open.start, end: inside } : undefined;
  const wordStart = string
    ? string.start
    : isValue
      ? open.start
      : (quotedWordAt(around.text.text, inside)?.start ?? /[\w$\u0080-\uffff]*$/.exec(head)?.index ?? inside);
  const typed = head.slice(wordStart);
  const behindCaret = around.text.text.slice(inside);
  const rest = string
    ? restOfString(behindCaret)
    : isValue
      ? open.end - inside
      : (/^[\w$\u0080-\uffff]*"?/.exec(behindCaret)?.[0].length ?? 0);
  // A quote that the editor has closed by itself is overwritten.
  const closed = string ? rest : typed.startsWith('"') && behindCaret[rest - 1] === '"' ? rest : 0;
  const tail = around.text.text.slice(
    inside + (typed.startsWith('"') || string || isValue || /^[\w$]/.test(behindCaret) ? rest : 0),
  );
  const text = statementText(
    `${head.slice(0, wordStart)}${caretName}${/^[\w$]/.test(tail) ? ' ' : ''}${tail}`,
  );
  const tree = treeOf(text);
  const known = knownWhileTyping(around);
  const binding = bindNames(text, tree, known);
  const piece = binding.pieces.find(
    ({ piece: { offsetAt, text: own } }) =>
      offsetAt(0) <= wordStart && wordStart <= offsetAt(own.text.length),
  );
  // A string that is a body in quotes is read like any other body.
  const own = piece?.piece.text ?? text;
  const ownTree = piece?.piece.tree ?? tree;
  const at = piece ? piece.piece.innerAt(wordStart) : wordStart;
  const levels = piece?.levels ?? binding.levels;
  const token = own.tokens.findIndex(({ end }) => end > at);
  const found = own.tokens[token];
  // In a string or a comment of a body there is no name.
  if (!found || own.text.slice(found.start, found.end) !== caretName) return undefined;
  const node = nodeAtToken(ownTree, token);
  const behind = (by: number) => {
    const one = own.tokens[token - by];
    const written = one ? own.text.slice(one.start, one.end) : '';
    return one?.kind === 'quotedWord' ? written : written.toLowerCase();
  };
  return {
    file,
    typed,
    typedSpan: { start: around.start + wordStart, end: offset + closed },
    before: own.text.slice(statementStart(own, ownTree, token), at),
    behind,
    known,
    text: own,
    tree: ownTree,
    token,
    node,
    level: nearest(node, levels) ?? levelIn(undefined),
    levels,
    subject: nearest(node, binding.subjects),
    binding,
    language: piece?.piece.language === 'plpgsql' ? 'plpgsql' : 'sql',
    string,
  };
}

function nearest<V>(node: SyntaxNode, of: ReadonlyMap<SyntaxNode, V>): V | undefined {
  for (let at: SyntaxNode | undefined = node; at; at = at.parent) {
    const found = of.get(at);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Where the statement around a token begins; in PL/pgSQL, the SQL inside it. */
function statementStart(text: StatementText, tree: SyntaxNode, token: number): number {
  let node: SyntaxNode | undefined = nodeAtToken(tree, token);
  let found: SyntaxNode | undefined;
  for (; node; node = node.parent) if (node.kind === 'statement' && /Stmt$/.test(node.word)) found = node;
  return text.tokens[found?.first ?? 0]?.start ?? 0;
}

/** Where no statement has begun, one begins here. */
const emptyStatement = (file: WorkspaceFile, offset: number): PlacedStatement => {
  const text = statementText('');
  return {
    file,
    at: statementNumberAt(file, offset - 1) + 1,
    start: offset - typedBefore(file, offset),
    text: statementText(file.text.slice(offset - typedBefore(file, offset), offset)),
    tree: treeOf(text),
  };
};

const typedBefore = ({ text }: WorkspaceFile, offset: number): number =>
  /[\w$]*$/.exec(text.slice(Math.max(0, offset - 100), offset))?.[0].length ?? 0;

/** Between statements: in a comment, a line of psql, or rows of COPY. */
function isOutOfStatements(file: WorkspaceFile, { start }: PlacedStatement, offset: number): boolean {
  const { text, script } = file;
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  if (/^\s*\\/.test(line)) return true;
  const at = statementNumberAt(file, start);
  const before = file.statements[(file.statements[at]?.end ?? 0) <= start ? at : at - 1];
  const from = before?.end ?? 0;
  for (let token = nextToken(text, from); token && token.start < offset; token = nextToken(text, token.end)) {
    if (token.kind !== 'comment') {
      if (token.start >= start) break;
      continue;
    }
    const isLine = text.startsWith('--', token.start);
    if (offset < token.end || (offset === token.end && (isLine || token.unterminated))) return true;
  }
  return (
    script.parts.length === 1 && script.copies.some((copy) => copy.start <= offset && offset <= copy.end)
  );
}

/** The token that is open where a head ends. */
function openToken(whole: string, inside: number): Token | undefined {
  for (let token = nextToken(whole, 0); token && token.start < inside; token = nextToken(whole, token.end)) {
    const isLine = token.kind === 'comment' && whole.startsWith('--', token.start);
    if (
      inside < token.end ||
      (inside === token.end && (token.unterminated || isLine || token.kind === 'number'))
    )
      return token;
    if (inside === token.end && (token.kind === 'parameter' || token.kind === 'placeholder')) return token;
  }
  return undefined;
}

/** The quoted name that a caret stands in or behind, closed or not. */
function quotedWordAt(text: string, inside: number): Token | undefined {
  for (let token = nextToken(text, 0); token && token.start < inside; token = nextToken(text, token.end))
    if (token.kind === 'quotedWord' && inside <= token.end) return token;
  return undefined;
}

/** How many characters of a string follow a caret in it, with its closing quote. 0 where the next quote opens another string. */
const restOfString = (text: string): number => /^[\w $.-]*'(?!')/.exec(text)?.[0].length ?? 0;
