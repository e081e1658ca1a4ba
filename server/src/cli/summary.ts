import { type Problem, type Severity, severities } from '../core/lint/problem.js';

/** How many problems there are of each severity. */
export type Summary = Readonly<Record<Severity, number>>;

export const noProblems: Summary = { error: 0, warning: 0, info: 0, hint: 0 };

export function summaryOf(problems: Iterable<Pick<Problem, 'severity'>>): Summary {
  const summary = { ...noProblems } satisfies Record<Severity, number>;
  for (const { severity } of problems) summary[severity]++;
  return summary;
}

export const isEmpty = (summary: Summary): boolean => severities.every((severity) => summary[severity] === 0);

export const addSummaries = (one: Summary, other: Summary): Summary => ({
  error: one.error + other.error,
  warning: one.warning + other.warning,
  info: one.info + other.info,
  hint: one.hint + other.hint,
});

const plurals: Readonly<Record<Severity, string>> = {
  error: 'errors',
  warning: 'warnings',
  info: 'infos',
  hint: 'hints',
};

/** As "2 errors, 1 hint"; empty without problems. */
export const summaryText = (summary: Summary): string =>
  severities
    .filter((severity) => summary[severity] > 0)
    .map((severity) => count(summary[severity], severity, plurals[severity]))
    .join(', ');

/** As "1 file" or "3 files". */
export const count = (amount: number, noun: string, plural = `${noun}s`): string =>
  `${amount} ${amount === 1 ? noun : plural}`;
