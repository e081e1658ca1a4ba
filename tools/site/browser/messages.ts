import type { Day } from '../../../server/src/core/dialect/asOf.js';
import type { Safety, Severity } from '../../../server/src/core/lint/problem.js';

/** What the page asks of the worker. Each question has an answer of the same number. */
export type Question = { readonly number: number; readonly text: string; readonly asOf: Day } & (
  | { readonly kind: 'check' }
  | { readonly kind: 'fixAll'; readonly allowed: Safety }
  /** Numbers of a problem of that text, and of a fix of it. */
  | { readonly kind: 'fix'; readonly problem: number; readonly fix: number }
);

export type Answer = { readonly number: number } & (
  | { readonly kind: 'problems'; readonly problems: readonly ShownProblem[] }
  | { readonly kind: 'fixed'; readonly text: string; readonly applied: readonly string[] }
  | { readonly kind: 'failed'; readonly sentence: string }
);

/** Offsets are UTF-16 units of the text; lines begin with 1. */
export interface ShownProblem {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly fixes: readonly { readonly title: string; readonly safety: Safety }[];
}
