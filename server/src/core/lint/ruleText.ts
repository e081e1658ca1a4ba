import { type FeatureId, timeline } from '../dialect/timeline.js';
import type { Rule } from './rule.js';

/** From when until when a rule holds, for people; empty where it always does. */
export const datesOf = (rule: Rule): string => dates(rule, (feature) => timeline[feature].since);

/** The same in Markdown, each day a link to the page that announces the change. */
export const linkedDatesOf = (rule: Rule): string =>
  dates(rule, (feature) => `[${timeline[feature].since}](${timeline[feature].source})`);

function dates({ holds }: Rule, dayOf: (feature: FeatureId) => string): string {
  const since = holds?.since && `since ${dayOf(holds.since)}`;
  const until = holds?.until && `refused until ${dayOf(holds.until)}`;
  return [since, until].filter(Boolean).join(', ');
}
