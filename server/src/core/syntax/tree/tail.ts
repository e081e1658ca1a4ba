import type { StatementKind } from '../node.js';
import { atEnd, type Cursor, loose, wordAt } from './cursor.js';

export type ClauseReader = (cursor: Cursor) => void;

/** Reads a statement whose first word is met, and says what it is. */
export type StatementReader = (cursor: Cursor) => StatementKind;

/** What the first word of a clause leads in. */
export type Clauses = Readonly<Record<string, ClauseReader>>;

/** Reads clauses in whatever order they are in; what leads in none of them stays a token of the statement. */
export function tail(cursor: Cursor, clauses: Clauses): void {
  while (!atEnd(cursor)) {
    const { at } = cursor;
    const word = wordAt(cursor);
    // Clauses are written where they are read, as plain objects; these have `constructor` as well.
    if (Object.hasOwn(clauses, word)) clauses[word]?.(cursor);
    if (cursor.at === at) loose(cursor);
  }
}
