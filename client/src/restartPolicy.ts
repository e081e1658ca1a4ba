const restarts = 5;
const period = 3 * 60_000;

/**
 * What to do when the server has stopped by itself: start it again, unless this is the sixth time within three
 * minutes. Times in ms; `crashes` are the ones to remember for the next call.
 */
export function afterCrash(
  earlier: readonly number[],
  now: number,
): { readonly crashes: readonly number[]; readonly restart: boolean } {
  const crashes = [...earlier.filter((time) => now - time < period), now];
  return { crashes, restart: crashes.length <= restarts };
}
