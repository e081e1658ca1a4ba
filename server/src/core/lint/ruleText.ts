import { type DialectChange, timeline } from '../dialect/data.js';
import type { Rule } from './rule.js';

/** The dates between which a rule holds, for people; empty where it always does. */
export const datesOf = (rule: Rule): string => dates(rule, (day) => day);

/** The same in Markdown, with a link from each day to its source. */
export const linkedDatesOf = (rule: Rule): string => dates(rule, (day, source) => `[${day}](${source})`);

function dates({ holds }: Rule, dayOf: (day: string, source: string) => string): string {
  const since: DialectChange | undefined = holds?.since && timeline[holds.since];
  const until: DialectChange | undefined = holds?.until && timeline[holds.until];
  const part = holds?.part === undefined ? '' : `${holds.part} `;
  return [since && `since ${dayOf(since.since, since.source)}`, until && `${part}${refusal(until)}`]
    .filter(Boolean)
    .join(', ');

  function refusal({ since, source, refused }: DialectChange): string {
    const accepted = dayOf(since, source);
    return refused
      ? `refused up to ${dayOf(refused.until, refused.source)}, accepted from ${accepted}, not known in between`
      : `refused until ${accepted}`;
  }
}
