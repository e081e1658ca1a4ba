import { type Span, shiftSpan } from '../../text/span.js';
import { nextToken } from '../lexer.js';
import { statementText } from '../statement.js';
import { type Cursor, cursorOf, draft, is, wordAt } from './cursor.js';
import { columnConstraint, tableConstraint } from './definition.js';
import { table } from './name.js';
import { spanOf } from './nodes.js';
import { readers } from './readers.js';
import { type } from './type.js';

/**
 * The span of a name, a type or a constraint that begins at a UTF-16 offset of a text. The result is that of the statement's
 * tree, at a fraction of the cost. `end` is the end of the statement. Undefined where no such part begins.
 */
export function spanFrom(text: string, kind: PartKind, { start, end }: Span): Span | undefined {
  const rest = statementText(text.slice(start, endOfPart(text, kind, { start, end })));
  const root = draft('statement', 'UnknownStmt', 0, undefined);
  const cursor = cursorOf(rest, root, readers);
  readPart[kind](cursor);
  const [part] = root.children;
  return part && shiftSpan(spanOf(rest, part), start);
}

/**
 * No part extends past a comma or a sign that closes what it is in, and no name of a table past an opening sign. What follows
 * need not be read.
 */
function endOfPart(text: string, kind: PartKind, { start, end }: Span): number {
  let depth = 0;
  for (let token = nextToken(text, start); token && token.end <= end; token = nextToken(text, token.end)) {
    if (token.kind !== 'punctuation') continue;
    const sign = text.charAt(token.start);
    if (sign === '(' && kind === 'table') return token.start;
    if (sign === '(' || sign === '[') depth++;
    else if (sign === ')' || sign === ']') depth--;
    if (depth < 0 || (depth === 0 && (sign === ',' || sign === ';'))) return token.start;
  }
  return end;
}

type PartKind = 'table' | 'type' | 'constraint';

const readPart: Readonly<Record<PartKind, (cursor: Cursor) => unknown>> = {
  table,
  type,
  constraint: (cursor) => {
    const kind = wordAt(cursor, is(cursor, 'constraint') ? 2 : 0);
    return kind === 'foreign' || kind === 'exclude' ? tableConstraint(cursor) : columnConstraint(cursor);
  },
};
