import type { Edit } from './text/edit.js';
import type { Span } from './text/span.js';

export const severities = ['error', 'warning', 'info', 'hint'] as const;

export type Severity = (typeof severities)[number];

/** `safe`: same meaning, may run unasked. `review`: behaviour changes, and the title says how. */
export type Safety = 'safe' | 'review';

/** One way to repair a problem: minimal edits that keep comments and layout, in offsets of the analyzed text. */
export interface Fix {
  readonly title: string;
  readonly safety: Safety;
  readonly edits: readonly Edit[];
  /** Names that it invents: of two fixes that invent the same, the second one is worked out again. */
  readonly invents?: readonly string[];
  /** It repairs nothing: what DSQL refuses becomes a comment, and the rest can run. */
  readonly leavesOut?: true;
}

/** One finding in a text. `span` and the edits are UTF-16 offsets into the analyzed text. The preferred fix is first. */
export interface Problem {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly span: Span;
  /** URL of the page that documents the fact. */
  readonly documentation: string;
  readonly fixes: readonly Fix[];
}
