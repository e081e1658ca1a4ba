import { catalogName } from '../../dialect/typeNames.js';
import { unquoted } from '../../syntax/names.js';
import { sharing } from '../../text/sharing.js';
import { comparedWith, joinColumnsIn, nameEndingAt, ownerOfNameAt, spaceEnd } from './comparedNames.js';

/** The names that a text compares, whatever they mean. It may tell of more than there is. */
export interface Comparisons {
  readonly pairs: readonly (readonly [one: ComparedOperand, other: ComparedOperand])[];
  /** What is compared with constants, and the types of these, where their text tells. */
  readonly constants: readonly (readonly [operand: ComparedOperand, types: ReadonlySet<string>])[];
  /** Variables and parameters may be compared too. */
  readonly isBody: boolean;
}

export interface ComparedOperand {
  readonly name: string;
  /** The name of a table, or an alias, that stands before it. */
  readonly owner: string | undefined;
}

type Pair = Comparisons['pairs'][number];
type Constant = Comparisons['constants'][number];

// The queries of a long script compare the same few columns, by the same few aliases, with the same few types.

const operand = (name: string, owner?: string): ComparedOperand =>
  sharedOperand(`${owner ?? ''}\0${name}`, () => ({ name, owner }));

const pairOf = (one: ComparedOperand, other: ComparedOperand): Pair =>
  sharedPair([one.owner, one.name, other.owner, other.name].join('\0'), () => [one, other]);

const constantOf = (one: ComparedOperand, types: ReadonlySet<string>): Constant =>
  sharedConstant([one.owner, one.name, ...types].join('\0'), () => [one, types]);

const sharedOperand = sharing<ComparedOperand>();
const sharedPair = sharing<Pair>();
const sharedConstant = sharing<Constant>();

/** Undefined for a text that compares nothing. */
export function comparisonsOf(text: string, isBody: boolean): Comparisons | undefined {
  const start = isBody ? 0 : text.search(conditions);
  if (start < 0) return undefined;
  const part = text.slice(start);
  const pairs = [...joinColumnsIn(part)].map(([one, other]) => pairOf(operand(one), operand(other)));
  const constants: Constant[] = [];
  const compareWith = (one: ComparedOperand, types: ReadonlySet<string>) => {
    if (types.size > 0) constants.push(constantOf(one, types));
  };
  for (const { left, leftEnd, right, rightStart, rightEnd } of comparedWith(part)) {
    const one = operand(left, ownerOfNameAt(part, leftEnd));
    const { type } = constantAt(part, rightStart);
    if (type !== undefined) compareWith(one, new Set([type]));
    if (right !== undefined) pairs.push(pairOf(one, operand(right, ownerOfNameAt(part, rightEnd))));
  }
  for (const { 0: written, 1: isRange, 2: other, index } of part.matchAll(list)) {
    const one = operandBeforeList(part, index);
    if (one === undefined) continue;
    const end = index + written.length;
    if (other !== undefined) pairs.push(pairOf(one, operand(unquoted(other))));
    else compareWith(one, isRange ? boundsAt(part, end) : itemsAt(part, end));
  }
  if (pairs.length + constants.length === 0) return undefined;
  // Copies take no more room than they need.
  return { pairs: pairs.slice(), constants: constants.slice(), isBody };
}

/** The types of the items of a list whose parenthesis stands before an offset, as far as they are constants. */
function itemsAt(text: string, start: number): ReadonlySet<string> {
  const types = new Set<string>();
  for (let at = start; ; ) {
    const { type, end } = constantAt(text, at);
    if (type !== undefined) types.add(type);
    if (text[spaceEnd(text, end)] !== ',') return types;
    at = spaceEnd(text, end) + 1;
  }
}

/** The types of the two sides of BETWEEN, as far as they are constants. */
function boundsAt(text: string, start: number): ReadonlySet<string> {
  const lower = constantAt(text, start);
  and.lastIndex = lower.end;
  const upper = and.test(text) ? constantAt(text, and.lastIndex) : undefined;
  return new Set([lower.type ?? [], upper?.type ?? []].flat());
}

const and = /\s*and\b/iy;

/** The constant at an offset: its type where the text tells it, and its end, which is the offset where there is none. */
function constantAt(
  text: string,
  start: number,
): { readonly type: string | undefined; readonly end: number } {
  constant.lastIndex = spaceEnd(text, start);
  const found = constant.exec(text);
  if (!found) return { type: undefined, end: start };
  return { type: typeOf(found.groups), end: constant.lastIndex };
}

function typeOf({
  number,
  truth,
  time,
  cast,
}: Readonly<Record<string, string | undefined>> = {}): string | undefined {
  if (cast !== undefined) return catalogName(cast.toLowerCase());
  if (number !== undefined) return 'int4';
  if (truth !== undefined) return 'bool';
  return time === undefined ? undefined : 'timestamptz';
}

/** A number, a truth value, a time, a string or NULL, with a cast. */
const constant =
  /(?:(?<number>-?\d[\d.]*)|(?<truth>true|false)\b|(?<time>now\s*\(\s*\)|current_timestamp\b)|null\b|'(?:[^']|'')*')(?:\s*::\s*(?<cast>[a-z]\w*)\b(?!\s*(?:[[(]|with|varying|precision)))?/iy;

/** Where expressions may begin. */
const conditions = /\b(?:where|join|check|having|case|select)\b/i;

/** `IN (`, `BETWEEN `, `IN (SELECT b`, `ANY (SELECT b` */
const list =
  /\b(?:(?:in|any|all|some)\s*\(\s*|(between)\s+)(?:select\s+(?:[\w$\u0080-\uffff"]+\s*\.\s*)*("(?:[^"]|"")+"|[\w$\u0080-\uffff]+))?/gi;

/** The name before `IN`, `NOT IN`, `BETWEEN` or `= ANY`. */
function operandBeforeList(text: string, at: number): ComparedOperand | undefined {
  const before = text.slice(Math.max(0, at - 200), at).replace(/(?:[=<>!]+|\bnot)?\s*$/i, '');
  const end = before.trimEnd().length;
  const name = nameEndingAt(before, end);
  return name === undefined ? undefined : operand(name, ownerOfNameAt(before, end));
}
