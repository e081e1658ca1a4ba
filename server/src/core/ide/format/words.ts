import type { KeywordCase } from '../../project/formatStyle.js';
import type { Token } from '../../syntax/lexer.js';
import type { SyntaxNode } from '../../syntax/node.js';
import type { StatementText } from '../../syntax/statement.js';

/** A token as it is printed, and what must stand before it. */
export interface Word {
  readonly text: string;
  /** Columns of its first line. */
  readonly width: number;
  /** Whether it follows the word before it without a space, unless a line ends between them. */
  readonly isGlued: boolean;
  /** Comments between the token before and this one. */
  readonly comments: readonly Remark[];
  /** Whether a line ends before it and its comments, in the text that was written. */
  readonly isOnNewLine: boolean;
  /** Whether it continues a string. Only a line end may separate the two. */
  readonly continues: boolean;
  /** Whether a line must end before it or its comments. */
  readonly needsLine: boolean;
  /** Whether an empty line stands before it, its comments aside. */
  readonly isBehindEmptyLine: boolean;
}

export interface Remark {
  readonly text: string;
  readonly hasOwnLine: boolean;
  readonly isBehindEmptyLine: boolean;
  /** Whether what follows cannot be on its line, or was not. */
  readonly endsLine: boolean;
  /** A block comment that belongs to what follows on its line. */
  readonly isAttached: boolean;
}

/** The tokens of a statement as they are printed, on whatever lines. */
export function wordsOf(statement: StatementText, tree: SyntaxNode, keywordCase: KeywordCase): Word[] {
  const { text, tokens, comments } = statement;
  const roles = rolesOf(statement, tree);
  const words: Word[] = [];
  let next = 0;
  let previous: Token | undefined;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (!token) continue;
    const start = previous?.end ?? token.start;
    let end = start;
    let remarks: Remark[] | undefined;
    for (let comment = comments[next]; comment && comment.start < token.start; comment = comments[++next]) {
      const until = Math.min(comments[next + 1]?.start ?? token.start, token.start);
      remarks ??= [];
      remarks.push(remarkOf(text, comment, end, until));
      end = comment.end;
    }
    const isOnNewLine = holdsLineBreak(text, start, token.start);
    const continues = isOnNewLine && token.kind === 'string' && previous?.kind === 'string';
    const printed = printedOf(text, token, roles[at], keywordCase);
    words.push({
      text: printed,
      width: token.kind === 'string' || token.kind === 'quotedWord' ? widthOf(printed) : printed.length,
      isGlued: isGlued(statement, at, roles),
      comments: remarks ?? nothing,
      isOnNewLine,
      continues,
      needsLine: continues || (remarks?.some((remark) => remark.hasOwnLine || remark.endsLine) ?? false),
      isBehindEmptyLine: isOnNewLine && emptyLine.test(text.slice(end, token.start)),
    });
    previous = token;
  }
  return words;
}

const nothing: readonly Remark[] = [];

/** Whether a line ends in what is between two tokens, which is mostly nothing or a blank. */
function holdsLineBreak(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const sign = text.charCodeAt(at);
    if (sign === lineFeed || sign === carriageReturn) return true;
  }
  return false;
}

const [lineFeed, carriageReturn] = [10, 13] as const;

const widthOf = (text: string): number => {
  const end = text.search(lineBreak);
  return end < 0 ? text.length : end;
};

/** A comment, with the white space from `before` to it, and from it to `until`. */
function remarkOf(text: string, { start, end }: Token, before: number, until: number): Remark {
  const gap = text.slice(before, start);
  const hasOwnLine = lineBreak.test(gap);
  const isLine = text.charCodeAt(start) === dash;
  const isLast = lineBreak.test(text.slice(end, until));
  return {
    text: text.slice(start, end),
    hasOwnLine,
    isBehindEmptyLine: hasOwnLine && emptyLine.test(gap),
    endsLine: isLine || (hasOwnLine && isLast),
    isAttached: !isLine && !isLast,
  };
}

const dash = 45;
const lineBreak = /[\r\n]/;
const emptyLine = /(?:\r\n|\r(?!\n)|\n)[ \t]*[\r\n]/;

/** The role of a token for its neighbors, where its kind does not tell. */
type Role =
  /** A word of a name, a type or a constant. */
  | 'operand'
  /** A parenthesis or bracket that belongs to the name before it. */
  | 'ofName';

function rolesOf({ text, tokens }: StatementText, tree: SyntaxNode): (Role | undefined)[] {
  const roles: (Role | undefined)[] = [];
  const open = [tree];
  for (let node = open.pop(); node; node = open.pop()) {
    const { kind, word } = node;
    if (isNamed(node)) for (let at = node.first; at <= node.last; at++) roles[at] = 'operand';
    const opens = text.charCodeAt(tokens[node.first]?.start ?? 0);
    if (opens === openingParenthesis || opens === openingBracket) {
      const isOfName =
        kind === 'subscript' ||
        (kind === 'list' && opens === openingBracket) ||
        (kind === 'list' && (word === 'argument' || word === 'modifier')) ||
        (kind === 'parens' && word === 'operator');
      roles[node.first] = isOfName ? 'ofName' : undefined;
    }
    for (const child of node.children) open.push(child);
  }
  return roles;
}

function isNamed({ kind, word }: SyntaxNode): boolean {
  if (kind === 'name') return word !== 'privilege';
  return kind === 'table' || kind === 'column' || kind === 'type' || (kind === 'constant' && word === '');
}

function printedOf(text: string, token: Token, role: Role | undefined, keywordCase: KeywordCase): string {
  const written = text.slice(token.start, token.end);
  if (token.kind === 'operator') return written.length < 2 ? written : halvesOf(written).join(' ');
  if (
    keywordCase === 'preserve' ||
    token.kind !== 'word' ||
    role === 'operand' ||
    !/^[a-z_]+$/i.test(written)
  )
    return written;
  return keywordCase === 'upper' ? written.toUpperCase() : written.toLowerCase();
}

/**
 * An operator without the signs at its end that PostgreSQL reads as another one: `=-` before a number is `=` and `-`.
 * https://www.postgresql.org/docs/16/sql-syntax-lexical.html#SQL-SYNTAX-OPERATORS
 */
export function halvesOf(operator: string): readonly string[] {
  if (operator.length < 2 || operator === '::' || /[~!@#%^&|`?]/.test(operator)) return [operator];
  const whole = operator.replace(/(?<=.)[+-]+$/, '');
  return whole === operator ? [operator] : [whole, ...operator.slice(whole.length)];
}

const atSign = 64;

const [openingParenthesis, closingParenthesis, openingBracket, closingBracket] = [40, 41, 91, 93] as const;
const [comma, semicolon, dot] = [44, 59, 46] as const;

/** Whether a token follows the one before it without a space. */
function isGlued({ text, tokens }: StatementText, at: number, roles: readonly (Role | undefined)[]): boolean {
  const previous = tokens[at - 1];
  const token = tokens[at];
  if (!previous || !token) return true;
  const wasGlued = previous.end === token.start;
  if (isMark(previous) || isMark(token)) {
    const sign = text.charCodeAt(token.start);
    const isOperand = isKnownOperator(text, previous) || isKnownOperator(text, token);
    return (wasGlued && !isOperand) || (isMark(previous) && (sign === comma || sign === semicolon));
  }
  const sign = token.kind === 'punctuation' ? text.charCodeAt(token.start) : 0;
  const before = previous.kind === 'punctuation' ? text.charCodeAt(previous.start) : 0;
  if (before === openingParenthesis || before === openingBracket) return true;
  if (sign === comma || sign === semicolon || sign === closingParenthesis || sign === closingBracket)
    return true;
  if (sign === dot || before === dot) return isPath(previous) && isPath(token);
  if (isCast(text, token) || isCast(text, previous)) return true;
  // SqlRender's variables begin with it.
  if (wasGlued && text.charCodeAt(previous.end - 1) === atSign && token.kind === 'word') return true;
  if (sign === openingBracket) return roles[at] !== undefined || (wasGlued && roles[at - 1] !== undefined);
  if (sign === openingParenthesis)
    return (
      roles[at] === 'ofName' ||
      (wasGlued && asWritten.has(text.slice(previous.start, previous.end).toLowerCase()))
    );
  if (previous.kind === 'operator' && token.kind !== 'operator' && isPrefix(text, tokens, at - 1, roles))
    return wasGlued;
  if (isStrange(text, previous) || isStrange(text, token)) return wasGlued;
  // The colon of a slice, a brace: an unknown sign keeps its spacing.
  return (isOther(sign) || isOther(before)) && wasGlued;
}

/** Keywords that many people write like functions. */
const asWritten: ReadonlySet<string> = new Set('all any array cube exists rollup row some'.split(' '));

const isMark = ({ kind }: Token): boolean => kind === 'placeholder';

/** Whether PostgreSQL has the operator. Others may be a mark of a tool, as in `=@name`. */
const isKnownOperator = (text: string, { kind, start, end }: Token): boolean =>
  kind === 'operator' && halvesOf(text.slice(start, end)).every((half) => operators.has(half));

const isStrange = (text: string, token: Token): boolean =>
  token.kind === 'operator' && !isKnownOperator(text, token);

const operators: ReadonlySet<string> = new Set(
  `= < > <= >= <> != + - * / % ^ || | & # << >> ~ ~* !~ !~* ~~ ~~* !~~ !~~* -> ->> #> #>> @> <@ ? ?| ?& && @ @@ @? |/ ||/ -|-
  #- &< &> <<= >>= <-> ^@ := => :: ..`.split(/\s+/),
);

/** Whether a token may be part of a name with dots, `*` and an operator among them. */
const isPath = ({ kind }: Token): boolean => kind !== 'number' && kind !== 'string';

const isCast = (text: string, { kind, start, end }: Token): boolean =>
  kind === 'operator' && end - start === 2 && text.startsWith('::', start);

/** A punctuation sign without a rule of its own. */
const isOther = (sign: number): boolean =>
  sign !== 0 &&
  sign !== comma &&
  sign !== semicolon &&
  sign !== dot &&
  sign !== openingParenthesis &&
  sign !== closingParenthesis &&
  sign !== openingBracket &&
  sign !== closingBracket;

/** Whether an operator has only a right operand, or ends with such an operator. */
function isPrefix(
  text: string,
  tokens: readonly Token[],
  at: number,
  roles: readonly (Role | undefined)[],
): boolean {
  const token = tokens[at];
  const previous = tokens[at - 1];
  if (!token || !previous) return true;
  // As in `count(*)` and `SELECT *`.
  if (roles[at] === 'operand') return false;
  if (halvesOf(text.slice(token.start, token.end)).length > 1) return true;
  if (previous.kind === 'operator') return true;
  if (previous.kind === 'word') return roles[at - 1] !== 'operand';
  if (previous.kind !== 'punctuation') return false;
  const sign = text.charCodeAt(previous.start);
  return sign !== closingParenthesis && sign !== closingBracket;
}
