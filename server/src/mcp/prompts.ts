import type { Parameters } from './parameters.js';

/** A request that a person chooses, as text for an agent. */
export interface Prompt {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly parameters: Parameters;
  readonly text: (values: Readonly<Record<string, string | undefined>>) => string;
}

const subject = {
  path: { type: 'string', description: 'A .sql file of the project.', required: true },
} as const satisfies Parameters;

export const prompts: readonly Prompt[] = [
  {
    name: 'make-dsql-ready',
    title: 'Make this schema DSQL-ready',
    description:
      'Repairs a PostgreSQL schema for Aurora DSQL, tries it on a local sandbox, and tells what was decided.',
    parameters: subject,
    text: ({ path }) =>
      `Make the PostgreSQL schema in ${path} ready for Amazon Aurora DSQL.

1. Call lint with path "${path}" and read what is refused.
2. Call fix with the same path. Read each change that alters behavior.
3. Call plan_migration with the repaired text, and run each step on the sandbox with run, one statement a call. If one is refused, call explain_error with the server's text, correct the step, and run it again.
4. Tell me what was changed and why, what I must decide myself, and what has no replacement. Ask me before you write the file.`,
  },
  {
    name: 'review-migration',
    title: 'Review this migration',
    description: 'Reads a migration as a reviewer who knows Aurora DSQL would.',
    parameters: subject,
    text: ({ path }) =>
      `Review the migration in ${path} for Amazon Aurora DSQL.

1. Call schema for what the project has, and lint with path "${path}".
2. Call plan_migration and look at each transaction: does one fail halfway, change more than 3,000 rows, lose data, or need an index that is still being built?
3. Where you doubt that something is taken, call dialect, or try it on the sandbox with run.
4. Answer with what must change, most important first, each with its line and the SQL to write instead. Do not change the file.`,
  },
];
