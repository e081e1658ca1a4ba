import type { SyntaxNode } from '../../syntax/node.js';
import type { StatementText } from '../../syntax/statement.js';
import {
  allIn,
  childOf,
  childrenOf,
  descendantsOf,
  enclosing,
  nameOf,
  oneToken,
} from '../../syntax/tree/nodes.js';
import { sourceOf } from '../../syntax/words.js';

/** The constants of a statement by the column or variable that each is compared or computed with, or becomes the default of. */
export function comparedConstants(
  text: StatementText,
  tree: SyntaxNode,
): ReadonlyMap<string, readonly SyntaxNode[]> {
  const beside = new Map<SyntaxNode, readonly SyntaxNode[]>();
  for (const expression of descendantsOf(tree, 'expression'))
    for (const term of termsIn(text, expression)) addOperands(beside, text, term);
  const found = new Map<string, Set<SyntaxNode>>();
  const add = (name: string, constants: readonly SyntaxNode[]): void => {
    if (constants.length === 0) return;
    const known = found.get(name) ?? new Set();
    for (const constant of constants) known.add(constant);
    found.set(name, known);
  };
  for (const node of allIn(tree))
    if (node.kind === 'column')
      add(
        nameOf(text, node),
        operandsOf(node).flatMap((operand) => [...(beside.get(operand) ?? []), ...ofSameType(text, operand)]),
      );
    else if (node.kind === 'action' && /^alter column set default$/.test(node.word))
      add(nameOf(text, childOf(node, 'name', 'column')), constantsBelow(childOf(node, 'expression')));
  return new Map([...found].map(([name, constants]) => [name, [...constants]]));
}

/** The operands of an expression between AND, OR and the parts of CASE. */
function termsIn(text: StatementText, { children, first }: SyntaxNode): readonly (readonly SyntaxNode[])[] {
  const terms: SyntaxNode[][] = [];
  let term: SyntaxNode[] = [];
  let isBetween = false;
  let at = first;
  for (const child of children) {
    for (; at < child.first; at++) {
      const word = sourceOf(text, oneToken(at)).toLowerCase();
      const ends: boolean = word === 'or' || (word === 'and' && !isBetween);
      if (ends) {
        terms.push(term);
        term = [];
      }
      isBetween = word === 'between' || (isBetween && word !== 'and' && !ends);
    }
    term.push(child);
    at = child.last + 1;
  }
  return [...terms, term];
}

/** Notes for each operand of a term the constants that it is compared with. */
function addOperands(
  beside: Map<SyntaxNode, readonly SyntaxNode[]>,
  text: StatementText,
  term: readonly SyntaxNode[],
): void {
  const before = term.filter(({ kind, last }) => kind === 'constant' && isComparison(text, last + 1));
  const behind = term.flatMap((node) => {
    if (node.kind === 'constant') return isComparison(text, node.first - 1) ? [node] : [];
    // (column) IN ('a', 'b')
    const isListed = node.kind === 'parens' && /^in$/i.test(sourceOf(text, oneToken(node.first - 1)));
    return isListed ? constantsBelow(node) : [];
  });
  if (before.length + behind.length === 0) return;
  for (const node of term)
    if (node.kind !== 'constant')
      beside.set(node, [
        ...before.filter(({ last }) => last < node.first),
        ...behind.filter(({ first }) => first > node.last),
      ]);
}

/** A column, and each call and pair of parentheses that it is in: `sum(m) > '5'`. */
function operandsOf(column: SyntaxNode): readonly SyntaxNode[] {
  const found = [column];
  for (let outer = outerOperand(column); outer; outer = outerOperand(outer)) found.push(outer);
  return found;
}

function outerOperand(operand: SyntaxNode): SyntaxNode | undefined {
  const parent = enclosing(operand.parent, 'expression')?.parent;
  if (parent?.kind === 'parens') return parent;
  const call = enclosing(parent, 'list', 'argument')?.parent;
  return call?.kind === 'call' ? call : undefined;
}

/** The constants in the other arguments of a call whose arguments have one type: `coalesce(m, '5')`. */
const ofSameType = (text: StatementText, call: SyntaxNode): readonly SyntaxNode[] =>
  call.kind === 'call' && /^(?:coalesce|nullif|greatest|least)$/.test(nameOf(text, childOf(call, 'name')))
    ? childrenOf(childOf(call, 'list', 'argument'), 'expression').flatMap((argument) =>
        argument.children.length === 1 ? childrenOf(argument, 'constant') : [],
      )
    : [];

const constantsBelow = (node: SyntaxNode | undefined): readonly SyntaxNode[] => [
  ...descendantsOf(node, 'constant'),
];

const isComparison = (text: StatementText, token: number): boolean =>
  /^(?:[=<>]|<>|!=|<=|>=|between|symmetric|asymmetric|and|distinct|from|\+|-)$/i.test(
    text.tokens[token] ? sourceOf(text, oneToken(token)) : '',
  );
