import type { Edit } from '../text/edit.js';
import { once } from '../text/once.js';
import type { Span } from '../text/span.js';

export const severities = ['error', 'warning', 'info', 'hint'] as const;

export type Severity = (typeof severities)[number];

/** `safe`: same meaning, may run unasked. `review`: behavior changes, and the title says how. */
export type Safety = 'safe' | 'review';

/** One way to repair a problem: minimal edits that keep comments and layout, in offsets of the analyzed text. */
export interface Fix {
  /** Tells it apart from the other fixes of its rule, in kebab-case: `use-uuid`. Never shown. */
  readonly id: string;
  /** What it does, as an imperative, for people. */
  readonly title: string;
  /** What changes, for people: "values and their type change". Every `review` fix has one. */
  readonly consequence?: string;
  readonly safety: Safety;
  readonly edits: readonly Edit[];
  /** The names that it makes up. Of two fixes with the same name, the second is made again. */
  readonly invents?: readonly string[];
  /** It leaves parts of the script that a person must change too, so it is never applied unasked. */
  readonly isPartial?: true;
  /** It gives a column another type, with all values that the statements of its script write to it. */
  readonly rewrites?: true;
  /** It repairs nothing: what DSQL refuses becomes a comment, so that the rest can run. */
  readonly leavesOut?: true;
}

/** A fix whose edits are made when they are asked for. A report needs only the title of most fixes. */
export function lazyFix(words: Omit<Fix, 'edits'>, work: () => readonly Edit[]): Fix {
  const edits = once(work);
  return {
    ...words,
    get edits() {
      return edits();
    },
  };
}

/** The title for people: what a fix does, and what changes. */
export const titleOf = ({
  title,
  consequence,
}: {
  readonly title: string;
  readonly consequence?: string | undefined;
}): string => (consequence === undefined ? title : `${title} (${consequence})`);

/** One finding in a text. `span` and the edits are UTF-16 offsets into the analyzed text. The preferred fix is first. */
export interface Problem<Id extends string = string> {
  readonly rule: Id;
  readonly severity: Severity;
  readonly message: string;
  readonly span: Span;
  /** URL of the page that documents the fact. */
  readonly documentation: string;
  readonly fixes: readonly Fix[];
}

/**
 * The fix that is marked as preferred, and applied where all are: the first that leaves nothing for a person to do.
 * `chosen`: titles, with their consequence, that a person prefers.
 */
export function preferredFix(
  fixes: readonly Fix[],
  allowed: Safety,
  chosen: readonly string[] = [],
): Fix | undefined {
  const may = ({ safety, isPartial }: Fix) => !isPartial && (allowed === 'review' || safety === 'safe');
  const wanted =
    chosen.length > 0 ? fixes.find((fix) => may(fix) && chosen.includes(titleOf(fix))) : undefined;
  return wanted ?? fixes.find(may);
}
