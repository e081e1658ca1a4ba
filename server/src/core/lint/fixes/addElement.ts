import { spanOf } from '../../syntax/tree/nodes.js';
import type { Edit } from '../../text/edit.js';
import { lineStartOf } from '../../text/lines.js';
import type { CreatedTable } from '../script/createdTable.js';
import type { Script } from '../script/script.js';
import { placeEdits } from './placeEdits.js';

/** Puts an element at the end of the list, on a line of its own where the others have theirs. */
export function addElement(script: Script, { placed, statement, list }: CreatedTable, sql: string): Edit[] {
  const last = list.children.at(-1);
  if (!last) return [];
  const { text, comments } = statement;
  const { start: opened, end: closed } = spanOf(statement, list);
  const { start: first, end } = spanOf(statement, last);
  const comment = comments.findLast((one) => one.start >= end && one.end < closed);
  const behind = comment?.end ?? end;
  const isLineComment = comment !== undefined && text.startsWith('--', comment.start);
  const isTall = /[\r\n]/.test(text.slice(opened + 1, first)) || isLineComment;
  const indent = /^[ \t]*/.exec(text.slice(lineStartOf(text, first)))?.[0] ?? '';
  const lead = isTall ? `\n${lineStartOf(text, first) === 0 ? '    ' : indent}` : ' ';
  return placeEdits(
    script,
    placed,
    behind === end
      ? [{ start: end, end, text: `,${lead}${sql}` }]
      : [
          { start: end, end, text: ',' },
          { start: behind, end: behind, text: `${lead}${sql}` },
        ],
  );
}
