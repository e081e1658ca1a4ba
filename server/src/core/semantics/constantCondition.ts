import type { SyntaxNode } from '../syntax/node.js';
import type { StatementText } from '../syntax/statement.js';
import { wordOf } from '../syntax/tokens.js';
import { childOf, childrenOf } from '../syntax/tree/nodes.js';
import { lookup } from '../text/lookup.js';
import { type Item, inParentheses, itemsIn, writtenIn } from './conditionItems.js';
import { keywordsOf } from './keywords.js';
import { type Truth, truthInEachRow } from './plainTests.js';
import { differs } from './rowVariation.js';

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

const rowsOf: Readonly<Record<Truth, 'all' | 'some' | 'none'>> = {
  true: 'all',
  filled: 'all',
  same: 'all',
  varies: 'some',
  never: 'none',
  false: 'none',
  null: 'none',
};

const truthOf = (statement: StatementText, expression: SyntaxNode): Truth =>
  either(statement, itemsIn(statement, expression));

function either(statement: StatementText, items: readonly Item[]): Truth {
  const parts = parted(items, 'or');
  const truth = parts
    .map((part) => both(statement, part))
    .reduce((one, other) =>
      strongest(['true', 'filled', 'varies', 'same', 'null', 'never', 'false'], one, other),
    );
  return truth === 'varies' && coversAll(statement, parts) ? 'same' : truth;
}

/** Whether one part is true where another one is false: `a IS NULL OR a IS NOT NULL`, `a = 1 OR a <> 1`. */
function coversAll(statement: StatementText, parts: readonly (readonly Item[])[]): boolean {
  const seen = new Set<string>();
  for (const part of parts) {
    const { test, isNegated } = testOf(statement, part);
    if (seen.has(`${!isNegated} ${test}`)) return true;
    seen.add(`${isNegated} ${test}`);
  }
  return false;
}

/** A test without its negation. A constant stands behind what it is compared with. */
function testOf(statement: StatementText, items: readonly Item[]): { test: string; isNegated: boolean } {
  let isNegated = false;
  const words = constantLast(items).flatMap((item) => {
    const word = typeof item === 'string' ? item : writtenIn(statement, item);
    const negated = typeof item === 'string' ? negations[item] : undefined;
    if (negated !== undefined) isNegated = !isNegated;
    return negated ?? word;
  });
  return { test: words.filter((word) => word !== '').join(' '), isNegated };
}

function constantLast(items: readonly Item[]): readonly Item[] {
  const [one, sign, other, ...others] = items;
  const isConstant = (item: Item | undefined) => typeof item === 'object' && item.kind === 'constant';
  const turned = typeof sign === 'string' ? mirrored[sign] : undefined;
  return turned !== undefined && others.length === 0 && other && one && isConstant(one) && !isConstant(other)
    ? [other, turned, one]
    : items;
}

const mirrored = lookup<string>({
  '=': '=',
  '<>': '<>',
  '!=': '!=',
  '<': '>',
  '>': '<',
  '<=': '>=',
  '>=': '<=',
});

/** What a word or sign negates. */
const negations = lookup<string>({ not: '', '<>': '=', '!=': '=', '>=': '<', '<=': '>' });

const both = (statement: StatementText, items: readonly Item[]): Truth =>
  parted(items, 'and')
    .map((part) => negated(statement, part))
    .reduce((one, other) =>
      strongest(['false', 'never', 'null', 'varies', 'same', 'filled', 'true'], one, other),
    );

const strongest = (order: readonly Truth[], one: Truth, other: Truth): Truth =>
  order[Math.min(order.indexOf(one), order.indexOf(other))] ?? 'varies';

function negated(statement: StatementText, items: readonly Item[]): Truth {
  const first = items.findIndex((item) => item !== 'not');
  const test = items.slice(first);
  return first % 2 === 0 ? tested(statement, test) : opposite[tested(statement, test)];
}

const opposite: Readonly<Record<Truth, Truth>> = {
  true: 'false',
  false: 'true',
  null: 'null',
  filled: 'never',
  never: 'filled',
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
  const known = truthInEachRow(statement, items);
  if (known) return known;
  const plain = withoutCasts(items);
  const [first, operator, second, ...others] = plain;
  if (first === undefined || typeof first === 'string') return varying(statement, items);
  if (operator === undefined) return single(statement, first);
  if (others.length > 0 || second === undefined || typeof second === 'string' || typeof operator !== 'string')
    return varying(statement, items);
  // A type decides which texts are equal: '1'::int = '01'::int
  const compare = plain.length === items.length ? comparisons[operator] : undefined;
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

const equalities: ReadonlySet<string> = new Set(['=', '<>', '!=']);

/** Without `::` and the type behind it. */
const withoutCasts = (items: readonly Item[]): readonly Item[] =>
  items.filter((item, at) => item !== '::' && items[at - 1] !== '::');

function single(statement: StatementText, item: SyntaxNode): Truth {
  const inner = inParentheses(item);
  if (inner) return truthOf(statement, inner);
  if (item.kind === 'case' && isTrueInEachCase(statement, item)) return 'true';
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
  if (token.kind === 'number') return exact.test(text) ? Number(text) : undefined;
  return token.kind === 'string' && text.startsWith("'") ? text : undefined;
}

/** Numbers that are the same for JavaScript only where they are for the server. */
const exact = /^(?:\d{1,15}|\d{0,7}\.\d{1,7})$/;

/** Whether all results of a CASE with an ELSE are true. */
function isTrueInEachCase(statement: StatementText, item: SyntaxNode): boolean {
  const otherwise = childOf(item, 'clause', 'else');
  const results = childrenOf(item, 'clause', 'when').map((one) => childOf(one, 'clause', 'then'));
  return [...results, otherwise].every((result) => {
    const expression = childOf(result, 'expression');
    return expression !== undefined && truthOf(statement, expression) === 'true';
  });
}

/** Without a column, and without a function whose result varies, every row gives the same result. */
const varying = (statement: StatementText, items: readonly Item[]): Truth =>
  items.some((item) => typeof item !== 'string' && differs(statement, item)) ? 'varies' : 'same';
