import { type Day, latestDay, parseAsOf } from '../../../server/src/core/dialect/asOf.js';
import type { DialectChange } from '../../../server/src/core/dialect/data.js';

/** A line of the picker. Without `asOf` the person is asked for a day. */
export interface DialectChoice {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  readonly asOf?: Day;
}

/**
 * `latest`, then each day on which the dialect changed, newest first, then any other day. `current` is marked; a day that
 * is `typed` leads the list.
 */
export function dialectChoices(
  changes: readonly DialectChange[],
  { current, typed = '' }: { readonly current?: string | undefined; readonly typed?: string } = {},
): readonly DialectChoice[] {
  const days = [...new Set(changes.map(({ since }) => since))].sort().reverse();
  const described = (asOf: Day, words: readonly string[]) => {
    const description = [...words, ...(asOf === current ? ['in effect here'] : [])].join(', ');
    return description === '' ? { asOf } : { description, asOf };
  };
  const typedDay = parseAsOf(typed.trim());
  const choices = [
    {
      label: 'Latest',
      detail: 'Changes with new versions of DSQL Workbench.',
      ...described('latest', [latestDay]),
    },
    ...days.flatMap((day): DialectChoice[] => {
      const asOf = parseAsOf(day);
      const titles = changes.filter(({ since }) => since === day).map(({ title }) => title);
      return asOf ? [{ label: day, detail: `New: ${titles.join('; ')}`, ...described(asOf, []) }] : [];
    }),
    { label: 'Another date…' },
  ];
  if (!typedDay || typedDay === 'latest' || days.includes(typedDay)) return choices;
  const since = days.find((day) => day <= typedDay);
  const detail = since ? `The dialect since ${since}.` : 'The dialect before its first dated change.';
  return [{ label: typedDay, detail, ...described(typedDay, []) }, ...choices];
}

/** What is wrong with a day that a person types; undefined if nothing. */
export const complaintAboutDay = (text: string): string | undefined =>
  parseAsOf(text.trim()) ? undefined : 'Enter a date as YYYY-MM-DD, for example 2026-03-31.';
