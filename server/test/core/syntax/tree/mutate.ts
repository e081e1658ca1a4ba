import { reserved } from '../../../../src/core/syntax/names.js';
import type { NodeKind, SyntaxNode } from '../../../../src/core/syntax/node.js';
import { type StatementText, statementText } from '../../../../src/core/syntax/statement.js';
import { wordOf } from '../../../../src/core/syntax/tokens.js';
import { allIn, nodeAtToken } from '../../../../src/core/syntax/tree/nodes.js';
import { treeOf } from '../../../../src/core/syntax/tree/tree.js';

/** A statement with one of its tokens touched. */
export interface Mutant {
  readonly how: string;
  readonly text: string;
  /** By how many tokens what stands behind has moved. */
  readonly shift: number;
}

/** A token removed, doubled, replaced by a name, and swapped with the one behind it. */
export function mutantsAt({ text, tokens }: StatementText, index: number): readonly Mutant[] {
  const { start = 0, end = 0 } = tokens[index] ?? {};
  const own = text.slice(start, end);
  const next = tokens[index + 1];
  const with_ = (how: string, middle: string, shift: number, behind = end): Mutant => ({
    how,
    text: text.slice(0, start) + middle + text.slice(behind),
    shift,
  });
  return [
    with_('removed', ' ', -1),
    with_('doubled', `${own} ${own}`, 1),
    with_('replaced', ' zzz ', 0),
    ...(next ? [with_('swapped', ` ${text.slice(next.start, next.end)} ${own} `, 0, next.end)] : []),
  ];
}

/** What people write as a piece of its own. */
const pieces: ReadonlySet<NodeKind> = new Set([
  'assignment',
  'clause',
  'constraint',
  'cte',
  'definition',
  'join',
  'row',
  'sort',
  'source',
  'target',
]);

/** The pieces of a tree by where they begin and all that they hold. */
export function piecesOf(root: SyntaxNode): readonly (readonly [piece: SyntaxNode, written: string])[] {
  return [...allIn(root)]
    .filter(({ kind }) => pieces.has(kind))
    .map((piece) => [piece, written(piece, piece.first)]);
}

const written = ({ kind, word, first, last, children }: SyntaxNode, origin: number): string =>
  `${kind} ${word} ${first - origin}-${last - origin} ${children.map((child) => `(${written(child, origin)})`).join('')}`;

/**
 * The pieces that a touched token has no part in and that the mutant's tree has lost. A name, a value or an operator
 * changes no piece that ends before it (and before its neighbor, which shows where a piece ends); in a query, a change
 * and CREATE TABLE none that begins behind the piece that it stands in. A keyword or a parenthesis may change all.
 */
export function lostPieces(statement: StatementText, index: number, mutant: Mutant): readonly SyntaxNode[] {
  const root = treeOf(statement);
  const mutated = treeOf(statementText(mutant.text));
  const kept = new Set(piecesOf(mutated).map(([{ first }, text]) => `${first} ${text}`));
  const end = mutant.how === 'swapped' ? index + 1 : index;
  if (!isPlain(statement, root, index) || !isPlain(statement, root, end)) return [];
  // A word that may be a name takes the place of one that was removed.
  const isReplaced =
    mutant.how === 'removed' && nodeAtToken(mutated, index).kind === nodeAtToken(root, index).kind;
  const isResilient = resilient.has(root.word) && !isReplaced;
  const all = piecesOf(root);
  const touched = all.findLast(([{ first, last }]) => first <= index && end <= last)?.[0];
  return all
    .filter(([{ first, last }]) => last < index - 1 || (isResilient && first > (touched?.last ?? first)))
    .filter(([{ first }, text]) => !kept.has(`${first > index ? first + mutant.shift : first} ${text}`))
    .map(([piece]) => piece);
}

const resilient: ReadonlySet<string> = new Set([
  'SelectStmt',
  'InsertStmt',
  'UpdateStmt',
  'DeleteStmt',
  'MergeStmt',
  'CreateStmt',
]);

const isPlain = (statement: StatementText, root: SyntaxNode, index: number): boolean =>
  plain.has(nodeAtToken(root, index).kind) && !reserved.has(wordOf(statement, index));

const plain: ReadonlySet<NodeKind> = new Set([
  'column',
  'constant',
  'expression',
  'name',
  'parameter',
  'table',
]);
