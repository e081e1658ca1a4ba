import type { Token } from '../lexer.js';
import type { StatementText } from '../statement.js';
import type { NodeKind, SyntaxNode } from './node.js';

/** Where the reader of a statement stands, and the node that it fills. */
export interface Cursor {
  readonly statement: StatementText;
  readonly tokens: readonly Token[];
  /** The token that closes the parenthesis or bracket at an index; -1 where none does. */
  readonly closing: Int32Array;
  readonly words: (string | undefined)[];
  /** The token to be read next. */
  at: number;
  open: Draft;
  depth: number;
  /** How many statements stand around what is read, in parentheses or not. */
  statements: number;
  /** How deep the elements of a CREATE SCHEMA stand, each of which ends where the next one begins; -1 elsewhere. */
  elements: number;
  readonly read: Readers;
}

/** What the parts of SQL hold of each other, so that no file of readers needs the file that needs it. */
export interface Readers {
  readonly expression: (cursor: Cursor) => void;
  readonly query: (cursor: Cursor) => void;
  readonly sortList: (cursor: Cursor) => void;
  readonly statement: (cursor: Cursor) => void;
}

export interface Draft extends SyntaxNode {
  word: string;
  last: number;
  readonly parent: Draft | undefined;
  readonly children: Draft[];
}

export const draft = (kind: NodeKind, word: string, first: number, parent: Draft | undefined): Draft => ({
  kind,
  word,
  first,
  last: first - 1,
  parent,
  children: [],
});

export function cursorOf(statement: StatementText, root: Draft, read: Readers): Cursor {
  const { tokens } = statement;
  return {
    statement,
    tokens,
    closing: closingOf(statement),
    words: [],
    at: 0,
    open: root,
    depth: 0,
    statements: 0,
    elements: -1,
    read,
  };
}

function closingOf({ text, tokens }: StatementText): Int32Array {
  const closing = new Int32Array(tokens.length).fill(-1);
  const open: number[] = [];
  for (const [index, { kind, start }] of tokens.entries()) {
    if (kind !== 'punctuation') continue;
    const sign = text.charAt(start);
    if (sign === '(' || sign === '[') open.push(index);
    else if (sign === ')' || sign === ']') {
      const wanted = sign === ')' ? '(' : '[';
      const last = open.at(-1);
      if (last === undefined || text.charAt(tokens[last]?.start ?? 0) !== wanted) continue;
      closing[last] = index;
      open.pop();
    }
  }
  return closing;
}

/** The token `by` places further in lower case; empty behind the last one. */
export const wordAt = (cursor: Cursor, by = 0): string => wordOfToken(cursor, cursor.at + by);

export function wordOfToken({ statement: { text }, tokens, words }: Cursor, index: number): string {
  const known = words[index];
  if (known !== undefined) return known;
  const token = tokens[index];
  // A long string is never a keyword.
  const word = token ? text.slice(token.start, Math.min(token.end, token.start + 64)).toLowerCase() : '';
  if (index >= 0) words[index] = word;
  return word;
}

export const kindAt = ({ tokens, at }: Cursor, by = 0): Token['kind'] | undefined => tokens[at + by]?.kind;

export const is = (cursor: Cursor, ...words: readonly string[]): boolean => {
  for (let by = 0; by < words.length; by++) if (wordAt(cursor, by) !== words[by]) return false;
  return true;
};

export const isOneOf = (cursor: Cursor, words: ReadonlySet<string>, by = 0): boolean =>
  words.has(wordAt(cursor, by));

/** Whether nothing more is to be read here: at the end, at a semicolon, or at a sign that closes what is open. */
export function atEnd(cursor: Cursor): boolean {
  const word = wordAt(cursor);
  if (word === '' || word === ';' || word === ')' || word === ']') return true;
  return cursor.elements === cursor.depth && (word === 'create' || word === 'grant');
}

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
  const made = draft(kind, word, cursor.at, parent);
  cursor.open = made;
  read();
  cursor.open = parent;
  if (cursor.at === made.first) return;
  made.last = cursor.at - 1;
  parent.children.push(made);
}

/** A clause that begins with these keywords, if they stand here. */
export function clause(cursor: Cursor, words: string, read: () => void): boolean {
  const keywords = words.split(' ');
  if (!is(cursor, ...keywords)) return false;
  node(cursor, 'clause', words, () => {
    cursor.at += keywords.length;
    read();
  });
  return true;
}

/** Items parted by commas; an item that reads nothing is passed over up to the next comma. */
export function commaList(cursor: Cursor, item: () => void): void {
  for (;;) {
    const { at } = cursor;
    item();
    if (take(cursor, ',')) continue;
    if (cursor.at > at || atEnd(cursor)) return;
    return;
  }
}

/** As deep as readers go by themselves; what lies deeper is one flat node. */
const deepest = 300;

/**
 * A node in parentheses (or brackets). What the reader leaves before the closing sign becomes loose; without a closing
 * sign the node ends where the reader does, so that the clauses behind it are still found.
 */
export function enclosed(cursor: Cursor, kind: NodeKind, word: string, read: () => void): boolean {
  const sign = wordAt(cursor);
  if (sign !== '(' && sign !== '[') return false;
  node(cursor, kind, word, () => {
    const close = cursor.closing[cursor.at] ?? -1;
    cursor.at++;
    if (cursor.depth >= deepest) {
      cursor.at = close < 0 ? cursor.tokens.length : close + 1;
      return;
    }
    cursor.depth++;
    read();
    cursor.depth--;
    if (close < 0) return;
    while (cursor.at < close) loose(cursor);
    cursor.at = close + 1;
  });
  return true;
}

const elementStarts: ReadonlySet<string> = new Set(['create', 'grant']);

/** A statement inside another one: EXPLAIN EXPLAIN EXPLAIN … is as flat as what is too deep in parentheses. */
export function statementNode(cursor: Cursor, word: string, read: () => void): void {
  node(cursor, 'statement', word, () => {
    if (cursor.statements >= deepest) {
      // CREATE ends an element of CREATE SCHEMA, but also begins the one that stands here.
      if (isOneOf(cursor, elementStarts)) cursor.at++;
      while (!atEnd(cursor)) cursor.at++;
      return;
    }
    cursor.statements++;
    read();
    cursor.statements--;
  });
}

/** One token, or all between parentheses, of which nothing is known. */
export function loose(cursor: Cursor): void {
  const word = wordAt(cursor);
  if ((word === '(' || word === '[') && (cursor.closing[cursor.at] ?? -1) >= 0) {
    enclosed(cursor, 'parens', '', () => {
      while (!atEnd(cursor)) loose(cursor);
    });
    return;
  }
  if (kindAt(cursor) === 'string' || kindAt(cursor) === 'number') {
    node(cursor, 'constant', '', () => {
      cursor.at++;
    });
    return;
  }
  cursor.at++;
}
