import { type Decoded, decoded } from './bodyText.js';
import type { TokenRange } from './node.js';
import type { StatementText } from './statement.js';
import { oneToken } from './tree/nodes.js';
import { sourceOf } from './words.js';

/**
 * The SQL that an expression of EXECUTE puts together, as far as it is written: strings joined by `||`, concat() or
 * format(), with `${x}` for what only a run tells. Undefined where it does not begin with a string. It cannot be edited.
 */
export function composedText(expression: StatementText): Decoded | undefined {
  const { tokens } = expression;
  const last = tokens.length - 1;
  const name = tokens[0] ? sourceOf(expression, oneToken(0)).toLowerCase() : '';
  const isCall =
    /^(?:format|concat)$/.test(name) && signAt(expression, 1) === '(' && signAt(expression, last) === ')';
  const parts = isCall
    ? partsBetween(expression, { first: 2, last: last - 1 }, ',')
    : partsBetween(expression, { first: 0, last }, '||');
  const [first] = parts;
  if (!first || tokens[first.first]?.kind !== 'string' || first.first !== first.last) return undefined;
  const units: Units = { text: '', places: [] };
  if (name === 'format' && isCall) addFormat(units, expression, first);
  else for (const part of parts) addPart(units, expression, part);
  const end = tokens[last]?.end ?? 0;
  return {
    text: units.text,
    offsetAt: (inner) => units.places[inner] ?? end,
    encoded: () => undefined,
  };
}

interface Units {
  text: string;
  readonly places: number[];
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
  else add(units, unknown, () => expression.tokens[part.first]?.start ?? 0);
}

/** The first argument of format(), of which each specification is something else. */
function addFormat(units: Units, expression: StatementText, part: TokenRange): void {
  const string = decoded(expression, part);
  if (!string) return;
  for (const { 0: piece, index } of string.text.matchAll(
    /%(?:%|(?:\d+\$)?-?(?:\d+|\*(?:\d+\$)?)?[sIL])|[^%]+|%/g,
  )) {
    const isSpecification = piece.length > 1 && piece.startsWith('%') && piece !== '%%';
    const written = isSpecification ? unknown : piece === '%%' ? '%' : piece;
    add(units, written, (at) => string.offsetAt(isSpecification || piece === '%%' ? index : index + at));
  }
}

function add(units: Units, text: string, offsetAt: (at: number) => number): void {
  units.text += text;
  for (let at = 0; at < text.length; at++) units.places.push(offsetAt(at));
}
