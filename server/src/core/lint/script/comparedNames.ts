import { isWordPart } from '../../syntax/lexer.js';
import { unquoted } from '../../syntax/names.js';
import { sharing } from '../../text/sharing.js';

/** What the text of a statement tells of its conditions, whatever the tables are. It may tell of more than there is. */
export interface ComparedNames {
  /** The names on both sides of each comparison, and each name of a USING twice. */
  readonly pairs: readonly (readonly [one: string, other: string])[];
  /** It holds a word for a time, so any of its columns may be compared with one. */
  readonly hasTime: boolean;
}

/** Undefined for a statement that compares nothing. */
export function comparedNames(text: string): ComparedNames | undefined {
  const start = text.search(/\b(?:where|join)\b/i);
  if (start < 0) return undefined;
  const conditions = text.slice(start);
  const pairs = [...comparisonsIn(conditions), ...joinColumnsIn(conditions)].map(([one, other]) =>
    sharedPair(`${one}\0${other}`, () => [one, other]),
  );
  const hasTime = timeWords.test(conditions);
  if (pairs.length === 0 && !hasTime) return undefined;
  return sharedNames(JSON.stringify([hasTime, pairs]), () => ({ pairs, hasTime }));
}

/** Most conditions of a long script compare the same few columns. */
const sharedNames = sharing<ComparedNames>();
const sharedPair = sharing<readonly [string, string]>();

/** All words of a text, as the catalog has the names among them. */
export const namesIn = (text: string): ReadonlySet<string> =>
  new Set(text.toLowerCase().match(/[a-z_\u0080-\uffff][\w$\u0080-\uffff]*/g));

/** The same with the names that are quoted. */
export const wordsIn = (text: string): readonly string[] => [
  ...namesIn(text),
  ...[...text.matchAll(/"(?:[^"]|"")+"/g)].map(([name]) => unquoted(name)),
];

/** Without one of these, no value is clearly a time. */
const timeWords =
  /\b(?:timestamp|timestamptz|date|now|current_timestamp|current_date|localtimestamp)\b|_timestamp\s*\(/i;

export function* joinColumnsIn(text: string): Generator<readonly [string, string]> {
  for (const [, list = ''] of text.matchAll(/\busing\s*\(([^()]*)\)/gi))
    for (const written of list.split(',')) {
      const name = nameEndingAt(written.trimEnd(), written.trimEnd().length);
      if (name !== undefined) yield [name, name];
    }
}

function* comparisonsIn(text: string): Generator<readonly [string, string]> {
  for (const { left, right, isUnlike } of comparedWith(text))
    if (right !== undefined && !isUnlike) yield [left, right];
}

interface ComparedPair {
  readonly left: string;
  /** Where the name on the left ends. */
  readonly leftEnd: number;
  /** Undefined where no name stands there. */
  readonly right: string | undefined;
  readonly rightStart: number;
  readonly rightEnd: number;
  /** `<>` or `!=`. */
  readonly isUnlike: boolean;
}

/** The name before each sign of comparison, and what stands behind it. */
export function* comparedWith(text: string): Generator<ComparedPair> {
  for (let at = nextSign(text, 0); at < text.length; at = nextSign(text, at)) {
    const isNot = text[at - 1] === '!';
    const leftEnd = spaceStart(text, isNot ? at - 1 : at);
    const left = nameEndingAt(text, leftEnd);
    at++;
    const isUnlike = isNot || (text[at] === '>' && text[at - 1] === '<');
    if ((text[at] === '=' && text[at - 1] !== '=') || (isUnlike && !isNot)) at++;
    if (left === undefined) continue;
    const start = spaceEnd(text, at);
    const rightEnd = pathEnd(text, start);
    const right = nameEndingAt(text, rightEnd);
    yield { left, leftEnd, right, rightStart: start, rightEnd, isUnlike };
  }
}

function nextSign(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isSign(text.charCodeAt(at))) at++;
  return at;
}

/** `<`, `=` or `>`. */
const isSign = (code: number): boolean => code >= 60 && code <= 62;

const isSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13);

function spaceStart(text: string, end: number): number {
  let start = end;
  while (isSpace(text.charCodeAt(start - 1))) start--;
  return start;
}

/** Behind the blanks at an offset. */
export function spaceEnd(text: string, start: number): number {
  let end = start;
  while (isSpace(text.charCodeAt(end))) end++;
  return end;
}

/** Behind names that dots join; the start where there is none. */
function pathEnd(text: string, start: number): number {
  let end = nameEnd(text, start);
  while (end > start) {
    const dot = spaceEnd(text, end);
    const next = text[dot] === '.' ? spaceEnd(text, dot + 1) : dot;
    const behind = next === dot ? dot : nameEnd(text, next);
    if (behind === next) break;
    end = behind;
  }
  return end;
}

function nameEnd(text: string, start: number): number {
  if (text[start] === '"') return text.indexOf('"', start + 1) + 1 || start;
  let end = start;
  while (isWordPart(text.charCodeAt(end))) end++;
  return end;
}

/** The name and a dot before the name that ends at an offset: the table of a column, or its alias. */
export function ownerOfNameAt(text: string, end: number): string | undefined {
  let start = text[end - 1] === '"' ? text.lastIndexOf('"', end - 2) : end;
  while (text[end - 1] !== '"' && isWordPart(text.charCodeAt(start - 1))) start--;
  const dot = spaceStart(text, start) - 1;
  return text[dot] === '.' ? nameEndingAt(text, spaceStart(text, dot)) : undefined;
}

/** The name that ends at an offset, as the catalog has it; undefined where none does, as behind a number or a string. */
export function nameEndingAt(text: string, end: number): string | undefined {
  if (text[end - 1] === '"') {
    const start = text.lastIndexOf('"', end - 2);
    return start < 0 ? undefined : text.slice(start + 1, end - 1);
  }
  let start = end;
  while (isWordPart(text.charCodeAt(start - 1))) start--;
  const first = text.charCodeAt(start);
  return start === end || (first >= 48 && first <= 57) || first === 36
    ? undefined
    : text.slice(start, end).toLowerCase();
}
