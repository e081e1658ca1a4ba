import { lookup } from '../text/lookup.js';
import type { SyntaxNode, TokenRange } from './node.js';
import type { StatementText } from './statement.js';
import { childOf, childrenOf, nameOf, ownTokens, spanOf } from './tree/nodes.js';

/** A text as a string of SQL. */
export const quoteString = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** The text of a string that stands alone or is cast to a type; undefined for anything else. */
export function stringAt(statement: StatementText, node: SyntaxNode): string | undefined {
  const constant = uncast(statement, node);
  if (constant.kind !== 'constant' || statement.tokens[constant.first]?.kind !== 'string') return undefined;
  return textOfString(sourceAt(statement, constant));
}

/** The text that a string of SQL stands for, by its token; undefined where it has escapes, and for any other token. */
function textOfString(written: string): string | undefined {
  if (/^'(?:[^']|'')*'$/.test(written)) return written.slice(1, -1).replaceAll("''", "'");
  const dollar = /^(\$\w*\$)([\s\S]*)\1$/.exec(written);
  if (dollar) return dollar[2];
  // An escape string without escapes is a string like any other.
  return /^e'(?:[^'\\]|'')*'$/i.test(written) ? written.slice(2, -1).replaceAll("''", "'") : undefined;
}

/** An expression without its casts and the parentheses around it. */
export function uncast(statement: StatementText, node: SyntaxNode): SyntaxNode {
  let inner = node;
  for (let next = insideOf(statement, inner); next; next = insideOf(statement, inner)) inner = next;
  return inner;
}

function insideOf(statement: StatementText, node: SyntaxNode): SyntaxNode | undefined {
  const [first, ...others] = node.children;
  if (node.kind === 'call')
    return nameOf(statement, childOf(node, 'name')) === 'cast'
      ? childOf(childOf(node, 'list'), 'expression')
      : undefined;
  const own = [...ownTokens(node)].map((at) => sourceAt(statement, { first: at, last: at }));
  if (node.kind === 'parens') return others.length === 0 && own.length === 2 ? first : undefined;
  if (node.kind !== 'expression') return undefined;
  // DATE '2026-01-01'
  if (first?.kind === 'type') return others.length === 1 && own.length === 0 ? others[0] : undefined;
  const isCast = own.every((sign) => sign === '::') && others.every(({ kind }) => kind === 'type');
  return isCast ? first : undefined;
}

function sourceAt(statement: StatementText, range: TokenRange): string {
  const { start, end } = spanOf(statement, range);
  return statement.text.slice(start, end);
}

/** An element of an array in PostgreSQL's text form. */
export type Element = string | null | readonly Element[];

/** The elements of `ARRAY['a', 2, NULL]`, cast or not; undefined where one is not a constant. */
export function arrayAt(statement: StatementText, node: SyntaxNode): readonly Element[] | undefined {
  const array = uncast(statement, node);
  const list = array.kind === 'array' ? childOf(array, 'list') : undefined;
  const elements = childrenOf(list, 'expression').map((element) => elementAt(statement, element));
  const known = elements.filter((element) => element !== undefined);
  return list && list.children.length === known.length ? known : undefined;
}

function elementAt(statement: StatementText, node: SyntaxNode): Element | undefined {
  const text = stringAt(statement, node);
  if (text !== undefined) return text;
  const constant = uncast(statement, node);
  if (constant.kind !== 'constant' || constant.last !== node.last) return undefined;
  if (constant.word === 'null') return null;
  const isNumber = statement.tokens[constant.first]?.kind === 'number';
  return isNumber || constant.word !== '' ? sourceAt(statement, constant).toLowerCase() : undefined;
}

/** Reads an array's text form, as `{a,"b c",NULL,{1}}`; undefined where the text is none. */
export function readArray(text: string): readonly Element[] | undefined {
  let at = 0;
  const list = (): Element[] | undefined => {
    const elements: Element[] = [];
    at++;
    if (text[at] === '}') {
      at++;
      return elements;
    }
    for (;;) {
      const element = one();
      if (element === undefined) return undefined;
      elements.push(element);
      const sign = text[at++];
      if (sign === '}') return elements;
      if (sign !== ',') return undefined;
    }
  };
  const one = (): Element | undefined => {
    if (text[at] === '{') return list();
    const quoted = /^"((?:[^"\\]|\\[\s\S])*)"/.exec(text.slice(at));
    const found = quoted ?? /^[^{},"\\]+/.exec(text.slice(at));
    if (!found) return undefined;
    at += found[0].length;
    if (quoted) return (quoted[1] ?? '').replace(/\\([\s\S])/g, '$1');
    const bare = found[0].trim();
    return bare.toLowerCase() === 'null' ? null : bare;
  };
  const elements = text.startsWith('{') ? list() : undefined;
  return at === text.length ? elements : undefined;
}

/** Reads a composite value's text form, as `(a,"b c",)`; an empty field is NULL. Undefined where the text is none. */
export function readComposite(text: string): readonly Element[] | undefined {
  if (!text.startsWith('(')) return undefined;
  const fields: Element[] = [];
  let at = 0;
  while (text[at] === '(' || text[at] === ',') {
    const [found = '', quoted] = /^"((?:[^"\\]|\\[\s\S]|"")*)"|^[^(),"\\]*/.exec(text.slice(at + 1)) ?? [];
    at += 1 + found.length;
    if (quoted !== undefined) fields.push(quoted.replace(/\\([\s\S])|""/g, (_all, sign = '"') => sign));
    else fields.push(found === '' ? null : found);
  }
  return text.slice(at) === ')' ? fields : undefined;
}

/** The kinds of elements that JSON writes in different ways. */
export type ElementKind = 'text' | 'number' | 'boolean' | 'json';

/** By a type as it is written or by its catalog name; what JSON has no form for is text. */
export function elementKind(type: string): ElementKind {
  const word = /^[a-z0-9_]+/.exec(type.toLowerCase())?.[0] ?? '';
  return kinds[word] ?? 'text';
}

const kinds = lookup<ElementKind>({
  bigint: 'number',
  boolean: 'boolean',
  decimal: 'number',
  double: 'number',
  int: 'number',
  integer: 'number',
  real: 'number',
  smallint: 'number',
  int2: 'number',
  int4: 'number',
  int8: 'number',
  numeric: 'number',
  float4: 'number',
  float8: 'number',
  bool: 'boolean',
  json: 'json',
  jsonb: 'json',
});

/** An array as JSON, with a blank behind each comma as PostgreSQL prints it. */
export const asJson = (elements: readonly Element[], kind: ElementKind): string =>
  `[${elements.map((element) => jsonOf(element, kind)).join(', ')}]`;

/** A value of a kind as JSON. */
export function jsonOf(element: Element, kind: ElementKind): string {
  if (element === null) return 'null';
  if (typeof element !== 'string') return asJson(element, kind);
  if (kind === 'number')
    return /^-?\d+(\.\d+)?(e[-+]?\d+)?$/i.test(element) ? element : JSON.stringify(element);
  if (kind === 'boolean') return String(/^t/i.test(element));
  return kind === 'json' ? element : JSON.stringify(element);
}
