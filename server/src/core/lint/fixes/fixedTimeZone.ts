import { rangeOf } from '../../syntax/rangeOf.js';
import { spanOf } from '../../syntax/tree/nodes.js';
import { type Fix, lazyFix } from '../problem.js';
import type { ChangingPart } from '../script/changingParts.js';

/** Converts the times in a part to UTC, where that makes the part immutable; offsets are those of the script. */
export function fixedTimeZone({ placed, statement, change, zoned }: ChangingPart): readonly Fix[] {
  if (zoned.length === 0) return [];
  const words = {
    id: 'add-time-zone',
    title: "Add AT TIME ZONE 'UTC'",
    consequence: 'days and hours are those of UTC, and a query must ask for the same expression',
    safety: 'review',
  } as const;
  return [
    lazyFix(words, () =>
      zoned.flatMap((node) => {
        const range = rangeOf(statement, node);
        if (!range) return [];
        const span = spanOf(statement, range);
        const [start, end] = [placed.span.start + span.start, placed.span.start + span.end];
        // An argument of a function needs no parentheses of its own.
        const isArgument = 'funcname' in change.node;
        const open = isArgument ? [] : [{ start, end: start, text: '(' }];
        return [...open, { start: end, end, text: ` AT TIME ZONE 'UTC'${isArgument ? '' : ')'}` }];
      }),
    ),
  ];
}
