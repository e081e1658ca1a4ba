import { firstFrom } from '../text/firstFrom.js';
import { lineStartOf } from '../text/lines.js';
import type { Span } from '../text/span.js';
import { createConditions } from './conditions.js';
import { nextLoudToken, nextToken, type Token } from './lexer.js';

/** A statement with its closing semicolon where there is one, or text that psql would not send to the server. */
export interface Piece extends Span {
  readonly kind: 'statement' | 'metaCommand' | 'copyData';
}

export interface Split {
  readonly text: string;
  readonly pieces: readonly Piece[];
  /** Every comment that stands outside string, statement or not, in order. */
  readonly comments: readonly Token[];
  /** Up to this offset the pieces do not depend on what follows: no quote is open, and no COPY waits for the end of its data. */
  readonly settled: number;
  /** A `GO` in a line of its own ends statements too. */
  readonly isForSqlcmd: boolean;
}

/**
 * Cuts a script into statements: at semicolons outside quotes, `BEGIN ATOMIC … END` bodies and the action list of a
 * rule, at psql meta-commands, and at the markers of migration tools. A parenthesis left open hides nothing: the
 * semicolon still ends its statement. Spans are UTF-16 offsets from the first token to the semicolon, inclusive.
 * Given the split of a text before an edit, it reads anew only what the edit may have changed.
 */
export function splitScript(text: string, earlier?: Split): Split {
  const isForSqlcmd = mayChangeGo(text, earlier) && mayBeForSqlcmd(text);
  const before = isForSqlcmd ? undefined : earlier;
  const kept = before ? keptBefore(before, text) : nothing;
  const rest = before && before.settled === before.text.length ? unchangedEnd(before, text) : undefined;
  const pieces: Piece[] = [...kept.pieces];
  const comments: Token[] = [...kept.comments];
  let open: OpenStatement | undefined;
  let last = kept.end;
  let settled = isForSqlcmd ? 0 : text.length;
  /** What ends statements beside the semicolon, where a tool says so. */
  let delimiter: string | undefined = isForSqlcmd ? 'GO' : undefined;
  let mayHaveData = true;
  const conditions = createConditions();

  const close = (end: number) => {
    if (open && !conditions.isSkipping()) pieces.push({ kind: 'statement', start: open.start, end });
    open = undefined;
  };

  /** Of a COPY that begins at `start` and ends at `last`. */
  const takeData = (start: number) => {
    settled = Math.min(settled, start);
    const data = mayHaveData ? copyData(text, last) : undefined;
    // Otherwise every COPY would search the whole text in vain.
    if (!data) mayHaveData = false;
    if (!data) return;
    pieces.push(data);
    last = data.end;
  };

  const delimitFrom = (start: number, sign: string) => {
    delimiter = sign === ';' || sign === '' ? undefined : sign;
    settled = Math.min(settled, start);
  };

  const next = () => {
    for (let end = delimiterEnd(text, last, delimiter); end !== undefined; ) {
      close(lastTokenEnd(pieces, open));
      last = end;
      end = delimiterEnd(text, last, delimiter);
    }
    const isQuick = open && delimiter === undefined && !asksForWords(open);
    return isQuick && open ? nextLoudToken(text, last, open) : nextToken(text, last);
  };

  for (let token = next(); token; token = next()) {
    last = token.end;
    if (token.unterminated) settled = Math.min(settled, open?.start ?? token.start);
    if (token.kind === 'comment') {
      comments.push(token);
      const isTools = isMarker(text, token);
      const endsBranch = open && text[token.start] === '}' && text.lastIndexOf('{', token.start) < open.start;
      if (isTools || endsBranch) close(lastTokenEnd(pieces, open));
      const changed = isTools ? endDelimiterOf(text, token) : undefined;
      if (changed !== undefined && changed !== delimiter) delimitFrom(token.start, changed);
      continue;
    }
    if (isBackslash(text, token)) {
      close(lastTokenEnd(pieces, open));
      // psql's semicolon within one request.
      if (text.charAt(token.end) === ';') {
        last = token.end + 1;
        continue;
      }
      last = endOfMetaCommand(text, token.start);
      const isCondition = conditions.follow(text.slice(token.start, last));
      // An edit of the conditions above may change everything below.
      if (isCondition) settled = Math.min(settled, token.start);
      if (!isCondition && conditions.isSkipping()) continue;
      pieces.push({ kind: 'metaCommand', start: token.start, end: last });
      if (copiesFromStdin(text.slice(token.start, last))) takeData(token.start);
      continue;
    }
    if (!open) {
      if (isSemicolon(text, token)) continue;
      const ofSqlcmd = token.kind === 'placeholder' ? sqlcmdCommandEnd(text, token.start) : undefined;
      if (ofSqlcmd !== undefined) {
        pieces.push({ kind: 'metaCommand', start: token.start, end: ofSqlcmd });
        last = ofSqlcmd;
        continue;
      }
      const command = token.kind === 'word' ? delimiterCommandAt(text, token.start) : undefined;
      if (command) {
        delimitFrom(token.start, command.sign);
        last = command.end;
        continue;
      }
      const isPlain = delimiter === undefined && !conditions.isSkipping();
      const same = isPlain ? rest?.from(token.start) : undefined;
      if (same) {
        // Spread into an array: as arguments of a call, 200,000 would overflow the stack.
        return {
          text,
          pieces: [...pieces, ...same.pieces],
          comments: [...comments, ...same.comments],
          settled,
          isForSqlcmd,
        };
      }
      open = startStatement(token);
    }
    open.end = token.end;
    follow(open, text, token);
    if (!isSemicolon(text, token) || open.atomic > 0 || (open.isRule && open.depth > 0)) continue;
    const { takesData, start } = open;
    close(token.end);
    if (takesData && !conditions.isSkipping()) takeData(start);
  }
  close(lastTokenEnd(pieces, open));
  return { text, pieces, comments, settled, isForSqlcmd };
}

interface Kept extends Pick<Split, 'pieces' | 'comments'> {
  readonly end: number;
}

const nothing: Kept = { pieces: [], comments: [], end: 0 };

/** The pieces before an edit that the edit cannot have changed, because another piece begins before it. */
function keptBefore({ text: old, pieces, comments, settled }: Split, text: string): Kept {
  const limit = Math.min(commonStart(old, text), settled);
  let count = pieces.length;
  while (count > 0 && (pieces[count]?.start ?? Number.POSITIVE_INFINITY) >= limit) count--;
  const end = pieces[count]?.start ?? 0;
  if (count === 0) return nothing;
  return { pieces: pieces.slice(0, count), comments: comments.filter((comment) => comment.end <= end), end };
}

/** Finds the pieces behind an edit again, from a place on where a statement begins in both texts. */
function unchangedEnd({ text: old, pieces, comments }: Split, text: string) {
  const by = text.length - old.length;
  const end = commonEnd(old, text);
  const shift = <Part extends Span>(part: Part): Part => ({
    ...part,
    start: part.start + by,
    end: part.end + by,
  });
  return {
    from(start: number): Pick<Split, 'pieces' | 'comments'> | undefined {
      // The text directly before it may decide what the first token is.
      if (text.length - start >= end) return undefined;
      const index = firstFrom(pieces.length, (at) => (pieces[at]?.start ?? 0) >= start - by);
      const piece = pieces[index];
      if (piece?.kind !== 'statement' || piece.start !== start - by) return undefined;
      return {
        pieces: pieces.slice(index).map(shift),
        comments: comments.filter((comment) => comment.start >= start - by).map(shift),
      };
    },
  };
}

function commonStart(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  let at = 0;
  while (at + chunk <= length && one.slice(at, at + chunk) === other.slice(at, at + chunk)) at += chunk;
  while (at < length && one.charCodeAt(at) === other.charCodeAt(at)) at++;
  return at;
}

function commonEnd(one: string, other: string): number {
  const length = Math.min(one.length, other.length) - commonStart(one, other);
  let count = 0;
  while (count + chunk <= length && unitsBefore(one, count) === unitsBefore(other, count)) count += chunk;
  while (
    count < length &&
    one.charCodeAt(one.length - 1 - count) === other.charCodeAt(other.length - 1 - count)
  )
    count++;
  return count;
}

/** The chunk that ends `count` units before the end. */
const unitsBefore = (text: string, count: number): string =>
  text.slice(text.length - count - chunk, text.length - count);

/** UTF-16 units that are compared at once. */
const chunk = 4_096;

interface OpenStatement {
  readonly start: number;
  end: number;
  words: string[];
  depth: number;
  atomic: number;
  isRule: boolean;
  takesData: boolean;
}

const startStatement = (token: Token): OpenStatement => ({
  start: token.start,
  end: token.end,
  words: [],
  depth: 0,
  atomic: 0,
  isRule: false,
  takesData: false,
});

const lastTokenEnd = (pieces: readonly Piece[], open: OpenStatement | undefined): number =>
  open?.end ?? pieces.at(-1)?.end ?? 0;

/** Whether the words of a statement decide where it ends: its first word, all of COPY, and most of CREATE. */
const asksForWords = ({ words: [first, second] }: OpenStatement): boolean =>
  first === undefined || first === 'copy' || (first === 'create' && !endsAtSemicolon.has(second));

/** What CREATE makes without a body that could hold semicolons. */
const endsAtSemicolon: ReadonlySet<string | undefined> = new Set(['table', 'index', 'unique', 'view']);

/** Remembers of a statement only what decides where it ends. */
function follow(statement: OpenStatement, text: string, token: Token): void {
  if (token.kind === 'punctuation') {
    const code = text.charCodeAt(token.start);
    if (code === 40) statement.depth++;
    if (code === 41) statement.depth--;
    return;
  }
  if (token.kind !== 'word' || !asksForWords(statement)) return;
  const { words } = statement;
  const count = words.length;
  const first = words[0];
  const word = text.slice(token.start, token.end).toLowerCase();
  const previous = words[count - 1];
  if (count < 4) {
    words.push(word);
    statement.isRule =
      words[0] === 'create' && (word === 'rule' ? count === 1 || count === 3 : statement.isRule);
  } else words[count - 1] = word;
  // PostgreSQL takes STDOUT for STDIN here.
  if (first === 'copy' && previous === 'from' && /^std(?:in|out)$/.test(word) && statement.depth === 0)
    statement.takesData = true;
  if (first !== 'create') return;
  if (word === 'atomic' && previous === 'begin') statement.atomic = 1;
  else if (statement.atomic > 0 && word === 'case') statement.atomic++;
  else if (statement.atomic > 0 && word === 'end') statement.atomic--;
}

const isSemicolon = (text: string, token: Token): boolean =>
  token.kind === 'punctuation' && text.charCodeAt(token.start) === 59;

const isBackslash = (text: string, token: Token): boolean =>
  token.kind === 'punctuation' && text.charCodeAt(token.start) === 92;

/** A meta-command takes the rest of its line, or up to `\\`, psql's own separator, outside quotes. */
const endOfMetaCommand = (text: string, start: number): number =>
  endOf(wholeLine, text, start) ?? endOf(command, text, start) ?? start + 1;

function endOf(pattern: RegExp, text: string, start: number): number | undefined {
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

/** The commands of which psql's manual says: "the entire remainder of the line is always taken". */
const wholeLine = /\\(?:copy|e[fv]|s[fv]\+?|h|help|!)(?![\w+])[^\r\n]*/y;

/** Up to the line's end or a separator; a quote hides it. */
const command =
  /\\(?:'(?:[^'\\\r\n]|\\[^\r\n])*'?|"[^"\r\n]*"?|`[^`\r\n]*`?|\\(?!\\)|[^'"`\\\r\n])*(?:\\\\)?/y;

/** Whether a meta-command is a `\copy` whose rows follow in the text. */
function copiesFromStdin(command: string): boolean {
  if (!/^\\copy\s/.test(command)) return false;
  let depth = 0;
  let previous = '';
  for (let token = nextToken(command, 5); token; token = nextToken(command, token.end)) {
    const word = command.slice(token.start, token.end).toLowerCase();
    if (word === '(') depth++;
    if (word === ')') depth--;
    if (depth === 0 && previous === 'from') return /^std(?:in|out)$/.test(word);
    previous = word;
  }
  return false;
}

/** The lines behind `COPY … FROM STDIN;` up to and with `\.`; none when the text never ends them. */
function copyData(text: string, from: number): Piece | undefined {
  const terminator = /^\\\.[ \t]*$/gm;
  terminator.lastIndex = from;
  const found = terminator.exec(text);
  const line = text.indexOf('\n', from);
  if (!found || line < 0) return undefined;
  return { kind: 'copyData', start: line + 1, end: found.index + found[0].length };
}

/**
 * The end of a delimiter that follows. A delimiter that is a word has a line of its own; a single sign stands at the end of a
 * line.
 */
function delimiterEnd(text: string, from: number, delimiter: string | undefined): number | undefined {
  if (delimiter === undefined) return undefined;
  const start = endOf(space, text, from) ?? from;
  const end = start + delimiter.length;
  if (text.slice(start, end).toLowerCase() !== delimiter.toLowerCase()) return undefined;
  const needsLine = delimiter.length === 1 || /^\w/.test(delimiter);
  if (!needsLine) return end;
  const isFirst = text.slice(lineStartOf(text, start), start).trim() === '';
  const isWhole = isFirst || (delimiter.length === 1 && endOf(nextStatement, text, end) !== undefined);
  if (isWhole && delimiter === 'GO') return endOf(batchCount, text, end);
  return isWhole && endOf(restOfLine, text, end) !== undefined ? end : undefined;
}

const space = /\s*/y;
/** A sign that might be an operator ends its line, and the next line begins a statement. */
const nextStatement =
  /[ \t]*(?:[\r\n]+\s*(?:$|--|(?:alter|begin|call|comment|commit|create|delete|do|drop|grant|insert|revoke|select|set|truncate|update|with)\b)|$)/iy;
const restOfLine = /[ \t]*(?=[\r\n]|$)/y;
/** `GO 5` sends a batch five times. */
const batchCount = /(?:[ \t]+\d+)?[ \t]*(?=[\r\n]|$)/y;

/** Whether an edit may decide that a text is one for sqlcmd: the whole text is not searched at each key press. */
function mayChangeGo(text: string, earlier: Split | undefined): boolean {
  if (!earlier || earlier.isForSqlcmd) return true;
  const end = text.length - commonEnd(earlier.text, text);
  const around = text.slice(
    Math.max(0, commonStart(earlier.text, text) - longestCommand),
    end + longestCommand,
  );
  return /go|:setvar|\$\(/i.test(around);
}

/** UTF-16 units. */
const longestCommand = 200;

/** Whether a text is one for sqlcmd, whose `GO` in a line of its own ends a batch. The signs are looked for first, since that is quick. */
const mayBeForSqlcmd = (text: string): boolean =>
  /^GO\r?\n|\nGO$/.test(text.slice(0, 4) + text.slice(-3)) ||
  text.includes('\nGO\n') ||
  text.includes('\nGO\r\n') ||
  ((text.includes(':setvar ') || text.includes('$(')) && /^[ \t]*go(?:[ \t]+\d+)?[ \t]*$/im.test(text));

/** The end of a command of sqlcmd that stands at the start of a line: `:setvar schema app`, `:r other.sql`, `:on error exit`. */
function sqlcmdCommandEnd(text: string, start: number): number | undefined {
  const isFirst = text.slice(lineStartOf(text, start), start).trim() === '';
  return isFirst ? endOf(sqlcmdCommand, text, start) : undefined;
}

const sqlcmdCommand =
  /:(?:setvar[ \t]+\w|r[ \t]+\S|on[ \t]+error[ \t]+(?:exit|ignore)|(?:connect|out|error)[ \t]+\S)[^\r\n]*/iy;

/** `DELIMITER //` on a line, which tools handle as MySQL's client does. PostgreSQL has no such statement. */
function delimiterCommandAt(
  text: string,
  start: number,
): { readonly sign: string; readonly end: number } | undefined {
  delimiterCommand.lastIndex = start;
  const found = delimiterCommand.exec(text);
  return found?.[1] === undefined ? undefined : { sign: found[1], end: delimiterCommand.lastIndex };
}

const delimiterCommand = /delimiter[ \t]+(\S{1,20})[ \t]*(?=[\r\n]|$)/iy;

/**
 * What Liquibase's changeset says of the end of its statements: `endDelimiter:/`; '' where it says nothing, undefined where
 * the comment begins no changeset. It is a pattern, of which the text counts: `^` and `$` that stand alone at its ends do not.
 */
function endDelimiterOf(text: string, { start, end }: Token): string | undefined {
  const line = text.slice(start, Math.min(end, start + 1_000));
  if (!/^-- *changeset\b/i.test(line)) return undefined;
  const [, quoted, bare] = /\bendDelimiter:(?:"([^"]*)"|(\S+))/i.exec(line) ?? [];
  return (quoted ?? bare ?? '')
    .replace(/(?<=[^\\|])\|.*$/, '')
    .replace(/\\[nrs][*+?]?|^\^(?=[^^])|(?<=[^$\s\\]|\\\$)\$$/g, '')
    .replace(/\\(\W)/g, '$1');
}

/**
 * The comments with which migration tools separate statements: Drizzle, goose, dbmate, sql-migrate, Liquibase. Between
 * `StatementBegin` and `StatementEnd` stands one request; semicolons part its statements, as they do for the server.
 */
const markers: readonly RegExp[] = [
  /^--> *statement-breakpoint/i,
  /^-- *\+(?:goose|migrate) +Statement(?:Begin|End)/i,
  /^-- *changeset +\S+:\S/i,
  /^-- *(?:\+goose +(?:Up|Down)|\+migrate +(?:Up|Down)|migrate:(?:up|down))/i,
];

function isMarker(text: string, comment: Token): boolean {
  if (text.charCodeAt(comment.start) !== 45) return false;
  const line = text.slice(comment.start, Math.min(comment.end, comment.start + 40));
  return markers.some((pattern) => pattern.test(line));
}
