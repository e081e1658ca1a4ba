import type { Rule } from '../analysis/rule.js';
import { timeline } from '../dialect/timeline.js';

/** From when until when a rule holds, for people; empty where it always does. */
export function datesOf({ holds }: Rule): string {
  const since = holds?.since && `since ${timeline[holds.since].since}`;
  const until = holds?.until && `refused until ${timeline[holds.until].since}`;
  return [since, until].filter(Boolean).join(', ');
}
