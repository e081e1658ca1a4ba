import { type DialectChange, type FeatureId, timeline } from './timeline.js';

/** The day whose dialect a text is checked against: a day as YYYY-MM-DD, or the newest one that was checked. */
export type AsOf = 'latest' | `${number}-${number}-${number}`;

/** The newest day on which the dialect's data was checked: what `latest` stands for. */
export const latestDay = '2026-11-28';

/** `latest` or a real calendar day as YYYY-MM-DD; undefined for anything else. */
export function parseAsOf(text: string): AsOf | undefined {
  if (text === 'latest') return text;
  if (!isDay(text)) return undefined;
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  return day >= 1 && day <= daysInMonth(year, month) ? text : undefined;
}

/** The day as YYYY-MM-DD. */
export const dayOf = (asOf: AsOf): string => (asOf === 'latest' ? latestDay : asOf);

/** Whether a change of the dialect is known to be there on a day, so that what it lets in may be advised. */
export const isReleased = (feature: FeatureId, asOf: AsOf): boolean => timeline[feature].since <= dayOf(asOf);

/**
 * Whether a change is known not to be there yet on a day, so that what it lets in is an error. Between the last day on which a
 * cluster refused it and the first on which one accepted it, neither this nor `isReleased` holds.
 */
export function isRefused(feature: FeatureId, asOf: AsOf): boolean {
  const { since, refused }: DialectChange = timeline[feature];
  const day = dayOf(asOf);
  return refused ? day <= refused.until : day < since;
}

const isDay = (text: string): text is `${number}-${number}-${number}` => /^\d{4}-\d{2}-\d{2}$/.test(text);

function daysInMonth(year: number, month: number): number {
  if (month < 1 || month > 12) return 0;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && isLeap ? 29 : ([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0);
}
