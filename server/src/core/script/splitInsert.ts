import type { Fix } from '../problem.js';
import { find, items, lastIndex, spanOf, wordOf } from '../syntax/tokens.js';
import { sourceOf } from '../syntax/words.js';
import type { Edit } from '../text/edit.js';
import { lineStartOf } from '../text/lines.js';
import { placeEdits } from './placeEdits.js';
import type { Script, ScriptStatement } from './script.js';
import { textOf } from './tableText.js';

/** Parts `INSERT … VALUES` into statements of 1,000 rows; within BEGIN and COMMIT, into transactions too. */
export function splitInsert(
  script: Script,
  statement: ScriptStatement,
  begin: ScriptStatement | undefined,
): Fix[] {
  const text = textOf(script, statement);
  const values = find(text, ['values']);
  if (wordOf(text, 0) !== 'insert' || values < 0) return [];
  const rows = items(text, values + 1, lastIndex(text));
  // Words behind the last row would have to be said of each part.
  const isPlain = rows.every(({ first, last }) => wordOf(text, first) === '(' && wordOf(text, last) === ')');
  if (!isPlain || find(text, ['returning'], values) >= 0 || find(text, ['on'], values) >= 0) return [];
  const head = sourceOf(text, { first: 0, last: values });
  const opening = begin && script.text.slice(begin.span.start, begin.span.end).replace(/;?\s*$/, ';');
  const lead = opening ? `COMMIT;\n${opening}\n${head}` : head;
  const edits = rows
    .filter((_row, at) => at > 0 && at % partSize === 0)
    .flatMap(({ first }): Edit[] => {
      const { start } = spanOf(text, first);
      const lineStart = lineStartOf(text.text, start);
      const isOnOwnLine = lineStart > 0 && text.text.slice(lineStart, start).trim() === '';
      const comma = spanOf(text, first - 1);
      const isAlone = text.text.slice(comma.end, start).trim() === '';
      if (isAlone && !isOnOwnLine) return [{ start: comma.start, end: start, text: `;\n${lead} ` }];
      return [
        { ...comma, text: ';' },
        isOnOwnLine
          ? { start: lineStart, end: lineStart, text: `${lead}\n` }
          : { start, end: start, text: `\n${lead} ` },
      ];
    });
  return [
    {
      title: 'Split into statements of 1,000 rows (each commits or fails by itself)',
      safety: 'review',
      edits: placeEdits(script, statement, edits),
    },
  ];
}

const partSize = 1_000;
