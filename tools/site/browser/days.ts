import { latestDay } from '../../../server/src/core/dialect/asOf.js';
import { type DialectChange, timeline } from '../../../server/src/core/dialect/data.js';

/** A day on which the dialect is another than on the one before. */
export interface DialectDay {
  /** YYYY-MM-DD. */
  readonly day: string;
  /** What came on that day, for people. */
  readonly title: string;
}

/** The stops of the slider, oldest first: the day before the first change, each change, and the newest day that was checked. */
export const dialectDays: readonly DialectDay[] = stops(Object.values<DialectChange>(timeline));

function stops(changes: readonly DialectChange[]): readonly DialectDay[] {
  const titles = new Map<string, string[]>();
  const add = (day: string, title: string) => titles.set(day, [...(titles.get(day) ?? []), title]);
  for (const { since, title, refused } of changes) {
    add(since, title);
    if (refused) add(refused.until, `last seen refused: ${title}`);
  }
  if (!titles.has(latestDay)) add(latestDay, 'the newest day that was checked');
  const days = [...titles].map(([day, names]) => ({ day, title: names.join('; ') }));
  const sorted = days.sort((one, other) => (one.day < other.day ? -1 : 1));
  return [{ day: dayBefore(sorted[0]?.day ?? latestDay), title: 'before the first change' }, ...sorted];
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

/** The number of the stop whose dialect holds on a day; `latest` and a later day are the last one. */
export function stopOf(day: string): number {
  const at = day === 'latest' ? -1 : dialectDays.findLastIndex((stop) => stop.day <= day);
  return day === 'latest' ? dialectDays.length - 1 : Math.max(at, 0);
}
