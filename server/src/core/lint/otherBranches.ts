import type { StatementText } from '../syntax/statement.js';
import { otherReadings } from '../syntax/templates.js';
import type { Span } from '../text/span.js';
import { type BodyQuestion, checkPiece, parsed } from './bodies.js';
import type { RuleFinding } from './engine.js';

/**
 * The findings in the branches of a template within a statement that do not stand in the text that was read. The statement is
 * read again with each of them. Spans and edits are relative to the statement, and each edit stays within its branch.
 */
export function checkOtherBranches<Id extends string>(
  question: BodyQuestion<Id>,
  statement: StatementText,
  known: readonly RuleFinding<Id>[],
): readonly RuleFinding<Id>[] {
  const readings = otherReadings(statement);
  if (readings.length === 0) return [];
  const { unreadable } = question.rules;
  const found = new Set(known.map(keyOf));
  return readings.flatMap(({ text, branch }) =>
    checkPiece(question, { text }, parsed(question, { text }), (finding) => finding)
      .filter((finding) => isWithin(finding.at, branch) && !found.has(keyOf(finding)))
      .filter(({ rule }) => !unreadable.some(({ id }) => id === rule))
      .map((finding) => ({
        rule: finding.rule,
        at: finding.at,
        data: finding.data,
        isInner: true as const,
        get fixes() {
          return (finding.fixes ?? []).filter(({ edits }) => edits.every((edit) => isWithin(edit, branch)));
        },
      })),
  );
}

const keyOf = ({ rule, at }: RuleFinding): string => `${rule} ${at.start} ${at.end}`;

const isWithin = (inner: Span, outer: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;
