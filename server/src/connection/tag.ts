/** The rows that a command tag counts, as in "INSERT 0 3" and "SELECT 5"; undefined where it counts none. */
export function rowsInTag(tag: string): number | undefined {
  const [, count] = /^[A-Z ]+(?:\d+ )?(\d+)$/.exec(tag) ?? [];
  return count === undefined ? undefined : Number(count);
}
