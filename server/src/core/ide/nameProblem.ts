import type { Span } from '../text/span.js';

/** A name in a statement that means nothing, or is ambiguous, as far as the files and the server's own catalog tell. */
export interface NameProblem {
  readonly rule: NameRule;
  readonly message: string;
  /** UTF-16 offsets. */
  readonly span: Span;
  /** The name that may be meant, as SQL writes it. */
  readonly suggestion: string | undefined;
}

export type NameRule =
  | 'ambiguous-column'
  | 'duplicate-name'
  | 'insert-values'
  | 'types-do-not-fit'
  | 'unknown-alias'
  | 'unknown-column'
  | 'unknown-function'
  | 'unknown-table'
  /** A hint only, because the statement runs. */
  | 'unused-query';

export const problem = (
  rule: NameRule,
  span: Span,
  message: string,
  suggestion?: string | undefined,
): NameProblem => ({ rule, span, message, suggestion });
