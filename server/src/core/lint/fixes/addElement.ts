import { spanOf } from '../../syntax/tree/nodes.js';
import type { Edit } from '../../text/edit.js';
import { lineStartOf } from '../../text/lines.js';
import type { CreatedTable } from '../script/createdTable.js';
import type { Script } from '../script/script.js';
import { placeEdits } from './placeEdits.js';

/**
 * Puts an element at the end of the list, on a line of its own where the others have theirs, below comments where the
 * list is tall.
 */
export function addElement(
  script: Script,
  created: CreatedTable,
  sql: string,
  above: readonly string[] = [],
): Edit[] {
  const { placed, statement, list } = created;
  const last = list.children.at(-1);
  if (!last) return [];
  const { text, comments } = statement;
  const { end: closed } = spanOf(statement, list);
  const { start: first, end } = spanOf(statement, last);
  const comment = comments.findLast((one) => one.start >= end && one.end < closed);
  const behind = comment?.end ?? end;
  const isLineComment = comment !== undefined && text.startsWith('--', comment.start);
  const indent = /^[ \t]*/.exec(text.slice(lineStartOf(text, first)))?.[0] ?? '';
  const lead =
    isTall(created) || isLineComment ? `\n${lineStartOf(text, first) === 0 ? '    ' : indent}` : ' ';
  return placeEdits(
    script,
    placed,
    behind === end
      ? [{ start: end, end, text: `,${lead}${[...above, sql].join(lead)}` }]
      : [
          { start: end, end, text: ',' },
          { start: behind, end: behind, text: `${lead}${[...above, sql].join(lead)}` },
        ],
  );
}

/** Whether the elements of a list stand on more than one line. */
export function isTall({ statement, list }: CreatedTable): boolean {
  const last = list.children.at(-1);
  const { start } = spanOf(statement, list);
  return last !== undefined && /[\r\n]/.test(statement.text.slice(start + 1, spanOf(statement, last).start));
}
