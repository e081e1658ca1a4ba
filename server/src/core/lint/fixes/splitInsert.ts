import { childOf, childrenOf, clauseOf, spanOf } from '../../syntax/tree/nodes.js';
import { treeOf } from '../../syntax/tree/tree.js';
import { sourceOf } from '../../syntax/words.js';
import type { Edit } from '../../text/edit.js';
import { lineStartOf } from '../../text/lines.js';
import type { Fix } from '../problem.js';
import { type Script, type ScriptStatement, textOf } from '../script/script.js';
import { placeEdits } from './placeEdits.js';

/** Splits `INSERT … VALUES` into statements of 1,000 rows; between BEGIN and COMMIT, into transactions too. */
export function splitInsert(
  script: Script,
  statement: ScriptStatement,
  begin: ScriptStatement | undefined,
): Fix[] {
  const text = textOf(script, statement);
  const tree = treeOf(text);
  const query = childOf(tree, 'statement');
  const [select, ...others] = query?.children ?? [];
  const values = clauseOf(select, 'values');
  const isInsert = clauseOf(tree, 'insert into')?.first === tree.first;
  if (!isInsert || !values || others.length > 0) return [];
  const rows = childrenOf(values, 'row');
  const head = sourceOf(text, { first: tree.first, last: values.first });
  const opening = begin && script.text.slice(begin.span.start, begin.span.end).replace(/;?\s*$/, ';');
  const lead = opening ? `COMMIT;\n${opening}\n${head}` : head;
  // Who sends the statement reads its answer once.
  if (clauseOf(tree, 'returning')) return [];
  const conflict = clauseOf(tree, 'on conflict');
  // Each part repeats the clause behind the last row.
  const tail = conflict ? ` ${sourceOf(text, conflict)}` : '';
  const edits = rows
    .filter((_row, at) => at > 0 && at % partSize === 0)
    .flatMap(({ first }): Edit[] => {
      const { start } = spanOf(text, { first, last: first });
      const lineStart = lineStartOf(text.text, start);
      const isOnOwnLine = lineStart > 0 && text.text.slice(lineStart, start).trim() === '';
      const comma = spanOf(text, { first: first - 1, last: first - 1 });
      const isAlone = text.text.slice(comma.end, start).trim() === '';
      if (isAlone && !isOnOwnLine) return [{ start: comma.start, end: start, text: `${tail};\n${lead} ` }];
      return [
        { ...comma, text: `${tail};` },
        isOnOwnLine
          ? { start: lineStart, end: lineStart, text: `${lead}\n` }
          : { start, end: start, text: `\n${lead} ` },
      ];
    });
  return [
    {
      id: 'split-rows',
      title: 'Split into statements of 1,000 rows',
      consequence: 'each commits or fails by itself',
      safety: 'review',
      edits: placeEdits(script, statement, edits),
    },
  ];
}

/** Rows. */
export const partSize = 1_000;
