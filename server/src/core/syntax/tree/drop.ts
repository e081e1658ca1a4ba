import type { StatementKind } from '../node.js';
import { type Cursor, is, take } from './cursor.js';
import { ifExists } from './name.js';
import { objectKinds } from './object.js';
import { tail } from './tail.js';

/** DROP of whatever kind, into the statement that is open. */
export function drop(cursor: Cursor): StatementKind {
  cursor.at++;
  const found = objectKinds.find(([words]) => is(cursor, ...words));
  if (!found) {
    tail(cursor, {});
    return 'UnknownStmt';
  }
  const [words, kind, read] = found;
  cursor.at += words.length;
  take(cursor, 'concurrently');
  ifExists(cursor);
  read(cursor);
  tail(cursor, {});
  return kind;
}
