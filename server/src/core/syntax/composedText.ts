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
 * The SQL that an expression of EXECUTE puts together, as far as it is written: strings joined by `||`, concat() or
 * format(), with `${x}` for what only a run tells. Undefined where it does not begin with a string.
 */
export function composedText(expression: StatementText): ComposedText | undefined {
  const { tokens } = expression;
  const last = tokens.length - 1;
  const name = tokens[0] ? sourceOf(expression, oneToken(0)).toLowerCase() : '';
  const isCall =
    /^(?:format|concat)$/.test(name) && signAt(expression, 1) === '(' && signAt(expression, last) === ')';
  const parts = isCall
    ? partsBetween(expression, { first: 2, last: last - 1 }, ',')
    : partsBetween(expression, { first: 0, last }, '||');
  const [first, ...others] = parts;
  if (!first || tokens[first.first]?.kind !== 'string' || first.first !== first.last) return undefined;
  const units: Units = { text: '', places: [], isKnown: true };
  if (name === 'format' && isCall) addFormat(units, expression, first, others);
  else for (const part of parts) addPart(units, expression, part);
  const end = tokens[last]?.end ?? 0;
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

// biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder that the lexer knows
const unknown = '${x}';

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

function addPart(units: Units, expression: StatementText, part: TokenRange): void {
  const string = decoded(expression, part);
  if (string) add(units, string.text, string.offsetAt);
  else addUnknown(units, () => expression.tokens[part.first]?.start ?? 0);
}

function addUnknown(units: Units, offsetAt: (at: number) => number): void {
  units.isKnown = false;
  add(units, unknown, offsetAt);
}

/** The first argument of format(), of which each specification is another argument. */
function addFormat(
  units: Units,
  expression: StatementText,
  part: TokenRange,
  others: readonly TokenRange[],
): void {
  const string = decoded(expression, part);
  if (!string) return;
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
}

/** A value as `%s`, `%I` or `%L` write it. */
const formatted = (value: string, sign: string): string =>
  sign === '%I' ? quoteName(value) : sign === '%L' ? quoteString(value) : value;

function add(units: Units, text: string, offsetAt: (at: number) => number): void {
  units.text += text;
  for (let at = 0; at < text.length; at++) units.places.push(offsetAt(at));
}
