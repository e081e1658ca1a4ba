import { type Span, shiftSpan } from '../../text/span.js';
import { statementText } from '../statement.js';
import { type Cursor, cursorOf, draft, is, wordAt } from './cursor.js';
import { columnConstraint, tableConstraint } from './definition.js';
import { table } from './name.js';
import { spanOf } from './nodes.js';
import { readers } from './readers.js';

/**
 * The span of a name or a constraint that begins at a UTF-16 offset of a text, without the tree of the statement around
 * it: as the tree would have it, at a fraction of the cost. `end` is where the statement ends.
 */
export function spanFrom(text: string, kind: 'table' | 'constraint', { start, end }: Span): Span {
  const rest = statementText(text.slice(start, end));
  const root = draft('statement', 'UnknownStmt', 0, undefined);
  const cursor = cursorOf(rest, root, readers);
  readPart[kind](cursor);
  const [part] = root.children;
  return shiftSpan(spanOf(rest, part ?? { first: 0, last: 0 }), start);
}

const readPart: Readonly<Record<'table' | 'constraint', (cursor: Cursor) => unknown>> = {
  table,
  constraint: (cursor) => {
    const kind = wordAt(cursor, is(cursor, 'constraint') ? 2 : 0);
    return kind === 'foreign' || kind === 'exclude' ? tableConstraint(cursor) : columnConstraint(cursor);
  },
};
