/** Comment lines that say what to wait for between two statements of a plan. */
export const waitForIndex = "-- Wait until the index is built: CALL sys.wait_for_job('job_id')";
export const fillInNulls = (table: string, column: string, value = '…'): string =>
  `-- Now, in batches of 3,000 rows: UPDATE ${table} SET ${column} = ${value} WHERE ${column} IS NULL`;
export const inBatches = '-- Run this in batches of at most 3,000 rows, until it changes none:';
export const untilDone = '-- Run this again and again, until it changes no row:';
