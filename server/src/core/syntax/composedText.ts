import { type Decoded, decoded } from './bodyText.js';
import { quoteString } from './literals.js';
import { quoteName } from './names.js';
import type { TokenRange } from './node.js';
import type { StatementText } from './statement.js';
import { oneToken } from './tree/nodes.js';
import { sourceOf } from './words.js';

/** A text that is put together. It cannot be edited. */
export interface ComposedText extends Decoded {
  /** Whether it is written in full. */
  readonly isKnown: boolean;
}

/**
 * The SQL that an expression of EXECUTE puts together, as far as it is written: strings joined by `||`, concat(), concat_ws() or
 * format(), within each other too, with `${x}` for what only a run tells. Undefined where it does not begin with a string.
 */
export function composedText(expression: StatementText): ComposedText | undefined {
  const { tokens } = expression;
  // A name alone is the most common expression.
  if (!tokens.some(({ kind }) => kind === 'string')) return undefined;
  const units: Units = { text: '', places: [], isKnown: true };
  addExpression(units, expression, { first: 0, last: tokens.length - 1 }, 0);
  if (units.text === '' || units.text.startsWith(unknown)) return undefined;
  const end = tokens.at(-1)?.end ?? 0;
  return {
    text: units.text,
    offsetAt: (inner) => units.places[inner] ?? end,
    encoded: () => undefined,
    isKnown: units.isKnown,
  };
}

interface Units {
  text: string;
  readonly places: number[];
  isKnown: boolean;
}

/** What stands for a part that is not known. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder that the lexer knows
export const unknown = '${x}';

const signAt = (expression: StatementText, at: number): string =>
  expression.tokens[at] ? sourceOf(expression, oneToken(at)) : '';

/** What stands between signs outside of parentheses. */
function partsBetween(expression: StatementText, { first, last }: TokenRange, sign: string): TokenRange[] {
  const parts: TokenRange[] = [];
  let start = first;
  let depth = 0;
  for (let at = first; at <= last; at++) {
    const word = signAt(expression, at);
    if (word === '(' || word === '[') depth++;
    if (word === ')' || word === ']') depth--;
    if (depth !== 0 || word !== sign) continue;
    parts.push({ first: start, last: at - 1 });
    start = at + 1;
  }
  return [...parts, { first: start, last }].filter((part) => part.first <= part.last);
}

function addExpression(units: Units, expression: StatementText, range: TokenRange, depth: number): void {
  const whole = withoutParentheses(expression, range);
  const parts = depth < deepest ? partsBetween(expression, whole, '||') : [whole];
  if (parts.length !== 1) for (const part of parts) addExpression(units, expression, part, depth + 1);
  else addPart(units, expression, whole, depth);
}

/** How many calls and parentheses within each other are read. */
const deepest = 8;

/** A string, a call that puts one together, or what only a run tells. */
function addPart(units: Units, expression: StatementText, part: TokenRange, depth: number): void {
  const string = decoded(expression, part);
  const call = !string && depth < deepest ? callIn(expression, part) : undefined;
  if (string) {
    add(units, string.text, string.offsetAt);
    return;
  }
  if (call?.name === 'format') {
    const [first, ...others] = call.arguments;
    if (first && addFormat(units, expression, first, others)) return;
  } else if (call?.name === 'concat') {
    for (const one of call.arguments) addExpression(units, expression, one, depth + 1);
    return;
  } else if (call?.name === 'concat_ws') {
    const [between, ...others] = call.arguments;
    const separator = between ? (decoded(expression, between)?.text ?? unknown) : '';
    for (const [at, one] of others.entries()) {
      if (at > 0) add(units, separator, () => expression.tokens[one.first]?.start ?? 0);
      addExpression(units, expression, one, depth + 1);
    }
    units.isKnown &&= separator !== unknown;
    return;
  }
  addUnknown(units, () => expression.tokens[part.first]?.start ?? 0);
}

/** The call that a range of tokens is, by its name without pg_catalog. */
function callIn(expression: StatementText, { first, last }: TokenRange) {
  const start = /^pg_catalog$/i.test(signAt(expression, first)) ? first + 2 : first;
  if (signAt(expression, start + 1) !== '(' || closingOf(expression, start + 1) !== last) return undefined;
  return {
    name: signAt(expression, start).toLowerCase(),
    arguments: partsBetween(expression, { first: start + 2, last: last - 1 }, ','),
  };
}

function withoutParentheses(expression: StatementText, { first, last }: TokenRange): TokenRange {
  let depth = 0;
  while (depth < deepest && closingOf(expression, first + depth) === last - depth) depth++;
  return { first: first + depth, last: last - depth };
}

/** The token that closes the parenthesis at a token; undefined where none is there. */
function closingOf(expression: StatementText, open: number): number | undefined {
  if (signAt(expression, open) !== '(') return undefined;
  for (let at = open, depth = 0; at < expression.tokens.length; at++) {
    const sign = signAt(expression, at);
    if (sign === '(') depth++;
    else if (sign === ')' && --depth === 0) return at;
  }
  return undefined;
}

function addUnknown(units: Units, offsetAt: (at: number) => number): void {
  units.isKnown = false;
  add(units, unknown, offsetAt);
}

/** The first argument of format(), of which each specification is another argument; false where it is no string. */
function addFormat(
  units: Units,
  expression: StatementText,
  part: TokenRange,
  others: readonly TokenRange[],
): boolean {
  const string = decoded(expression, part);
  if (!string) return false;
  let next = 0;
  for (const { 0: piece, index } of string.text.matchAll(
    /%(?:%|(?:\d+\$)?-?(?:\d+|\*(?:\d+\$)?)?[sIL])|[^%]+|%/g,
  )) {
    const isSpecification = piece.length > 1 && piece.startsWith('%') && piece !== '%%';
    if (!isSpecification) {
      add(units, piece === '%%' ? '%' : piece, (at) => string.offsetAt(piece === '%%' ? index : index + at));
      continue;
    }
    // A number before the sign chooses the argument, or its width.
    const argument = /^%[sIL]$/.test(piece) ? others[next++] : undefined;
    const value = argument && decoded(expression, argument)?.text;
    if (value === undefined) addUnknown(units, () => string.offsetAt(index));
    else add(units, formatted(value, piece), () => string.offsetAt(index));
  }
  return true;
}

/** A value as `%s`, `%I` or `%L` write it. */
const formatted = (value: string, sign: string): string =>
  sign === '%I' ? quoteName(value) : sign === '%L' ? quoteString(value) : value;

function add(units: Units, text: string, offsetAt: (at: number) => number): void {
  units.text += text;
  for (let at = 0; at < text.length; at++) units.places.push(offsetAt(at));
}
