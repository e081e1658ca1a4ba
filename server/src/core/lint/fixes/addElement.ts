import type { StatementText } from '../../syntax/statement.js';
import { spanOf } from '../../syntax/tree/nodes.js';
import type { Edit } from '../../text/edit.js';
import { lineStartOf } from '../../text/lines.js';
import { query } from '../../text/memo.js';
import { type CreatedTable, listIn } from '../script/createdTable.js';
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
  const { placed, statement } = created;
  const place = query(endOfList, statement);
  if (!place) return [];
  const { end, behind, lead } = place;
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

/** Where the list of a CREATE TABLE ends: worked out once, however many elements are put there. */
function endOfList(statement: StatementText) {
  const list = listIn(statement);
  const last = list?.children.at(-1);
  if (!list || !last) return undefined;
  const { text, comments } = statement;
  const { start: opened, end: closed } = spanOf(statement, list);
  const { start: first, end } = spanOf(statement, last);
  const comment = comments.findLast((one) => one.start >= end && one.end < closed);
  const isLineComment = comment !== undefined && text.startsWith('--', comment.start);
  const lineStart = lineStartOf(text, first);
  const indent = /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? '';
  const isTall = /[\r\n]/.test(text.slice(opened + 1, first));
  return {
    isTall,
    end,
    behind: comment?.end ?? end,
    lead: isTall || isLineComment ? `\n${lineStart === 0 ? '    ' : indent}` : ' ',
  };
}

/** Whether the elements of a list stand on more than one line. */
export const isTall = ({ statement }: CreatedTable): boolean => query(endOfList, statement)?.isTall === true;
