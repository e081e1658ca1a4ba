import type { Fix } from '../problem.js';
import type { CopiedRows } from '../script/copiedRows.js';
import type { Script, ScriptStatement } from '../script/script.js';
import { partSize } from './splitInsert.js';

/** Splits the rows behind a COPY into statements of 1,000; between BEGIN and COMMIT, into transactions too. */
export function splitCopy(
  { text, newline }: Script,
  { holder, starts, header }: CopiedRows,
  begin: ScriptStatement | undefined,
): Fix {
  const opening = begin && text.slice(begin.span.start, begin.span.end).replace(/;?\s*$/, ';');
  const head = [
    '\\.',
    '',
    ...(opening ? ['COMMIT;', opening] : []),
    text.slice(holder.start, holder.end),
    header,
  ].join(newline);
  return {
    id: 'split-rows',
    title: 'Split into statements of 1,000 rows',
    consequence: 'each commits or fails by itself',
    safety: 'review',
    edits: starts
      .filter((_start, at) => at > 0 && at % partSize === 0)
      .map((start) => ({ start, end: start, text: head })),
  };
}
