import type { StatementKind } from '../node.js';
import { atEnd, type Cursor, loose, wordAt } from './cursor.js';

export type ClauseReader = (cursor: Cursor) => void;

/** Reads the rest of a statement after its first word, and answers its kind. */
export type StatementReader = (cursor: Cursor) => StatementKind;

/** The readers of clauses by their first words. */
export type Clauses = Readonly<Record<string, ClauseReader>>;

/** Reads clauses in any order. A token that begins none of them stays a token of the statement. */
export function tail(cursor: Cursor, clauses: Clauses): void {
  while (!atEnd(cursor)) {
    const { at } = cursor;
    const word = wordAt(cursor);
    // The clauses are plain objects, which also have a property `constructor`.
    if (Object.hasOwn(clauses, word)) clauses[word]?.(cursor);
    if (cursor.at === at) loose(cursor);
  }
}
