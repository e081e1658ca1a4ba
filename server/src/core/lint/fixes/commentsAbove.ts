import { nextToken } from '../../syntax/lexer.js';
import { lineStartOf } from '../../text/lines.js';
import { type Script, type ScriptStatement, statementAt } from '../script/script.js';

/** Where the comments, and psql's \echo, on the lines directly above a statement begin, or else the statement. */
export function withCommentsAbove(script: Script, { span }: Pick<ScriptStatement, 'span'>): number {
  const { text } = script;
  let start = dumpedHead(text, span.start) ?? behindSign(text, span.start);
  for (let line = lineStartOf(text, start); line > 0; ) {
    if (text.slice(line, start).trim() !== '') break;
    const isBlock = /\*\/[ \t]*\r?\n?$/.test(text.slice(lineStartOf(text, line - 1), line));
    const above = lineStartOf(text, isBlock ? text.lastIndexOf('/*', line) : line - 1);
    // The marks that a tool writes between statements belong to the statement before.
    const comment = /^[ \t]*(?=\/\*|--(?!> *statement-breakpoint))/.exec(text.slice(above, line));
    if (announcement.test(text.slice(above, line))) {
      start = above;
      line = above;
      continue;
    }
    if (!comment || statementAt(script, { start: above }) || !holdsComments(text, above, line)) break;
    start = above + comment[0].length;
    line = above;
  }
  return start;
}

/** A command of psql that says what comes. */
const announcement = /^[ \t]*\\(?:q?echo|warn)\b[^\r\n]*\r?\n?$/;

/** Whether nothing but comments stands between two offsets. */
function holdsComments(text: string, from: number, to: number): boolean {
  let token = nextToken(text, from);
  while (token?.kind === 'comment' && token.start < to) token = nextToken(text, token.end);
  return !token || token.start >= to;
}

/** Where the comments before a statement on its own line begin. */
function behindSign(text: string, start: number): number {
  const line = lineStartOf(text, start);
  const [comments = ''] =
    /^[ \t]*((?:\/\*(?:[^*]|\*(?!\/))*\*\/[ \t]*)*)$/.exec(text.slice(line, start)) ?? [];
  return comments.trim() === '' ? start : start - comments.trimStart().length;
}

/** Where the comment begins that pg_dump writes above each object, followed by an empty line. */
function dumpedHead(text: string, start: number): number | undefined {
  let end = start;
  while (text.charAt(end - 1) === '\n' || text.charAt(end - 1) === '\r') end--;
  if (text.slice(end - 2, end) !== '--') return undefined;
  const name = lineStartOf(text, lineStartOf(text, end) - 1);
  const head = lineStartOf(text, name - 1);
  const written = text.slice(head, start);
  return /^--\r?\n-- (?:Data for )?Name: [^\n]*\n--\r?\n(?:\r?\n)+$/.test(written) ? head : undefined;
}
