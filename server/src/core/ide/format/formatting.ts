import type { FormatStyle, LineEnd } from '../../project/formatStyle.js';
import type { Grammar } from '../../syntax/grammar.js';
import type { SyntaxNode } from '../../syntax/node.js';
import { parseStatement } from '../../syntax/parse.js';
import { type Piece, type Split, splitScript } from '../../syntax/split.js';
import { type StatementText, statementText } from '../../syntax/statement.js';
import { treeOf } from '../../syntax/tree/tree.js';
import { applyEdits, type Edit } from '../../text/edit.js';
import type { Span } from '../../text/span.js';
import type { Steps } from '../../text/steps.js';
import { differenceBetween } from './difference.js';
import { gapText, type Neighbor } from './gaps.js';
import { laidOut } from './layout.js';

export interface Formatting {
  /** One for each statement that changes and each place between two. */
  readonly edits: readonly Edit[];
  /** The statements that stay as they are because no layout can be proved to say the same. */
  readonly kept: readonly KeptStatement[];
  /** What was found of each statement, for a later request. */
  readonly answers: FormatAnswers;
}

export interface FormatAnswers {
  /** The style, line break included. Others say nothing of another one. */
  readonly style: string;
  /** What a statement becomes, by its text. */
  readonly byText: ReadonlyMap<string, FormatAnswer>;
}

export type FormatAnswer =
  | { readonly kind: 'formatted'; readonly text: string }
  | { readonly kind: 'kept'; readonly reason: string };

export interface KeptStatement {
  /** UTF-16 offsets into the text. */
  readonly span: Span;
  /** A clause, as in "because …". */
  readonly reason: string;
}

export interface FormatRequest {
  readonly style: FormatStyle;
  /** Only the statements that touch this span; all where there is none. */
  readonly within?: Span | undefined;
  /** PostgreSQL's: a statement that it refuses stays as it is. */
  readonly grammar: Grammar;
  /** Those of an earlier request: statements that it holds need no second proof. */
  readonly answers?: FormatAnswers | undefined;
}

/**
 * Formats a text statement by statement: each changes only if it keeps its tokens, its comments and its tree, and would not
 * change again. What psql, COPY and other tools read stays as it is. Never throws.
 */
export function* formattingOf(
  text: string,
  { style, within, grammar, answers: earlier }: FormatRequest,
): Steps<Formatting> {
  const split = splitScript(text);
  const { pieces } = split;
  const own = { ...style, lineEnd: style.lineEnd ?? lineEndOf(text) };
  const byText = new Map<string, FormatAnswer>();
  const answers: FormatAnswers = { style: JSON.stringify(own), byText };
  const known = earlier?.style === answers.style ? earlier.byText : undefined;
  const edits: Edit[] = [];
  const kept: KeptStatement[] = [];
  const isWanted = pieces.map((piece) => !within || touches(piece, within));
  for (const [at, piece] of pieces.entries()) {
    const { kind, start, end } = piece;
    if (kind !== 'statement' || !isWanted[at]) continue;
    yield;
    const written = text.slice(start, end);
    const answer = byText.get(written) ?? known?.get(written) ?? formatted(written, own, grammar);
    byText.set(written, answer);
    // It is proved that it would not change again.
    if (answer.kind === 'formatted') byText.set(answer.text, answer);
    if (answer.kind === 'kept') kept.push({ span: { start, end }, reason: answer.reason });
    else if (answer.text !== written) edits.push(changeOf(start, written, answer.text));
  }
  for (const edit of gapEdits(split, isWanted, own)) edits.push(edit);
  if (edits.length === 0 || isSameScript(split, splitScript(applyEdits(text, edits))))
    return { edits, kept, answers };
  return {
    answers,
    edits: [],
    kept: [{ span: { start: 0, end: text.length }, reason: 'its statements would end elsewhere' }],
  };
}

/** A caret touches what ends or begins there; a selection does not reach what begins at its end. */
const touches = (piece: Piece, { start, end }: Span): boolean =>
  start === end ? piece.start <= end && start <= piece.end : piece.start < end && start < piece.end;

const lineEndOf = (text: string): LineEnd => {
  const at = text.indexOf('\n');
  return at > 0 && text.charAt(at - 1) === '\r' ? '\r\n' : '\n';
};

const keep = (reason: string): FormatAnswer => ({ kind: 'kept', reason });

function formatted(written: string, style: FormatStyle, grammar: Grammar): FormatAnswer {
  if (written.length > longest) return keep(`it has more than ${longest} characters`);
  const statement = statementText(written);
  // Nothing stands behind what is not closed.
  if (statement.tokens.at(-1)?.unterminated || statement.comments.at(-1)?.unterminated)
    return keep('a quote or a comment is not closed');
  // What the lexer passes over and no layout would write again.
  if (written.includes('\0') || written.includes('\ufeff'))
    return keep('it holds a NUL or a byte order mark');
  const tree = treeOf(statement);
  if (tree.word === 'UnknownStmt') return keep('no statement begins like this');
  if (tree.children.some(({ kind, first }) => kind === 'statement' && isBehindEnd(statement, first)))
    return keep('it is more than one statement');
  if (holdsOpaque(tree)) return keep('it is nested too deeply');
  const once = laidOut(statement, tree, style);
  if (once === written) return { kind: 'formatted', text: once };
  const { syntaxError, isTooDeep } = parseStatement(grammar, statement, false);
  if (syntaxError || isTooDeep) return keep('PostgreSQL would not read it');
  const again = statementText(once);
  const difference = differenceBetween(statement, again);
  if (difference) return keep(difference);
  // What fits into one line is written into one, however it was written before.
  if (once.length <= style.lineWidth && again.comments.length === 0 && !/[\r\n]/.test(once))
    return { kind: 'formatted', text: once };
  // What is read of a statement depends on its tokens, and on nothing between them.
  const sameTree = again.tokens.length === statement.tokens.length ? tree : treeOf(again);
  return laidOut(again, sameTree, style) === once
    ? { kind: 'formatted', text: once }
    : keep('formatting it again would change it again');
}

/** Readers open no more nodes in each other than a stack takes. */
const holdsOpaque = ({ kind, children }: SyntaxNode): boolean =>
  kind === 'opaque' || children.some(holdsOpaque);

/** UTF-16 units. */
const longest = 1 << 19;

const isBehindEnd = ({ text, tokens }: StatementText, first: number): boolean =>
  text.charAt(tokens[first - 1]?.start ?? 0) === ';';

/** What changes between two texts, without what both begin and end with. */
function changeOf(start: number, before: string, after: string): Edit {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before.charCodeAt(head) === after.charCodeAt(head)) head++;
  let tail = 0;
  while (
    tail < most - head &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail++;
  // An editor has no place between the two signs of a line break.
  if (head > 0 && before.charAt(head - 1) === '\r') head--;
  if (tail > 0 && before.charAt(before.length - tail) === '\n') tail--;
  return {
    start: start + head,
    end: start + before.length - tail,
    text: after.slice(head, after.length - tail),
  };
}

/** The edits between pieces that are formatted, before the first and behind the last one. */
function* gapEdits(
  { text, pieces }: Split,
  isWanted: readonly boolean[],
  style: FormatStyle,
): Generator<Edit> {
  for (let at = 0; at <= pieces.length; at++) {
    const [before, after] = [pieces[at - 1], pieces[at]];
    const isInside = (before === undefined || isWanted[at - 1]) && (after === undefined || isWanted[at]);
    const isAll = (before && after) || isWanted.every(Boolean);
    if (!isInside || !isAll) continue;
    const span = { start: before?.end ?? 0, end: after?.start ?? text.length };
    const made = gapText(text, span, neighborOf(before), neighborOf(after), style);
    const written = text.slice(span.start, span.end);
    if (made !== written) yield changeOf(span.start, written, made);
  }
}

const neighborOf = (piece: Piece | undefined): Neighbor => {
  if (!piece) return 'nothing';
  return piece.kind === 'statement' ? 'statement' : 'other';
};

/** Whether the pieces of two texts are as many, of the same kinds, with the same ends. */
const isSameScript = (one: Split, other: Split): boolean =>
  one.pieces.length === other.pieces.length &&
  one.comments.length === other.comments.length &&
  one.pieces.every(({ kind, start, end }, at) => {
    const twin = other.pieces[at];
    return (
      twin?.kind === kind &&
      one.text.charAt(start).toLowerCase() === other.text.charAt(twin.start).toLowerCase() &&
      one.text.charAt(end - 1) === other.text.charAt(twin.end - 1)
    );
  });
