import { type AsOf, latestDay, parseAsOf } from '../../server/src/core/dialect/asOf.js';
import type { Change } from '../../server/src/core/dialect/timeline.js';

/** A line of the picker. Without `asOf` the person is asked for a day. */
export interface DialectChoice {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  readonly asOf?: AsOf;
}

/** `latest`, then each day on which the dialect changed, newest first, then any other day. */
export function dialectChoices(changes: readonly Change[]): readonly DialectChoice[] {
  const days = [...new Set(changes.map(({ since }) => since))].sort().reverse();
  return [
    {
      label: 'Latest',
      description: latestDay,
      detail: 'Moves on with new versions of DSQL Workbench.',
      asOf: 'latest',
    },
    ...days.flatMap((day): DialectChoice[] => {
      const asOf = parseAsOf(day);
      const titles = changes.filter(({ since }) => since === day).map(({ title }) => title);
      return asOf ? [{ label: day, detail: `New: ${titles.join('; ')}`, asOf }] : [];
    }),
    { label: 'Another day…' },
  ];
}

/** What is wrong with a day that a person types; undefined if nothing. */
export const complaintAboutDay = (text: string): string | undefined =>
  parseAsOf(text.trim()) ? undefined : 'Type a day of the calendar as YYYY-MM-DD, for example 2026-03-31.';
