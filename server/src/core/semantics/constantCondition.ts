import type { SyntaxNode } from '../syntax/node.js';
import type { StatementText } from '../syntax/statement.js';
import { wordOf } from '../syntax/tokens.js';
import { allIn, childOf } from '../syntax/tree/nodes.js';
import { lookup } from '../text/lookup.js';
import { nameOf } from './callAccess.js';
import { isSameForEachRow } from './functions.js';
import { keywordsOf } from './keywords.js';

/**
 * The rows that meet the condition of a clause. All do where there is no condition, or where it is true. They also count as all
 * where it is the same for every row: then either all meet it or none.
 */
export function conditionOf(
  statement: StatementText,
  clause: SyntaxNode | undefined,
): 'all' | 'some' | 'none' {
  if (!clause) return 'all';
  const condition = childOf(clause, 'expression');
  return condition ? rowsOf[truthOf(statement, condition)] : 'some';
}

/** The value of a condition. `same`: the same for every row, but not computed here. `varies`: it differs from row to row. */
type Truth = 'true' | 'false' | 'null' | 'same' | 'varies';

const rowsOf: Readonly<Record<Truth, 'all' | 'some' | 'none'>> = {
  true: 'all',
  same: 'all',
  varies: 'some',
  false: 'none',
  null: 'none',
};

/** An operand, or a word or sign between operands. */
type Item = SyntaxNode | string;

function truthOf(statement: StatementText, expression: SyntaxNode): Truth {
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
  return either(statement, items);
}

const either = (statement: StatementText, items: readonly Item[]): Truth =>
  parted(items, 'or')
    .map((part) => both(statement, part))
    .reduce((one, other) => strongest(['true', 'varies', 'same', 'null', 'false'], one, other));

const both = (statement: StatementText, items: readonly Item[]): Truth =>
  parted(items, 'and')
    .map((part) => negated(statement, part))
    .reduce((one, other) => strongest(['false', 'varies', 'null', 'same', 'true'], one, other));

const strongest = (order: readonly Truth[], one: Truth, other: Truth): Truth =>
  order[Math.min(order.indexOf(one), order.indexOf(other))] ?? 'varies';

function negated(statement: StatementText, items: readonly Item[]): Truth {
  const first = items.findIndex((item) => item !== 'not');
  const truth = tested(statement, items.slice(first));
  return first % 2 === 1 ? opposite[truth] : truth;
}

const opposite: Readonly<Record<Truth, Truth>> = {
  true: 'false',
  false: 'true',
  null: 'null',
  same: 'same',
  varies: 'varies',
};

/** The parts between a connective. BETWEEN has an AND of its own. */
function parted(items: readonly Item[], connective: 'and' | 'or'): readonly (readonly Item[])[] {
  const parts: Item[][] = [[]];
  let isBetween = false;
  for (const item of items) {
    if (item === 'between') isBetween = true;
    if (item === connective && !isBetween) {
      parts.push([]);
      continue;
    }
    if (item === 'and') isBetween = false;
    parts.at(-1)?.push(item);
  }
  return parts;
}

function tested(statement: StatementText, items: readonly Item[]): Truth {
  const [first, operator, second, ...others] = withoutCasts(items);
  if (first === undefined || typeof first === 'string') return varying(statement, items);
  if (operator === undefined) return single(statement, first);
  if (others.length > 0 || second === undefined || typeof second === 'string' || typeof operator !== 'string')
    return varying(statement, items);
  // It spares no row but those without a value.
  if (reflexive.has(operator) && isSameColumn(statement, first, second)) return 'same';
  const compare = comparisons[operator];
  const [one, other] = [literalOf(statement, first), literalOf(statement, second)];
  if (!compare || one === undefined || other === undefined || typeof one !== typeof other)
    return varying(statement, items);
  // The collation decides which of two strings comes first.
  if (typeof one === 'string' && !equalities.has(operator)) return 'same';
  return compare(one, other) ? 'true' : 'false';
}

const comparisons = lookup<(one: number | string, other: number | string) => boolean>({
  '=': (one, other) => one === other,
  '<>': (one, other) => one !== other,
  '!=': (one, other) => one !== other,
  '<': (one, other) => one < other,
  '<=': (one, other) => one <= other,
  '>': (one, other) => one > other,
  '>=': (one, other) => one >= other,
});

const reflexive: ReadonlySet<string> = new Set(['=', '<=', '>=']);

function isSameColumn(statement: StatementText, one: SyntaxNode, other: SyntaxNode): boolean {
  const name = (node: SyntaxNode): string => {
    const words = Array.from({ length: node.last - node.first + 1 }, (_, at) =>
      wordOf(statement, node.first + at),
    );
    return words.join('');
  };
  return one.kind === 'column' && other.kind === 'column' && name(one) === name(other);
}

const equalities: ReadonlySet<string> = new Set(['=', '<>', '!=']);

/** Without `::` and the type behind it. */
const withoutCasts = (items: readonly Item[]): readonly Item[] =>
  items.filter((item, at) => item !== '::' && items[at - 1] !== '::');

function single(statement: StatementText, item: SyntaxNode): Truth {
  const inner = inParentheses(item);
  if (inner) return truthOf(statement, inner);
  if (item.kind === 'constant') {
    const word = wordOf(statement, item.first)
      .replace(/^'(.*)'$/s, '$1')
      .trim();
    return truths[word] ?? 'same';
  }
  return varying(statement, [item]);
}

/** https://www.postgresql.org/docs/16/datatype-boolean.html */
const truths = lookup<Truth>({
  null: 'null',
  ...Object.fromEntries(
    ['true', 'tru', 'tr', 't', 'yes', 'ye', 'y', 'on', '1'].map((word) => [word, 'true']),
  ),
  ...Object.fromEntries(
    ['false', 'fals', 'fal', 'fa', 'f', 'no', 'n', 'off', 'of', '0'].map((word) => [word, 'false']),
  ),
});

/** The expression in parentheses that hold nothing else. */
function inParentheses(item: SyntaxNode): SyntaxNode | undefined {
  const [only, ...others] = item.kind === 'parens' ? item.children : [];
  return only?.kind === 'expression' && others.length === 0 ? only : undefined;
}

/** A plain number or string, in parentheses or not. */
function literalOf(statement: StatementText, item: SyntaxNode): number | string | undefined {
  const inner = inParentheses(item);
  const [only, ...others] = inner?.children ?? [];
  if (inner)
    return only && others.length === 0 && keywordsOf(statement, inner).length === 0
      ? literalOf(statement, only)
      : undefined;
  const token = statement.token(item.first);
  if (item.kind !== 'constant' || item.first !== item.last || !token) return undefined;
  const text = statement.text.slice(token.start, token.end);
  if (token.kind === 'number') return Number.isNaN(Number(text)) ? undefined : Number(text);
  return token.kind === 'string' && text.startsWith("'") ? text : undefined;
}

/** Without a column, and without a function whose result varies, every row gives the same result. */
function varying(statement: StatementText, items: readonly Item[]): Truth {
  const nodes = items.flatMap((item) => (typeof item === 'string' ? [] : [...allIn(item)]));
  return nodes.some((node) => differs(statement, node)) ? 'varies' : 'same';
}

function differs(statement: StatementText, node: SyntaxNode): boolean {
  if (node.kind === 'column' || node.word === 'current of') return true;
  // A word that is nested too deeply for the tree may be a column.
  if (node.kind === 'opaque' && keywordsOf(statement, node).some((word) => /^[\p{L}_"]/u.test(word)))
    return true;
  if (node.kind !== 'call') return false;
  const name = childOf(node, 'name', 'function');
  return !name || !isSameForEachRow(nameOf(statement, name));
}
