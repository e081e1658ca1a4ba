import { lineComment } from './comments.js';
import { quoteName } from './names.js';

/** Comment lines between two statements of a plan, which say what to wait for. */
export const waitForIndex = "-- Wait until the index is built: CALL sys.wait_for_job('job_id')";
export const fillInNulls = (table: string, column: string, value = '…'): string =>
  lineComment(
    `Now, in batches of 3,000 rows: UPDATE ${table} SET ${column} = ${value} WHERE ${column} IS NULL`,
  );

/**
 * An UPDATE of the rows that a condition names, below a comment that says how to run it: as a whole, or, where the key
 * is known, a thousand rows at a time. Names as the script writes them.
 */
export function updateInParts(
  { table, key }: { readonly table: string; readonly key: readonly string[] },
  assignment: string,
  condition: string,
): readonly [comment: string, statement: string] {
  const columns = key.map(quoteName).join(', ');
  if (key.length === 0) return [inBatches, `UPDATE ${table} SET ${assignment} WHERE ${condition};`];
  const part = `SELECT ${columns} FROM ${table} WHERE ${condition} LIMIT 1000`;
  return [
    untilDone,
    `UPDATE ${table} SET ${assignment} WHERE ${key.length > 1 ? `(${columns})` : columns} IN (${part});`,
  ];
}

const inBatches = '-- Run this in batches of at most 3,000 rows, until it changes none:';
export const untilDone = '-- Run this again and again, until it changes no row:';
