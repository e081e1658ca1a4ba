import type { Span } from '../text/span.js';
import {
  gluedPlaceholderEnd,
  operandPlaceholderEnd,
  placeholderEnd,
  quotedTemplateEnd,
  templateTagEnd,
} from './placeholders.js';

export type TokenKind =
  | 'word'
  | 'quotedWord'
  | 'string'
  | 'number'
  | 'parameter'
  /** A place into which a tool, psql among them, puts a text. */
  | 'placeholder'
  | 'operator'
  | 'punctuation'
  | 'comment';

/** One lexeme of PostgreSQL's SQL. Between tokens there is white space only, so nothing of a text is lost. */
export interface Token extends Span {
  readonly kind: TokenKind;
  /** The text ended before the closing quote, dollar quote or comment end. */
  readonly unterminated?: true;
}

/**
 * The first token at or after a UTF-16 offset, or undefined at the end of the text. Never fails: a string without its
 * closing quote ends with its line, so that the statements below it are still read.
 */
export function nextToken(text: string, offset: number): Token | undefined {
  const start = skipSpace(text, offset);
  if (start >= text.length) return undefined;
  const code = text.charCodeAt(start);
  const next = text.charCodeAt(start + 1);
  if (code === dash && next === dash) return { kind: 'comment', start, end: endOfLine(text, start) };
  if (code === slash && next === star) return blockComment(text, start);
  if (code === quote) return quoted(text, start, start + 1, false);
  if (code === doubleQuote) return quotedWord(text, start, start + 1);
  if (code === dollar) return dollarToken(text, start);
  if (isDigit(code) || (code === dot && isDigit(next)))
    return { kind: 'number', start, end: numberEnd(text, start) };
  if (isWordStart(code))
    return prefixedString(text, start, code, next) ?? { kind: 'word', start, end: nameEnd(text, start) };
  if (code === colon) return colonToken(text, start, next);
  if (code === brace || code === closingBrace) return braceToken(text, start);
  if (isOperator(code)) return operatorToken(text, start, code);
  // Between the bounds of a loop in PL/pgSQL.
  if (code === dot && next === dot) return { kind: 'operator', start, end: start + 2 };
  return { kind: 'punctuation', start, end: start + 1 };
}

/**
 * The first token at or after an offset that is a semicolon or may hide one: quotes, comments, dollar signs, colons,
 * backslashes, and what stands directly before these. `passed.end` becomes the end of the last token that was skipped.
 */
export function nextLoudToken(text: string, offset: number, passed: { end: number }): Token | undefined {
  let loud = offset;
  while (loud < text.length && !isLoud(text, loud)) loud++;
  let start = loud;
  // `#{x}`, and an operator that holds the sign.
  if (text.charCodeAt(loud) === brace && text.charCodeAt(loud - 1) === hash)
    while (start > offset && isOperator(text.charCodeAt(start - 1))) start--;
  while (start > offset && mayBelongToQuote(text.charCodeAt(start - 1))) start--;
  let end = start;
  while (end > offset && isSpace(text.charCodeAt(end - 1))) end--;
  if (end > offset) passed.end = end;
  let token = nextToken(text, start);
  for (; token && token.end <= loud; token = nextToken(text, token.end)) passed.end = token.end;
  return token;
}

/** All tokens of a text in order, comments among them. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (let token = nextToken(text, 0); token; token = nextToken(text, token.end)) tokens.push(token);
  return tokens;
}

const [quote, doubleQuote, dollar, dash, slash, star] = [39, 34, 36, 45, 47, 42] as const;
const [dot, colon, equals, backslash, underscore] = [46, 58, 61, 92, 95] as const;
const [brace, closingBrace, openParenthesis, hash] = [123, 125, 40, 35] as const;
const [percent, less, atSign, questionMark] = [37, 60, 64, 63] as const;
const byteOrderMark = 0xfeff;

/**
 * Blank, tab, line breaks and form feed, as PostgreSQL's scanner has them; NUL counts too, and a byte order mark at the
 * beginning of a text. Anywhere else it is a part of a name.
 */
function skipSpace(text: string, offset: number): number {
  let at = offset === 0 && text.charCodeAt(0) === byteOrderMark ? 1 : offset;
  while (at < text.length && isSpace(text.charCodeAt(at))) at++;
  return at;
}

function isLoud(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code >= 128) return at === 0 && code === byteOrderMark;
  if (!has(code, loudBit)) return false;
  if (code === less) return isCode(text, at);
  return code === dash || code === slash ? startsComment(text, at) : true;
}

/**
 * A character after which a quote may belong to the token: of a name with a dollar sign, a number, the prefix of a string such
 * as `e'…'` or `U&"…"`, or a placeholder before one.
 */
const mayBelongToQuote = (code: number): boolean =>
  isWordPart(code) || code === dot || (isOperator(code) && code !== dash && code !== slash);

function endOfLine(text: string, offset: number): number {
  for (let at = offset; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) return at;
  }
  return text.length;
}

/** A quote never closed ends with its line, and leaves a semicolon at the line's end to its statement. */
function endOfBrokenQuote(text: string, start: number): number {
  const end = endOfLine(text, start);
  const semicolon = /;[ \t]*$/.exec(text.slice(start, end));
  return semicolon ? start + semicolon.index : end;
}

/** Block comments nest in PostgreSQL. */
function blockComment(text: string, start: number): Token {
  let depth = 1;
  let at = start + 2;
  while (at < text.length && depth > 0) {
    const code = text.charCodeAt(at);
    const next = text.charCodeAt(at + 1);
    const opens = code === slash && next === star;
    const closes = code === star && next === slash;
    if (opens) depth++;
    if (closes) depth--;
    at += opens || closes ? 2 : 1;
  }
  return depth > 0
    ? { kind: 'comment', start, end: text.length, unterminated: true }
    : { kind: 'comment', start, end: at };
}

function quoted(text: string, start: number, body: number, escapes: boolean): Token {
  for (let at = body; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (escapes && code === backslash) at++;
    else if (code === brace) at = (quotedTemplateEnd(text, at, "'") ?? at + 1) - 1;
    else if (code === quote) {
      if (text.charCodeAt(at + 1) !== quote) return { kind: 'string', start, end: at + 1 };
      at++;
    }
  }
  return { kind: 'string', start, end: endOfBrokenQuote(text, start), unterminated: true };
}

function quotedWord(text: string, start: number, body: number): Token {
  for (let at = body; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === brace) at = (quotedTemplateEnd(text, at, '"') ?? at + 1) - 1;
    if (code !== doubleQuote) continue;
    if (text.charCodeAt(at + 1) !== doubleQuote) return { kind: 'quotedWord', start, end: at + 1 };
    at++;
  }
  return { kind: 'quotedWord', start, end: endOfBrokenQuote(text, start), unterminated: true };
}

/** `$1`, `$tag$ … $tag$`, a placeholder, also `$name`, or a lone `$`. */
function dollarToken(text: string, start: number): Token {
  const placeholder = placeholderToken(text, start);
  if (placeholder) return placeholder;
  if (isDigit(text.charCodeAt(start + 1))) {
    let end = start + 1;
    while (isDigit(text.charCodeAt(end))) end++;
    return { kind: 'parameter', start, end };
  }
  let tagEnd = start + 1;
  while (isWordPart(text.charCodeAt(tagEnd)) && text.charCodeAt(tagEnd) !== dollar) tagEnd++;
  if (text.charCodeAt(tagEnd) !== dollar)
    // `$name` of shells and Python's templates: no tag of a dollar quote, so nothing that PostgreSQL has.
    return isWordStart(text.charCodeAt(start + 1))
      ? { kind: 'placeholder', start, end: tagEnd }
      : { kind: 'punctuation', start, end: start + 1 };
  const tag = text.slice(start, tagEnd + 1);
  const close = text.indexOf(tag, tagEnd + 1);
  return close < 0
    ? { kind: 'string', start, end: text.length, unterminated: true }
    : { kind: 'string', start, end: close + tag.length };
}

/** `E'…'`, `B'…'`, `X'…'`, `N'…'`, `U&'…'` and `U&"…"`. */
function prefixedString(text: string, start: number, code: number, next: number): Token | undefined {
  const letter = code | 32;
  if (next === quote) {
    if (letter === 101) return quoted(text, start, start + 2, true);
    if (letter === 98 || letter === 120 || letter === 110) return quoted(text, start, start + 2, false);
  }
  if (letter === 117 && next === 38) {
    const third = text.charCodeAt(start + 2);
    if (third === quote) return quoted(text, start, start + 3, false);
    if (third === doubleQuote) return quotedWord(text, start, start + 3);
  }
  return undefined;
}

/** `::` and `:=` are operators; `:name`, `:'name'` and `:"name"` psql variables, unless a slice bound `[a:b]`. */
function colonToken(text: string, start: number, next: number): Token {
  if (next === colon || next === equals) return { kind: 'operator', start, end: start + 2 };
  const before = text.charCodeAt(start - 1);
  const bound =
    isWordPart(before) || before === 93 || before === 41 || (before === 91 && !isArray(text, start - 1));
  if (!bound && next === quote) return { ...quoted(text, start, start + 2, false), kind: 'placeholder' };
  if (!bound && next === doubleQuote) return { ...quotedWord(text, start, start + 2), kind: 'placeholder' };
  const known = !bound && next === brace ? matchEnd(knownVariable, text, start) : undefined;
  if (known !== undefined) return { kind: 'placeholder', start, end: known };
  if (!bound && isWordStart(next)) return { kind: 'placeholder', start, end: wordEnd(text, start + 1) };
  return { kind: 'punctuation', start, end: start + 1 };
}

/** Whether a bracket opens the list of an ARRAY, in which no bound of a slice stands. */
const isArray = (text: string, bracket: number): boolean =>
  /(?:^|[^\w$])array\s?$/i.test(text.slice(Math.max(0, bracket - 7), bracket));

/** psql's test for a variable, which gives the word TRUE or FALSE. */
const knownVariable = /:\{\?[\p{L}\p{N}_]+\}/uy;

function matchEnd(pattern: RegExp, text: string, start: number): number | undefined {
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

/** A placeholder by itself; a word where it is part of a name, as in `${prefix}_users`. */
function placeholderToken(text: string, start: number): Token | undefined {
  const end = placeholderEnd(text, start);
  if (end === undefined) return undefined;
  const whole = nameEnd(text, end);
  return { kind: whole > end ? 'word' : 'placeholder', start, end: whole };
}

function braceToken(text: string, start: number): Token {
  const end = templateTagEnd(text, start);
  if (end !== undefined) return { kind: 'comment', start, end };
  return placeholderToken(text, start) ?? { kind: 'punctuation', start, end: start + 1 };
}

function operatorToken(text: string, start: number, code: number): Token {
  if (isCode(text, start) && templateTagEnd(text, start) !== undefined) return braceToken(text, start);
  const isHash = code === hash && text.charCodeAt(start + 1) === brace;
  const placeholder = isHash || isCode(text, start) ? placeholderToken(text, start) : undefined;
  if (placeholder) return placeholder;
  if (mayMark(code)) {
    const end = operandPlaceholderEnd(text, start);
    if (end !== undefined) {
      const whole = code === questionMark ? end : nameEnd(text, end);
      return { kind: whole > end ? 'word' : 'placeholder', start, end: whole };
    }
  }
  const end = operatorEnd(text, start);
  for (const mark of [end - 3, end - 2, end - 1])
    if (isMarkBehindOperator(text, start, mark)) return { kind: 'operator', start, end: mark };
  return { kind: 'operator', start, end };
}

const isMarkBehindOperator = (text: string, start: number, mark: number): boolean =>
  mark > start &&
  mayMark(text.charCodeAt(mark)) &&
  operatorBeforeMark.test(text.slice(start, mark)) &&
  (placeholderEnd(text, mark) ?? templateTagEnd(text, mark) ?? operandPlaceholderEnd(text, mark)) !==
    undefined;

/** Whether `<%` or `<?` stands there, with which code of ERB, EJS and PHP begins. */
function isCode(text: string, at: number): boolean {
  const next = text.charCodeAt(at + 1);
  return text.charCodeAt(at) === less && (next === percent || next === questionMark);
}

const mayMark = (code: number): boolean =>
  code === hash || code === percent || code === less || code === questionMark || code === atSign;

/** The operators that a value may follow directly, as in `id=?`. */
const operatorBeforeMark = /^(?:[=<>+*/~-]|<=|>=|<>|!=|\|\||->>?|#>>?|~\*|!~\*?|&&)$/;

/** The end of a word, with the placeholders that are part of it, as in `events_:year` and `${prefix}_users`. */
function nameEnd(text: string, start: number): number {
  let end = start;
  for (;;) {
    while (end < text.length && isWordPart(text.charCodeAt(end))) end++;
    const code = text.charCodeAt(end);
    const isVariable =
      code === colon && end > start && isWordStart(text.charCodeAt(end + 1)) && !isInSlice(text, start);
    if (isVariable) end++;
    else {
      const placeholder = placeholderIn(text, start, end, code);
      if (placeholder === undefined) return end;
      end = placeholder;
    }
  }
}

/** The end of a placeholder that goes on with a word; a word has taken the dollar sign that one begins with. */
function placeholderIn(text: string, start: number, end: number, code: number): number | undefined {
  if (code === percent || code === less || code === atSign)
    return end > start || isCode(text, end) ? gluedPlaceholderEnd(text, end) : undefined;
  if (code !== brace && code !== openParenthesis && code !== hash) return undefined;
  if (code === brace && templateTagEnd(text, end) !== undefined) return undefined;
  if (end > start && text.charCodeAt(end - 1) === dollar) return placeholderEnd(text, end - 1);
  return code === openParenthesis ? undefined : placeholderEnd(text, end);
}

/** Whether a bracket is open before a place, as in `days[first:last]`; it is looked for in its line only. */
function isInSlice(text: string, offset: number): boolean {
  for (let at = offset - 1, closed = 0; at >= 0 && offset - at < longestSlice; at--) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) return false;
    if (code === 93) closed++;
    if (code === 91 && closed-- === 0) return true;
  }
  return false;
}

/** How far before a bound the bracket is looked for, in UTF-16 units. */
const longestSlice = 200;

function wordEnd(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && isWordPart(text.charCodeAt(end))) end++;
  return end;
}

function numberEnd(text: string, start: number): number {
  let end = start;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (isDigit(code) || isLetter(code) || code === underscore) continue;
    // A second dot starts a slice or a range such as `1..3`, never a number.
    if (code === dot && text.charCodeAt(end + 1) !== dot) continue;
    const sign = code === dash || code === 43;
    if (!(sign && (text.charCodeAt(end - 1) | 32) === 101 && isDigit(text.charCodeAt(end + 1)))) break;
  }
  return end;
}

function operatorEnd(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && isOperator(text.charCodeAt(end)) && !startsComment(text, end)) end++;
  return end;
}

function startsComment(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  const next = text.charCodeAt(at + 1);
  return (code === dash && next === dash) || (code === slash && next === star);
}

/** The classes of an ASCII character, as bits. The loop over them runs over every character of a script at each keystroke. */
const [letterBit, digitBit, operatorBit, dollarBit, spaceBit, loudBit] = [1, 2, 4, 8, 16, 32] as const;
const bitsOf = new Uint8Array(128);
for (const letter of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_')
  bitsOf[letter.charCodeAt(0)] = letterBit;
for (const digit of '0123456789') bitsOf[digit.charCodeAt(0)] = digitBit;
for (const operator of '+-*/<>=~!@#%^&|`?') bitsOf[operator.charCodeAt(0)] = operatorBit;
bitsOf[dollar] = dollarBit | loudBit;
for (const space of ' \t\n\v\f\r\0') bitsOf[space.charCodeAt(0)] = spaceBit;
for (const loud of `'";:\\{}`) bitsOf[loud.charCodeAt(0)] = loudBit;
for (const loud of '-/<') bitsOf[loud.charCodeAt(0)] = operatorBit | loudBit;

const has = (code: number, bits: number): boolean => ((bitsOf[code] ?? 0) & bits) !== 0;
export const isDigit = (code: number): boolean => has(code, digitBit);
/** Whether it is white space between tokens, or NUL. */
export const isSpace = (code: number): boolean => has(code, spaceBit);
const isLetter = (code: number): boolean => code !== underscore && has(code, letterBit);
/** Whether a name begins with this UTF-16 unit. */
export const isWordStart = (code: number): boolean => code >= 128 || has(code, letterBit);
/** Whether a name goes on with this UTF-16 unit. */
export const isWordPart = (code: number): boolean =>
  code >= 128 || has(code, letterBit | digitBit | dollarBit);
/** Whether an operator may hold this UTF-16 unit. */
export const isOperator = (code: number): boolean => has(code, operatorBit);
