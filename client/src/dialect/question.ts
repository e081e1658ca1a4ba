/** What is known before a comparison begins. */
export interface PlannedComparison {
  readonly profile: { readonly name: string; readonly readOnly: boolean; readonly production: boolean };
  /** The day of the facts. */
  readonly day: string;
  /** How many statements run, without those that begin a job. */
  readonly statements: number;
  /** How many facts are known from a comparison that was canceled. */
  readonly known: number;
  /** How many statements begin a job. */
  readonly jobs: number;
  /** The id of the cluster whose answers are given up. */
  readonly replaces: string | undefined;
}

/** The question before a comparison. A read-only connection, or one marked as production, is named as such. */
export function comparisonQuestion({
  profile: { name, readOnly, production },
  day,
  statements,
  known,
  jobs,
  replaces,
}: PlannedComparison) {
  const yes = readOnly || production ? ('Compare anyway' as const) : ('Compare' as const);
  const marks = [...(production ? ['marked as production'] : []), ...(readOnly ? ['read-only'] : [])];
  return {
    message: `Compare the dialect of ${day} with "${name}"?`,
    detail: [
      ...(marks.length > 0
        ? [
            `This connection is ${marks.join(' and ')}. A comparison makes a schema with an empty table there, and drops it.`,
          ]
        : []),
      `${statements.toLocaleString('en-US')} statements run there, each in a transaction that is rolled back. They stay in a schema of their own, which is dropped at the end. No object of yours is read or changed.`,
      ...(known > 0
        ? [`The answers to ${known} facts are known from the comparison that was interrupted.`]
        : []),
      ...(jobs > 0
        ? [`${jobs} more begin a job, such as CREATE INDEX ASYNC. A rollback does not end a job.`]
        : []),
      ...(replaces === undefined ? [] : [`What cluster ${replaces} said is replaced.`]),
    ].join('\n\n'),
    answers: jobs > 0 ? ([yes, 'Compare with jobs'] as const) : ([yes] as const),
  };
}
