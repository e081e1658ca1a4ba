import type { SyntaxNode } from '../syntax/node.js';
import type { StatementText } from '../syntax/statement.js';
import { wordOf } from '../syntax/tokens.js';
import { partsOf } from '../syntax/tree/nodes.js';

/** An operand, or a word or sign between operands. */
export type Item = SyntaxNode | string;

export function itemsIn(statement: StatementText, expression: SyntaxNode): readonly Item[] {
  const items: Item[] = [];
  let child = 0;
  for (let at = expression.first; at <= expression.last; at++) {
    const next = expression.children[child];
    if (next?.first !== at) items.push(wordOf(statement, at));
    else {
      items.push(next);
      child++;
      at = next.last;
    }
  }
  return items;
}

/** The words and signs between operands, each of which is `_`. */
export const signsOf = (items: readonly Item[]): string =>
  items.map((item) => (typeof item === 'string' ? item : '_')).join(' ');

/** The expression in parentheses that hold nothing else. */
export function inParentheses(item: SyntaxNode): SyntaxNode | undefined {
  const [only, ...others] = item.kind === 'parens' ? item.children : [];
  return only?.kind === 'expression' && others.length === 0 ? only : undefined;
}

/** The name of a column, in parentheses or not; undefined for all else. */
export function columnIn(statement: StatementText, item: Item | undefined): string | undefined {
  if (item === undefined || typeof item === 'string') return undefined;
  if (item.kind === 'column') return partsOf(statement, item).join('\0');
  const [only, ...others] = inParentheses(item)?.children ?? [];
  return only && others.length === 0 && only.first === item.first + 1 && only.last === item.last - 1
    ? columnIn(statement, only)
    : undefined;
}

/** One of them may have no table beside it. */
export const isSameName = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined &&
  other !== undefined &&
  (one === other || one.endsWith(`\0${other}`) || other.endsWith(`\0${one}`));

/** As it is written, save for the case of words without quotes and for white space. */
export const writtenIn = (statement: StatementText, node: SyntaxNode): string =>
  Array.from({ length: node.last - node.first + 1 }, (_, by) => {
    const token = statement.token(node.first + by);
    return token?.kind === 'string' || token?.kind === 'quotedWord'
      ? statement.text.slice(token.start, token.end)
      : wordOf(statement, node.first + by);
  }).join(' ');
