import { atEnd, type Cursor, loose, wordAt } from './cursor.js';

export type Reader = (cursor: Cursor) => void;

/** What the first word of a clause leads in. */
export type Clauses = Readonly<Record<string, Reader>>;

/** Reads clauses in whatever order they stand in; what leads in none of them stays a token of the statement. */
export function tail(cursor: Cursor, clauses: Clauses): void {
  while (!atEnd(cursor)) {
    const { at } = cursor;
    clauses[wordAt(cursor)]?.(cursor);
    if (cursor.at === at) loose(cursor);
  }
}
