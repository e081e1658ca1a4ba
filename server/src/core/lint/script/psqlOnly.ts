import { nextToken } from '../../syntax/lexer.js';
import type { Script } from './script.js';

/** Whether psql alone can read a script: it has psql's commands, its variables, or rows behind a COPY. */
export const isForPsql = ({ text, metaCommands, copies, statements }: Script): boolean =>
  metaCommands.length > 0 ||
  copies.length > 0 ||
  (mayHoldVariable.test(text) &&
    statements.some(({ span }) => holdsVariable(text.slice(span.start, span.end))));

const mayHoldVariable = /(?:^|[^:]):[\p{L}_'"]/u;

function holdsVariable(text: string): boolean {
  for (let token = nextToken(text, 0); token; token = nextToken(text, token.end))
    if (token.kind === 'psqlVariable') return true;
  return false;
}
