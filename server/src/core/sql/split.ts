import type { Span } from '../text/span.js';
import { nextToken, type Token } from './lexer.js';

/** A statement with its closing semicolon where there is one, or text that psql would not send to the server. */
export interface Piece extends Span {
  readonly kind: 'statement' | 'metaCommand' | 'copyData';
}

export interface Script {
  readonly pieces: readonly Piece[];
  /** Every comment that stands outside string, statement or not, in order. */
  readonly comments: readonly Token[];
}

/**
 * Cuts a script into statements: at semicolons outside quotes, `BEGIN ATOMIC … END` bodies and the action list of a
 * rule, at psql meta-commands, and at the markers of migration tools. A parenthesis left open hides nothing: the
 * semicolon still ends its statement. Spans are UTF-16 offsets from the first token to the semicolon, inclusive.
 */
export function splitScript(text: string): Script {
  const pieces: Piece[] = [];
  const comments: Token[] = [];
  let open: OpenStatement | undefined;
  let last = 0;
  let verbatim = false;

  const close = (end: number) => {
    if (open) pieces.push({ kind: 'statement', start: open.start, end });
    open = undefined;
  };

  for (let token = nextToken(text, 0); token; token = nextToken(text, last)) {
    last = token.end;
    if (token.kind === 'comment') {
      comments.push(token);
      const marker = markerOf(text, token);
      if (marker) close(lastTokenEnd(pieces, open));
      if (marker === 'begin') verbatim = true;
      if (marker === 'end') verbatim = false;
      continue;
    }
    if (isBackslash(text, token)) {
      close(lastTokenEnd(pieces, open));
      last = endOfMetaCommand(text, token.start);
      pieces.push({ kind: 'metaCommand', start: token.start, end: last });
      continue;
    }
    if (!open) {
      if (isSemicolon(text, token)) continue;
      open = startStatement(token);
    }
    open.end = token.end;
    follow(open, text, token);
    if (!isSemicolon(text, token) || open.atomic > 0 || (open.isRule && open.depth > 0)) continue;
    if (verbatim && !endsVerbatim(text, token.end)) continue;
    const copies = open.copiesFromStdin;
    close(token.end);
    if (copies) {
      const data = copyData(text, token.end);
      if (data) {
        pieces.push(data);
        last = data.end;
      }
    }
  }
  close(lastTokenEnd(pieces, open));
  return { pieces, comments };
}

interface OpenStatement {
  readonly start: number;
  end: number;
  words: string[];
  depth: number;
  atomic: number;
  isRule: boolean;
  copiesFromStdin: boolean;
}

const startStatement = (token: Token): OpenStatement => ({
  start: token.start,
  end: token.end,
  words: [],
  depth: 0,
  atomic: 0,
  isRule: false,
  copiesFromStdin: false,
});

const lastTokenEnd = (pieces: readonly Piece[], open: OpenStatement | undefined): number =>
  open?.end ?? pieces.at(-1)?.end ?? 0;

/** Remembers of a statement only what decides where it ends. */
function follow(statement: OpenStatement, text: string, token: Token): void {
  if (token.kind === 'punctuation') {
    const code = text.charCodeAt(token.start);
    if (code === 40) statement.depth++;
    if (code === 41) statement.depth--;
    return;
  }
  if (token.kind !== 'word') return;
  const { words } = statement;
  const count = words.length;
  // Only the head of a statement and the words around a body matter; the rest need not be spelled out.
  const first = words[0];
  if (count > 3 && first !== 'create' && first !== 'copy') return;
  const word = text.slice(token.start, token.end).toLowerCase();
  const previous = words[count - 1];
  if (count < 4) {
    words.push(word);
    statement.isRule =
      words[0] === 'create' && (word === 'rule' ? count === 1 || count === 3 : statement.isRule);
  } else words[count - 1] = word;
  if (first === 'copy' && previous === 'from' && word === 'stdin' && statement.depth === 0)
    statement.copiesFromStdin = true;
  if (first !== 'create') return;
  if (word === 'atomic' && previous === 'begin') statement.atomic = 1;
  else if (statement.atomic > 0 && word === 'case') statement.atomic++;
  else if (statement.atomic > 0 && word === 'end') statement.atomic--;
}

const isSemicolon = (text: string, token: Token): boolean =>
  token.kind === 'punctuation' && text.charCodeAt(token.start) === 59;

const isBackslash = (text: string, token: Token): boolean =>
  token.kind === 'punctuation' && text.charCodeAt(token.start) === 92;

/** A meta-command takes the rest of its line, or up to `\\`, psql's own separator. */
function endOfMetaCommand(text: string, start: number): number {
  const rest = /[\r\n]|\\\\/g;
  rest.lastIndex = start + 1;
  const found = rest.exec(text);
  if (!found) return text.length;
  return found[0] === '\\\\' ? found.index + 2 : found.index;
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

type Marker = 'break' | 'begin' | 'end';

/** Comments by which migration tools part statements: Drizzle, goose, dbmate, sql-migrate. */
const markers: readonly (readonly [RegExp, Marker])[] = [
  [/^--> *statement-breakpoint/i, 'break'],
  [/^-- *\+(?:goose|migrate) +StatementBegin/i, 'begin'],
  [/^-- *\+(?:goose|migrate) +StatementEnd/i, 'end'],
  [/^-- *(?:\+goose +(?:Up|Down)|\+migrate +(?:Up|Down)|migrate:(?:up|down))/i, 'break'],
];

function markerOf(text: string, comment: Token): Marker | undefined {
  if (text.charCodeAt(comment.start) !== 45) return undefined;
  const line = text.slice(comment.start, Math.min(comment.end, comment.start + 40));
  return markers.find(([pattern]) => pattern.test(line))?.[1];
}

/** Between `StatementBegin` and `StatementEnd` only the last semicolon ends the statement. */
function endsVerbatim(text: string, from: number): boolean {
  const next = nextToken(text, from);
  return !next || (next.kind === 'comment' && markerOf(text, next) === 'end');
}
