import type { Node } from 'libpg-query';
import { applyEdits, type Edit } from '../text/edit.js';
import type { Span } from '../text/span.js';
import { asyncWord } from './async.js';
import type { Grammar } from './grammar.js';
import { isOperator, type Token } from './lexer.js';
import { unquoted } from './names.js';
import { readableQuoted, readableWord } from './placeholders.js';
import { isPlainQuery } from './plainQuery.js';
import { offsetOfCodePoint, toUtf16Locations } from './positions.js';
import {
  type Parse,
  type Statement,
  type StatementText,
  type SyntaxFault,
  withReading,
} from './statement.js';
import { blanked, danglingAt, mayHoldTags, otherBranchesIn } from './templates.js';
import { behindName, closing, find, isAt, items, wordOf } from './tokens.js';
import { oneToken, spanOf, tokenAt, wholeOf } from './tree/nodes.js';

/**
 * Parses one statement with PostgreSQL's grammar. DSQL's own words are read here first and blanked with spaces, so that offsets
 * hold. A broken statement answers its error. If it parses without the broken item, it also answers a tree of the rest.
 */
export function parseStatement(grammar: Grammar, statement: StatementText, wantsTree = true): Statement {
  return withReading(statement, { ...nothing, ...read(grammar, statement, wantsTree) });
}

const nothing: Parse = {
  node: undefined,
  async: undefined,
  isIam: false,
  syntaxError: undefined,
  isTooDeep: false,
};

function read(grammar: Grammar, statement: StatementText, wantsTree: boolean): Partial<Parse> {
  const { text } = statement;
  if (!wantsTree && isPlainQuery(text)) return {};
  // libpg_query answers an empty text with no tree at all.
  if (!statement.token(0)) return {};
  if (/^aws\b/i.test(text) && isAt(statement, 0, 'aws', 'iam')) return readIam(statement);
  const async = /\basync\b/i.test(text) ? asyncWord(statement) : undefined;
  if (hasEndlessOperator(statement)) return { isTooDeep: true, async };
  const placeholders = mayHoldPlaceholder.test(text) ? placeholdersIn(statement) : [];
  const readable = mask(statement, async, placeholders);
  const answer = askWithPlaceholders(grammar, { statement, placeholders, readable }, wantsTree);
  if (answer === undefined) return { async };
  if (answer.kind === 'exhausted') return { isTooDeep: true, async };
  if (answer.kind === 'error') return { ...recover(grammar, statement, readable, answer), async };
  return { node: answer.nodes[0], async, syntaxError: nulError(text) };
}

/** PostgreSQL's scanner needs the cube of the length for a run of `+`, and nests each in the next. No real text is like this. */
function hasEndlessOperator(statement: StatementText): boolean {
  const { text } = statement;
  let run = 0;
  for (let at = 0; text.length > longestOperator && at < text.length; at++) {
    run = isOperator(text.charCodeAt(at)) ? run + 1 : 0;
    // It may be in a comment or a string.
    if (run > longestOperator)
      return statement.tokens.some(
        ({ kind, start, end }) => kind === 'operator' && end - start > longestOperator,
      );
  }
  return false;
}

/** UTF-16 units. */
const longestOperator = 200;

function nulError(text: string): SyntaxFault | undefined {
  const start = text.indexOf('\0');
  if (start < 0) return undefined;
  return { message: 'A NUL character cannot be sent to the server.', span: { start, end: start + 1 } };
}

type Answer =
  | { readonly kind: 'tree'; readonly nodes: readonly Node[] }
  | { readonly kind: 'error'; readonly message: string; readonly offset: number }
  | { readonly kind: 'exhausted' };

/** The grammar's answer with all positions in UTF-16 offsets of the text it was asked about. */
function ask(grammar: Grammar, text: string, wantsTree: boolean): Answer {
  const answer = grammar(text, wantsTree);
  if (answer.kind === 'tree') toUtf16Locations(answer.nodes, text);
  if (answer.kind !== 'error') return answer;
  // PostgreSQL's parser gives up on some 10,000 open parentheses; that is not an error of syntax.
  if (answer.message.startsWith('memory exhausted')) return { kind: 'exhausted' };
  return { kind: 'error', message: answer.message, offset: offsetOfCodePoint(text, answer.codePoint) };
}

/**
 * The text as PostgreSQL would read it, every offset unchanged: ASYNC and comments blanked, psql variables turned into names and
 * strings, NUL and lone surrogates (which have no UTF-8) replaced.
 */
function mask(statement: StatementText, async: Token | undefined, placeholders: readonly Token[]): string {
  const { text } = statement;
  const edits: Edit[] = async ? [blanked(text, async)] : [];
  // PostgreSQL's grammar looks one word ahead in pairs such as WITH TIME, where libpg_query's scanner trips on a comment.
  if (statement.memory.mayHoldComments) {
    for (const comment of statement.comments) edits.push(blanked(text, comment));
  }
  for (const { start, end } of placeholders) {
    if (isStringVariable(text, start)) edits.push({ start, end: start + 1, text: ' ' });
    else edits.push({ start, end, text: readable(text.slice(start, end)) });
  }
  let masked = edits.length > 0 ? applyEdits(text, edits) : text;
  if (masked.includes('\0')) masked = masked.replaceAll('\0', ' ');
  return surrogate.test(masked) ? masked.replace(/\p{Surrogate}/gu, '\ufffd') : masked;
}

/** Half of a pair, or alone. */
const surrogate = /[\ud800-\udfff]/;

/** The placeholders of a statement, and what holds some. The tokens of most statements are not read for it. */
const placeholdersIn = ({ text, tokens }: StatementText): readonly Token[] =>
  tokens.filter(({ kind, start, end }) => {
    if (kind === 'placeholder') return true;
    if (kind === 'word') return /[^\p{L}\p{N}_$]/u.test(text.slice(start, end));
    return isQuoted(text, end) && readableQuoted(text.slice(start, end)) !== text.slice(start, end);
  });

const isQuoted = (text: string, end: number): boolean => /['"]/.test(text.charAt(end - 1));

function readable(written: string): string {
  // A name in quotes is told from the one that the variable may hold.
  if (written.startsWith(':"')) return `"_${written.slice(2)}`;
  return isQuoted(written, written.length) ? readableQuoted(written) : readableWord(written);
}

/** A colon that is no cast's, and the other signs that placeholders begin with. */
const mayHoldPlaceholder = /(?:^|[^:]):[\p{L}_'"]|[{@%?]|<<|<\w+>|\$\(|(?<![\p{L}\p{N}_$])\$[\p{L}_]/u;

/** `:'name'`, which psql quotes. */
const isStringVariable = (text: string, start: number): boolean => text.startsWith(":'", start);

/** A statement with its placeholders, and its text with names in place of them. */
interface Readable {
  readonly statement: StatementText;
  readonly placeholders: readonly Token[];
  readonly readable: string;
}

/**
 * The grammar's answer to a text with placeholders, which are names at first. A tool may put any text in their place. Where a
 * name does not fit, a placeholder becomes a number, a string, or nothing, together with the comma before it in a list.
 * Undefined where none of these fits.
 */
function askWithPlaceholders(
  grammar: Grammar,
  { statement, placeholders: all, readable }: Readable,
  wantsTree: boolean,
): Answer | undefined {
  const { text } = statement;
  const first = askOneBranch(grammar, { statement, readable }, wantsTree);
  const variables = first.answer.kind === 'error' && text.includes('@') ? variablesIn(statement) : [];
  const written = [...all, ...variables];
  const placeholders = written.filter(({ end }) => !isQuoted(text, end));
  const mayDangle = first.answer.kind === 'error' && mayHoldTags(text);
  if (placeholders.length === 0 && !mayDangle) return named(first.answer, text, written);
  const tokens = variables.length > 0 ? withVariables(statement.tokens, variables) : statement.tokens;
  let masked = applyEdits(
    first.masked,
    variables.map(({ start, end }) => ({ start, end, text: readableWord(text.slice(start, end)) })),
  );
  let answer = variables.length > 0 ? ask(grammar, masked, wantsTree) : first.answer;
  const tried = new Map<Token, number>();
  /** An error next to no placeholder is one of the text itself, unless a placeholder was an item of a list. */
  let fault: Answer | undefined;
  for (let attempt = 0; answer.kind === 'error' && attempt < mostPlaceholderAttempts; attempt++) {
    const dangling = mayDangle ? danglingAt(statement, masked, answer.offset) : undefined;
    if (dangling) {
      masked = applyEdits(masked, [dangling]);
      answer = ask(grammar, masked, wantsTree);
      continue;
    }
    const isExhausted = (placeholder: Token) => !placeholderForms[tried.get(placeholder) ?? 0];
    const direct = culpritAt(placeholders, tokens, answer.offset);
    if (!direct) fault ??= answer;
    const culprit = direct ?? itemBefore(placeholders, tokens, answer.offset, isExhausted);
    if (!culprit) return fault;
    const times = tried.get(culprit) ?? 0;
    const form = placeholderForms[times];
    if (!form) return fault;
    tried.set(culprit, times + 1);
    masked = applyEdits(masked, form(culprit, { text, tokens }));
    answer = ask(grammar, masked, wantsTree);
  }
  return answer.kind === 'error' ? fault : named(answer, text, written);
}

/** The grammar's answer to a text; where it fails and a template has branches, to the text with the first of them only. */
function askOneBranch(
  grammar: Grammar,
  { statement, readable }: Pick<Readable, 'statement' | 'readable'>,
  wantsTree: boolean,
): { readonly answer: Answer; readonly masked: string } {
  const answer = ask(grammar, readable, wantsTree);
  const others = answer.kind === 'error' && mayHoldTags(statement.text) ? otherBranchesIn(statement) : [];
  if (others.length === 0) return { answer, masked: readable };
  const masked = applyEdits(
    readable,
    withoutNested(others).map((span) => blanked(readable, span)),
  );
  return { answer: ask(grammar, masked, wantsTree), masked };
}

/** `@x` where the lexer sees an operator and a name, which is a variable of SqlRender where the grammar does not take it so. */
const variablesIn = ({ text, tokens }: StatementText): readonly Token[] =>
  tokens.flatMap(({ kind, start, end }, at) => {
    const next = tokens[at + 1];
    const isVariable =
      kind === 'operator' && text.slice(start, end) === '@' && next?.kind === 'word' && next.start === end;
    return isVariable ? [{ kind: 'placeholder', start, end: next.end } as const] : [];
  });

/** Tokens with these variables in place of their parts. */
function withVariables(tokens: readonly Token[], variables: readonly Token[]): readonly Token[] {
  const starts = new Map(variables.map((variable) => [variable.start, variable]));
  const ends = new Set(variables.map(({ end }) => end));
  return tokens.flatMap((token) => starts.get(token.start) ?? (ends.has(token.end) ? [] : [token]));
}

const withoutNested = (spans: readonly Span[]): readonly Span[] =>
  spans.filter(
    (one) => !spans.some((other) => other !== one && other.start <= one.start && one.end <= other.end),
  );

function named(answer: Answer, text: string, placeholders: readonly Token[]): Answer {
  const unquotedOnes = placeholders.filter(({ start }) => !isStringVariable(text, start));
  if (answer.kind === 'tree' && unquotedOnes.length > 0) nameAsWritten(answer.nodes, text, unquotedOnes);
  return answer;
}

/** The placeholder at which the grammar failed. It may notice only at the word behind. */
function culpritAt(
  placeholders: readonly Token[],
  tokens: readonly Token[],
  offset: number,
): Token | undefined {
  const at = placeholders.find(({ start, end }) => start <= offset && offset < end);
  if (at) return at;
  const before = tokens.findLast(({ end }) => end <= offset);
  return before && placeholders.includes(before) ? before : undefined;
}

/** The last placeholder before an offset that is an item of a list by itself. It may stand for any number of items. */
const itemBefore = (
  placeholders: readonly Token[],
  tokens: readonly Token[],
  offset: number,
  isExhausted: (placeholder: Token) => boolean,
): Token | undefined =>
  placeholders.findLast((placeholder) => {
    if (placeholder.end > offset || isExhausted(placeholder)) return false;
    const at = tokens.indexOf(placeholder);
    return isSign(tokens[at - 1]) && isSign(tokens[at + 1]);
  });

const isSign = (token: Token | undefined): boolean => token?.kind === 'punctuation';

type Form = (placeholder: Token, statement: Pick<StatementText, 'text' | 'tokens'>) => Edit[];

const written =
  (form: string): Form =>
  ({ start, end }) => [{ start, end, text: form.padEnd(end - start).slice(0, end - start) }];

const placeholderForms: readonly Form[] = [
  written('1'),
  written("''"),
  written(''),
  // The item goes with the comma before it, the first one with the comma behind it.
  (placeholder, { text, tokens }) => {
    const at = tokens.indexOf(placeholder);
    const [before, behind] = [tokens[at - 1], tokens[at + 1]];
    const isFirst = text.charAt(before?.start ?? -1) === '(' && text.charAt(behind?.start ?? -1) === ',';
    const beside = isFirst ? behind : before;
    return beside && beside.end - beside.start === 1
      ? [{ start: beside.start, end: beside.end, text: ' ' }]
      : [];
  },
];
const mostPlaceholderAttempts = 60;

/** Writes names with placeholders as the text has them. */
function nameAsWritten(nodes: readonly Node[], text: string, placeholders: readonly Token[]): void {
  const writtenNames = new Map(
    placeholders.map(({ start, end }) => {
      const name = text.slice(start, end);
      return [unquoted(readable(name)).slice(0, longestName), unquoted(name)];
    }),
  );
  const visit = (value: unknown): unknown => {
    if (typeof value === 'string') return writtenNames.get(value) ?? value;
    if (typeof value !== 'object' || value === null) return value;
    for (const [field, inner] of Object.entries(value)) Reflect.set(value, field, visit(inner));
    return value;
  };
  visit(nodes);
}

/** Characters that PostgreSQL keeps of a name. */
const longestName = 63;

const blank = (text: string, start: number, end: number): string =>
  applyEdits(text, [blanked(text, { start, end })]);

/** `AWS IAM GRANT role TO 'arn'` and `AWS IAM REVOKE role FROM 'arn'`. */
function readIam(statement: StatementText): Partial<Parse> {
  const verb = wordOf(statement, 2);
  const expected: readonly ((index: number) => boolean)[] = [
    (index) => ['grant', 'revoke'].includes(wordOf(statement, index)),
    (index) => ['word', 'quotedWord', 'placeholder'].includes(statement.token(index)?.kind ?? ''),
    (index) => wordOf(statement, index) === (verb === 'revoke' ? 'from' : 'to'),
    (index) => ['string', 'placeholder'].includes(statement.token(index)?.kind ?? ''),
    (index) => index > wholeOf(statement).last,
  ];
  const wrong = expected.findIndex((holds, at) => !holds(at + 2));
  if (wrong < 0) return { isIam: true };
  const index = wrong + 2;
  const offset =
    index > wholeOf(statement).last ? statement.text.length : spanOf(statement, oneToken(index)).start;
  return { isIam: true, syntaxError: errorNear(statement, offset) };
}

/**
 * Drops the comma-separated item that holds the error (column, ALTER action, index key) and parses again, a few times. So the
 * rest keeps its findings while a person types in one item. Only the first error is reported.
 */
function recover(
  grammar: Grammar,
  statement: StatementText,
  readable: string,
  first: Extract<Answer, { kind: 'error' }>,
): Partial<Parse> {
  const syntaxError = errorNear(statement, first.offset, first.message);
  let text = readable;
  let offset = first.offset;
  for (let attempt = 0; attempt < 8; attempt++) {
    const next = withoutItemAt(statement, text, offset);
    if (next === undefined) break;
    text = next;
    const answer = ask(grammar, text, true);
    if (answer.kind === 'tree') return { syntaxError, node: answer.nodes[0] };
    if (answer.kind === 'exhausted') break;
    offset = answer.offset;
  }
  return { syntaxError };
}

function errorNear(statement: StatementText, offset: number, message?: string): SyntaxFault {
  const { text, tokens } = statement;
  const open = [...tokens, ...statement.comments].find(({ unterminated }) => unterminated);
  if (open)
    return {
      message: unterminatedMessage[open.kind] ?? 'Unterminated text.',
      span: { start: open.start, end: open.end },
    };
  const index = Math.min(tokenAt(statement, offset), tokens.length - 1);
  const span = spanOf(statement, oneToken(index));
  const isBehind = offset >= spanOf(statement, oneToken(wholeOf(statement).last)).end;
  const atEnd = message?.endsWith('at end of input') || isBehind;
  if (atEnd) {
    const last = spanOf(statement, oneToken(wholeOf(statement).last));
    return {
      message: `Syntax error: the statement ends too early, after "${shorten(text.slice(last.start, last.end))}".`,
      span: last,
    };
  }
  const isPlain = message === undefined || message.startsWith('syntax error');
  const near = `Syntax error at or near "${shorten(text.slice(span.start, span.end))}".`;
  return { message: isPlain ? near : `Syntax error: ${message}.`, span };
}

const unterminatedMessage: Partial<Record<Token['kind'], string>> = {
  string: 'Unterminated string: its closing quote is missing.',
  quotedWord: 'Unterminated quoted name: its closing double quote is missing.',
  comment: 'Unterminated comment: its closing */ is missing.',
  placeholder: 'Unterminated psql variable: its closing quote is missing.',
};

const shorten = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text);

/** The text with the broken list item blanked, undefined when the error lies in no list that could do without it. */
function withoutItemAt(statement: StatementText, text: string, offset: number): string | undefined {
  const list = listOf(statement);
  if (!list) return undefined;
  const all = items(statement, list.first, list.last);
  const isAlive = ({ first }: { first: number }) => /\S/.test(text.slice(...bounds(statement, first, first)));
  const before = tokenAt(statement, offset) - 1;
  if (wordOf(statement, before) === ',' && before === list.last)
    return blank(text, ...bounds(statement, before, before));
  const culprit = all.findLast(({ first }) => spanOf(statement, oneToken(first)).start < offset) ?? all[0];
  // Where a list's end surprises the grammar, the item before it is the broken one.
  const broken =
    culprit && isAlive(culprit)
      ? culprit
      : all.findLast((item) => isAlive(item) && item.first <= (culprit?.first ?? 0));
  if (!broken) return undefined;
  const closed = list.isOpen && !text.endsWith(')') ? `${text.replace(/;\s*$/, ' ')})` : text;
  const position = all.indexOf(broken);
  const alive = all.filter((item) => item !== broken && isAlive(item));
  if (alive.length === 0)
    return list.mayBeEmpty ? blank(closed, ...bounds(statement, broken.first, broken.last)) : undefined;
  const isFirstAlive = alive.every(({ first }) => first > broken.first);
  const from = isFirstAlive || position === 0 ? broken.first : broken.first - 1;
  const to = isFirstAlive ? nextComma(broken.last, list.last) : broken.last;
  return blank(closed, ...bounds(statement, from, to));
}

const nextComma = (last: number, end: number): number => Math.min(last + 1, end);

const bounds = (statement: StatementText, first: number, last: number): [number, number] => {
  const { start, end } = spanOf(statement, { first, last });
  return [start, end];
};

interface ItemList {
  readonly first: number;
  readonly last: number;
  readonly isOpen: boolean;
  readonly mayBeEmpty: boolean;
}

/** The columns of CREATE TABLE, the keys of CREATE INDEX, the actions of ALTER TABLE, by token index. */
function listOf(statement: StatementText): ItemList | undefined {
  const end = wholeOf(statement).last;
  const table = find(statement, ['table'], 0, 4);
  if (isAt(statement, 0, 'alter') && table === 1) {
    const first = firstAction(statement);
    return { first, last: end, isOpen: false, mayBeEmpty: false };
  }
  if (!isAt(statement, 0, 'create') || (table < 0 && find(statement, ['index'], 0, 2) < 0)) return undefined;
  const open =
    table < 0 ? indexOfSign(statement, '(', find(statement, ['on'])) : indexOfSign(statement, '(', table);
  if (open < 0) return undefined;
  const close = closing(statement, open);
  const isOpen = wordOf(statement, close) !== ')';
  return { first: open + 1, last: isOpen ? end : close - 1, isOpen, mayBeEmpty: table >= 0 };
}

/** The token index behind `ALTER TABLE [ASYNC] [IF EXISTS] [ONLY] name [*]`. */
function firstAction(statement: StatementText): number {
  let name = asyncWord(statement) ? 3 : 2;
  if (isAt(statement, name, 'if', 'exists')) name += 2;
  if (isAt(statement, name, 'only')) name++;
  const first = behindName(statement, name);
  return wordOf(statement, first) === '*' ? first + 1 : first;
}

function indexOfSign(statement: StatementText, sign: string, from: number): number {
  if (from < 0) return -1;
  for (let index = from; index < statement.tokens.length; index++)
    if (wordOf(statement, index) === sign) return index;
  return -1;
}
