import { parameter } from './memory.js';
import { holdsSecret } from './secret.js';
import { allOf, amount, flag, listOf, optional, record, type Shaped, text, whole } from './shape.js';

const entry = record({
  id: whole,
  sql: text,
  /** The statement was too long to keep all of it, so it cannot run again. */
  isCut: flag,
  /** The connection's name and the document's. */
  title: text,
  /** The name of the connection, where it is known. */
  connection: optional(text),
  /** Milliseconds since 1970. */
  time: amount,
  /** "SELECT 3 in 12 ms", or why it failed. */
  outcome: text,
  hasFailed: flag,
  /** It was done in batches, and is again. */
  isInBatches: optional(flag),
  /** What its values are called; the values are not kept. */
  parameters: optional(listOf(parameter)),
});

/** A statement that was run. */
export type HistoryEntry = Shaped<typeof entry>;

/** Bounds of what is kept: entries, and characters of SQL in all of them and in one. */
export const bounds = { entries: 500, all: 1_000_000, one: 20_000 } as const;

/** The entries, newest first, of what was kept; nothing that is not an entry comes through. */
export const historyFrom = (kept: unknown): readonly HistoryEntry[] => allOf(entry, kept);

/** A statement that has just run. */
export type NewEntry = Omit<HistoryEntry, 'id' | 'isCut' | 'isInBatches' | 'parameters'> & {
  readonly isInBatches?: boolean | undefined;
  readonly parameters?: HistoryEntry['parameters'];
};

/** The history with one more statement. The same statement, run again on the same connection, takes its own place. */
export function remembered(
  history: readonly HistoryEntry[],
  { sql, ...statement }: NewEntry,
): readonly HistoryEntry[] {
  if (holdsSecret(sql)) return history;
  const id = history.reduce((highest, one) => Math.max(highest, one.id), 0) + 1;
  const added = {
    ...statement,
    isInBatches: statement.isInBatches ?? false,
    parameters: statement.parameters ?? [],
    id,
    sql: sql.slice(0, bounds.one),
    isCut: sql.length > bounds.one,
  };
  const others = history.filter((one) => one.sql !== added.sql || one.title !== added.title);
  let length = 0;
  return [added, ...others].slice(0, bounds.entries).filter((one) => {
    length += one.sql.length;
    return length <= bounds.all;
  });
}

/** "12:04" of today, otherwise "2026-11-22 12:04". */
export function timeOf(time: number, now: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const dayOf = (date: Date) => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const date = new Date(time);
  const clock = `${two(date.getHours())}:${two(date.getMinutes())}`;
  return dayOf(date) === dayOf(new Date(now)) ? clock : `${dayOf(date)} ${clock}`;
}
