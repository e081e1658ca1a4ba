import { lineComment } from '../../syntax/comments.js';

/** A statement on the way from one schema to another. Each is a transaction of its own. */
export interface SchemaStep {
  readonly sql: string;
  readonly phase: StepPhase;
  /** What a person should know of it, one sentence. */
  readonly note?: string;
  /** Its place within its phase, where that matters: the lowest first. */
  readonly rank?: number;
}

/** Statements run phase by phase, because what they change depends on each other. */
export type StepPhase = (typeof phases)[number];

export const phases = [
  'make schemas',
  'make types',
  'drop views',
  'drop foreign keys',
  'drop constraints',
  'drop indexes',
  'drop functions',
  'make functions',
  'make tables',
  'change columns',
  'make functions of tables',
  'make constraints',
  'make indexes',
  'make foreign keys',
  'drop columns',
  'drop tables',
  'make views',
  'describe',
  'drop types',
  'drop schemas',
  'grant',
  'give away',
] as const;

/** What one schema has and the other one lacks, or has in another way. */
export interface Difference {
  /** `missing`: the first schema lacks it. `extra`: the second one does. */
  readonly kind: 'missing' | 'extra' | 'different';
  /** As in `table public.orders`, `column public.orders.note` or `rights of reader on table public.orders`. */
  readonly object: string;
  /** What differs, as in `integer → bigint`; empty where the object itself is missing or extra. */
  readonly detail: string;
  /** What brings the first to the second; none where only a person can. */
  readonly steps: readonly SchemaStep[];
  /** The steps drop data: nothing runs them that was not told to. */
  readonly losesData: boolean;
  /** What a person must do, one sentence; undefined where the steps are enough. */
  readonly byHand: string | undefined;
}

/** The steps in the order in which they run; those that lose data only where that is `allowed`. */
export const stepsOf = (
  differences: readonly Difference[],
  allowed: { readonly losses: boolean },
): readonly SchemaStep[] =>
  differences
    .filter(({ losesData }) => allowed.losses || !losesData)
    .flatMap(({ steps }) => steps)
    .map((step, at) => ({ step, at }))
    .sort(
      (one, other) =>
        phases.indexOf(one.step.phase) - phases.indexOf(other.step.phase) ||
        (one.step.rank ?? 0) - (other.step.rank ?? 0) ||
        one.at - other.at,
    )
    .map(({ step }) => step);

/** A statement with its semicolon, below what a person should know of it. */
export const stepText = ({ sql, note }: SchemaStep): string =>
  `${note === undefined ? '' : `${lineComment(note)}\n`}${sql};\n`;
