import type { Token } from '../lexer.js';
import type { NodeKind, SyntaxNode } from '../node.js';
import type { StatementText } from '../statement.js';

/** The position of the reader in a statement, and the node that it fills. */
export interface Cursor {
  readonly statement: StatementText;
  readonly tokens: readonly Token[];
  /** The token that closes the parenthesis or bracket at an index; -1 where none does. */
  readonly closing: Int32Array;
  readonly words: (string | undefined)[];
  /** Whether a query stands at a token, as far as that was asked within one limit. */
  queries: { readonly limit: number; readonly known: Map<number, boolean> };
  /** The token to be read next. */
  at: number;
  /** The token before which the reader stops. */
  limit: number;
  /** Whether INTO names variables. */
  readonly isPlpgsql: boolean;
  open: Draft;
  /** How many nodes are open. */
  level: number;
  /** How many parentheses and brackets are open. */
  depth: number;
  /** How deep the elements of a CREATE SCHEMA are. Each of them ends where the next one begins. -1 elsewhere. */
  elements: number;
  readonly read: Readers;
}

/** The readers for parts of SQL that contain each other: with them no two files import each other. */
export interface Readers {
  readonly expression: (cursor: Cursor) => void;
  readonly query: (cursor: Cursor) => void;
  readonly sortList: (cursor: Cursor, until?: ReadonlySet<string>) => void;
  readonly statement: (cursor: Cursor) => void;
}

export interface Draft extends SyntaxNode {
  word: string;
  last: number;
  readonly parent: Draft | undefined;
  children: Draft[];
}

export const draft = (kind: NodeKind, word: string, first: number, parent: Draft | undefined): Draft => ({
  kind,
  word,
  first,
  last: first - 1,
  parent,
  children: nobody,
});

/** Of the many nodes that hold none. */
const nobody: Draft[] = [];

/** Of the many statements without parentheses. */
const noQueries = { limit: -1, known: new Map<number, boolean>() };

export function cursorOf(statement: StatementText, root: Draft, read: Readers, isPlpgsql = false): Cursor {
  const { tokens } = statement;
  return {
    statement,
    tokens,
    closing: closingOf(statement),
    words: [],
    queries: noQueries,
    at: 0,
    limit: tokens.length,
    isPlpgsql,
    open: root,
    level: 0,
    depth: 0,
    elements: -1,
    read,
  };
}

/** The token that closes what opens here, where the reader may go as far. */
function closingOfOpen({ closing, at, limit }: Cursor): number {
  const close = closing[at] ?? -1;
  return close < limit ? close : -1;
}

function closingOf({ text, tokens }: StatementText): Int32Array {
  const closing = new Int32Array(tokens.length).fill(-1);
  const open: number[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token?.kind !== 'punctuation') continue;
    const sign = text.charCodeAt(token.start);
    if (sign === openingParenthesis || sign === openingBracket) open.push(index);
    else if (sign === closingParenthesis || sign === closingBracket) {
      const last = open.at(-1);
      const opening = last === undefined ? 0 : text.charCodeAt(tokens[last]?.start ?? 0);
      if (last === undefined || opening !== openingOf(sign)) continue;
      closing[last] = index;
      open.pop();
    }
  }
  return closing;
}

const [openingParenthesis, closingParenthesis, openingBracket, closingBracket] = [40, 41, 91, 93] as const;

const openingOf = (sign: number): number =>
  sign === closingParenthesis ? openingParenthesis : openingBracket;

/** The token `by` places further in lower case; empty behind the last one. */
export const wordAt = (cursor: Cursor, by = 0): string => wordOfToken(cursor, cursor.at + by);

export function wordOfToken({ statement: { text }, tokens, words, limit }: Cursor, index: number): string {
  if (index >= limit) return '';
  const known = words[index];
  if (known !== undefined) return known;
  const token = tokens[index];
  // A long string is never a keyword.
  const word = token ? text.slice(token.start, Math.min(token.end, token.start + 64)).toLowerCase() : '';
  if (index >= 0) words[index] = word;
  return word;
}

export const kindAt = ({ tokens, at, limit }: Cursor, by = 0): Token['kind'] | undefined =>
  at + by < limit ? tokens[at + by]?.kind : undefined;

export const setOf = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

export const is = (cursor: Cursor, ...words: readonly string[]): boolean => {
  for (let by = 0; by < words.length; by++) if (wordAt(cursor, by) !== words[by]) return false;
  return true;
};

export const isOneOf = (cursor: Cursor, words: ReadonlySet<string>, by = 0): boolean =>
  words.has(wordAt(cursor, by));

/** Whether nothing more is to be read here: at the end, at a semicolon, or at a sign that closes what is open. */
export function atEnd(cursor: Cursor): boolean {
  const word = wordAt(cursor);
  if (isStop(word)) return true;
  return cursor.elements === cursor.depth && (word === 'create' || word === 'grant');
}

const isStop = (word: string): boolean => word === '' || word === ';' || word === ')' || word === ']';

export function take(cursor: Cursor, ...words: readonly string[]): boolean {
  if (!is(cursor, ...words)) return false;
  cursor.at += words.length;
  return true;
}

export function takeOneOf(cursor: Cursor, words: ReadonlySet<string>): boolean {
  if (!isOneOf(cursor, words)) return false;
  cursor.at++;
  return true;
}

/** Puts what is read into a node of its own; nothing read leaves no node. */
export function node(cursor: Cursor, kind: NodeKind, word: string, read: () => void): void {
  const parent = cursor.open;
  const isOpaque = cursor.level + 1 >= deepest;
  const made = isOpaque ? draft('opaque', '', cursor.at, parent) : draft(kind, word, cursor.at, parent);
  cursor.open = made;
  cursor.level++;
  if (isOpaque) passOver(cursor);
  else read();
  cursor.level--;
  cursor.open = parent;
  // A reader may look for a word that is past the end of the text.
  if (cursor.at > cursor.limit) cursor.at = cursor.limit;
  if (cursor.at === made.first) return;
  made.last = cursor.at - 1;
  if (parent.children === nobody) parent.children = [made];
  else parent.children.push(made);
}

/** A clause that begins with these keywords, if they stand here. */
export function clause(cursor: Cursor, words: string, read: () => void): boolean {
  // Most clauses that are tried are not there.
  const word = wordAt(cursor);
  if (word === '' || !words.startsWith(word)) return false;
  const keywords = words.split(' ');
  if (!is(cursor, ...keywords)) return false;
  node(cursor, 'clause', words, () => {
    cursor.at += keywords.length;
    read();
  });
  return true;
}

/** Reads what precedes a token as if the text ended there. Tokens that the reader does not take become loose. */
export function within(cursor: Cursor, limit: number, read: () => void): void {
  const { limit: outer } = cursor;
  cursor.limit = Math.min(limit, outer);
  read();
  while (cursor.at < cursor.limit) loose(cursor);
  cursor.limit = outer;
}

/** How many nodes may be open in each other: the stack is limited. */
const deepest = 600;

/** What lies deeper has no nodes inside. */
function passOver(cursor: Cursor): void {
  const close = closingOfOpen(cursor);
  if (close >= 0) cursor.at = close + 1;
  else if (!isStop(wordAt(cursor))) cursor.at++;
}

/**
 * A node in parentheses. Tokens before the closing sign that the reader does not take become loose. Without a closing sign the
 * node ends where the reader ends, so that the clauses behind it are still found.
 */
export const enclosed = (cursor: Cursor, kind: NodeKind, word: string, read: () => void): boolean =>
  wordAt(cursor) === '(' && between(cursor, kind, word, read);

/** A node in brackets. */
export const bracketed = (cursor: Cursor, kind: NodeKind, read: () => void): boolean =>
  wordAt(cursor) === '[' && between(cursor, kind, '', read);

function between(cursor: Cursor, kind: NodeKind, word: string, read: () => void): boolean {
  node(cursor, kind, word, () => {
    const close = closingOfOpen(cursor);
    cursor.at++;
    const { limit } = cursor;
    if (close >= 0) cursor.limit = close;
    cursor.depth++;
    read();
    cursor.depth--;
    while (cursor.at < close) loose(cursor);
    cursor.limit = limit;
    if (close < 0) return;
    while (cursor.at < close) loose(cursor);
    cursor.at = close + 1;
  });
  return true;
}

/** One token that belongs to the open node, or all tokens between parentheses, without nodes of their own. */
export function loose(cursor: Cursor): void {
  const word = wordAt(cursor);
  if ((word === '(' || word === '[') && closingOfOpen(cursor) >= 0) {
    between(cursor, 'parens', '', () => {
      while (!atEnd(cursor)) loose(cursor);
    });
    return;
  }
  if (!constant(cursor)) cursor.at++;
}

/** A string or a number. */
export function constant(cursor: Cursor): boolean {
  if (kindAt(cursor) !== 'string' && kindAt(cursor) !== 'number') return false;
  node(cursor, 'constant', '', () => {
    if (!takeString(cursor)) cursor.at++;
  });
  return true;
}

/** A string, on several lines where its parts stand so. */
export function takeString(cursor: Cursor): boolean {
  if (kindAt(cursor) !== 'string') return false;
  do cursor.at++;
  while (kindAt(cursor) === 'string' && isOnNextLine(cursor));
  if (is(cursor, 'uescape') && kindAt(cursor, 1) === 'string') cursor.at += 2;
  return true;
}

function isOnNextLine({ statement: { text }, tokens, at }: Cursor): boolean {
  return /[\r\n]/.test(text.slice(tokens[at - 1]?.end, tokens[at]?.start));
}
