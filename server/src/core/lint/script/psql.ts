import { nextToken } from '../../syntax/lexer.js';
import type { Span } from '../../text/span.js';
import type { Script, ScriptStatement } from './script.js';

/** Whether psql alone can read a file of a script: it has psql's commands, its variables, or rows behind a COPY. */
export function isForPsql({ text, metaCommands, copies, statements }: Script, part: Span): boolean {
  const isIn = ({ start }: Span) => part.start <= start && start <= part.end;
  return (
    metaCommands.some(isIn) ||
    copies.some(isIn) ||
    (mayHoldVariable.test(text.slice(part.start, part.end)) &&
      statements.some(({ span }) => isIn(span) && holdsVariable(text.slice(span.start, span.end))))
  );
}

const mayHoldVariable = /(?:^|[^:]):[\p{L}_'"]/u;

function holdsVariable(text: string): boolean {
  for (let token = nextToken(text, 0); token; token = nextToken(text, token.end))
    if (token.kind === 'placeholder' && text.charAt(token.start) === ':') return true;
  return false;
}

/** Whether a COPY may become psql's \copy, which takes one line and substitutes no variable. */
export function mayBeMetaCommand({ text }: Script, { span }: ScriptStatement): boolean {
  const written = text.slice(span.start, span.end);
  if (holdsVariable(written)) return false;
  if (!/[\r\n]/.test(written)) return true;
  for (let token = nextToken(written, 0); token; token = nextToken(written, token.end))
    if (token.kind === 'comment' || /[\r\n]/.test(written.slice(token.start, token.end))) return false;
  return true;
}

/** Whether another statement is on the line behind one. */
export function isFollowed({ text }: Script, { span }: ScriptStatement): boolean {
  const [rest = ''] = text.slice(span.end, span.end + longestLine).match(/^[^\r\n]*/) ?? [];
  const next = nextToken(rest, 0);
  return next !== undefined && next.kind !== 'comment';
}

/** UTF-16 units to look at behind a statement. */
const longestLine = 1_000;
