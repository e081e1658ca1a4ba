import type { SyntaxNode } from '../syntax/node.js';
import type { StatementText } from '../syntax/statement.js';
import { wordOf } from '../syntax/tokens.js';
import { allIn, childOf, partsOf } from '../syntax/tree/nodes.js';
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

function either(statement: StatementText, items: readonly Item[]): Truth {
  const parts = parted(items, 'or');
  const truth = parts
    .map((part) => both(statement, part))
    .reduce((one, other) => strongest(['true', 'varies', 'same', 'null', 'false'], one, other));
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

/** A test without its negation. */
function testOf(statement: StatementText, items: readonly Item[]): { test: string; isNegated: boolean } {
  let isNegated = false;
  const words = items.flatMap((item) => {
    const word = typeof item === 'string' ? item : writtenIn(statement, item);
    const negated = typeof item === 'string' ? negations[item] : undefined;
    if (negated !== undefined) isNegated = !isNegated;
    return negated ?? word;
  });
  return { test: words.filter((word) => word !== '').join(' '), isNegated };
}

/** What a word or sign negates. */
const negations = lookup<string>({ not: '', '<>': '=', '!=': '=', '>=': '<', '<=': '>' });

const both = (statement: StatementText, items: readonly Item[]): Truth =>
  parted(items, 'and')
    .map((part) => negated(statement, part))
    .reduce((one, other) => strongest(['false', 'varies', 'null', 'same', 'true'], one, other));

const strongest = (order: readonly Truth[], one: Truth, other: Truth): Truth =>
  order[Math.min(order.indexOf(one), order.indexOf(other))] ?? 'varies';

function negated(statement: StatementText, items: readonly Item[]): Truth {
  const first = items.findIndex((item) => item !== 'not');
  const test = items.slice(first);
  if (first % 2 === 0) return tested(statement, test);
  return neverMeets(statement, test) ? 'same' : opposite[tested(statement, test)];
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
  // It spares no row but those without a value.
  if (meetsItself(statement, items)) return 'same';
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

/** Whether a column is compared with itself so that each of its values meets the test. */
function meetsItself(statement: StatementText, items: readonly Item[]): boolean {
  const columns = items.map((item) => columnIn(statement, item));
  const [first] = columns;
  const isAlone = columns.every((column, at) => typeof items[at] === 'string' || isSameName(column, first));
  return isAlone && columns.length > 1 && reflexive.test(signsOf(items));
}

const neverMeets = (statement: StatementText, items: readonly Item[]): boolean => {
  const [one, sign, other, ...others] = items;
  return (
    others.length === 0 &&
    typeof sign === 'string' &&
    ['<>', '!=', '<', '>'].includes(sign) &&
    isSameName(columnIn(statement, one), columnIn(statement, other))
  );
};

const reflexive = /^_ (?:=|<=|>=|is not distinct from|between (?:a?symmetric )?_ and|in) _$/;

const signsOf = (items: readonly Item[]): string =>
  items.map((item) => (typeof item === 'string' ? item : '_')).join(' ');

/** The name of a column, in parentheses or not; undefined for all else. */
function columnIn(statement: StatementText, item: Item | undefined): string | undefined {
  if (item === undefined || typeof item === 'string') return undefined;
  if (item.kind === 'column') return partsOf(statement, item).join('\0');
  const [only, ...others] = inParentheses(item)?.children ?? [];
  return only && others.length === 0 && only.first === item.first + 1 && only.last === item.last - 1
    ? columnIn(statement, only)
    : undefined;
}

/** One of them may have no table beside it. */
const isSameName = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined &&
  other !== undefined &&
  (one === other || one.endsWith(`\0${other}`) || other.endsWith(`\0${one}`));

const writtenIn = (statement: StatementText, node: SyntaxNode): string =>
  Array.from({ length: node.last - node.first + 1 }, (_, at) => wordOf(statement, node.first + at)).join(' ');

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
  if (token.kind === 'number') return exact.test(text) ? Number(text) : undefined;
  return token.kind === 'string' && text.startsWith("'") ? text : undefined;
}

/** Numbers that are the same for JavaScript only where they are for the server. */
const exact = /^(?:\d{1,15}|\d{0,7}\.\d{1,7})$/;

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
