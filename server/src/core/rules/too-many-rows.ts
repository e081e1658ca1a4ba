import { factsOf } from '../dialect/asOf.js';
import { documentation } from '../dialect/documentation.js';
import { maxRows } from '../dialect/limits.js';
import { serverErrors } from '../dialect/serverErrors.js';
import { splitCopy } from '../lint/fixes/splitCopy.js';
import { splitInsert } from '../lint/fixes/splitInsert.js';
import { splitBefore } from '../lint/fixes/splitTransaction.js';
import type { Fix } from '../lint/problem.js';
import { defineRule } from '../lint/rule.js';
import { copiedBehind, copiedRowsOf } from '../lint/script/copiedRows.js';
import { isShort, rowsOf } from '../lint/script/rows.js';
import { headOf, type Script, type ScriptStatement } from '../lint/script/script.js';
import { transactionsOf } from '../lint/script/transactions.js';
import { grouped } from '../text/grouped.js';

export default defineRule({
  id: 'too-many-rows',
  severity: 'error',
  message: 'This {unit} changes {rows} rows; a transaction may change {most}.',
  why: 'DSQL limits the rows that one transaction inserts, updates and deletes to 3,000, autocommit included.',
  instead: 'Split the work into transactions of 500 to 1,000 rows.',
  server: serverErrors.tooManyRows,
  documentation: documentation.quotas,
  examples: [
    { bad: 'INSERT INTO numbers SELECT generate_series(1, 10000);', at: 'INSERT' },
    {
      bad: `INSERT INTO numbers VALUES ${manyRows(1, 3_001)};`,
      at: 'INSERT',
      good: [
        `INSERT INTO numbers VALUES ${manyRows(1, 1_000)};`,
        `INSERT INTO numbers VALUES ${manyRows(1_001, 2_000)};`,
        `INSERT INTO numbers VALUES ${manyRows(2_001, 3_000)};`,
        'INSERT INTO numbers VALUES (3001);',
      ].join('\n'),
    },
  ],
  *script(script) {
    const { maxRows } = factsOf(script.asOf).limits;
    const most = grouped(maxRows);
    for (const { begin, members } of transactionsOf(script)) {
      let total = 0;
      for (const [at, statement] of members.entries()) {
        // A short single statement cannot have too many rows.
        if (members.length === 1 && statement.facts.rows === undefined && isShort(statement.span)) continue;
        const copied = copiedBehind(script, statement.span);
        const rows = copied ? copied.starts.length : rowsOf(script, statement);
        const before = total;
        total += rows;
        if (before > maxRows || total <= maxRows) continue;
        yield {
          at: headOf(script, statement, 1),
          data: {
            unit: rows > maxRows ? 'statement' : 'transaction',
            rows: grouped(rows > maxRows ? rows : total),
            most,
          },
          // In a transaction that a tool opens, no part would commit by itself.
          fixes: !begin && members.length > 1 ? [] : repairs(script, members.slice(at, at + 2), begin, rows),
        };
      }
    }
    const isAlone = script.statements.every(({ facts }) => facts.transaction !== 'begin');
    for (const copied of copiedRowsOf(script)) {
      const { holder, isCommand, starts } = copied;
      if (!isCommand || starts.length <= maxRows) continue;
      yield {
        at: { start: holder.start, end: holder.start + '\\copy'.length },
        data: { unit: 'command', rows: grouped(starts.length), most },
        fixes: isAlone ? [splitCopy(script, copied, undefined)] : [],
      };
    }
  },
});

function manyRows(from: number, to: number): string {
  return Array.from({ length: to - from + 1 }, (_row, at) => `(${from + at})`).join(', ');
}

const repairs = (
  script: Script,
  [statement, next]: readonly ScriptStatement[],
  begin: ScriptStatement | undefined,
  rows: number,
): Fix[] => {
  if (!statement) return [];
  const copied = copiedBehind(script, statement.span);
  if (rows > maxRows && copied) return [splitCopy(script, copied, begin)];
  if (rows > maxRows) return splitInsert(script, statement, begin);
  if (!begin) return [];
  // How many rows the next statement adds to so many, nobody knows.
  const isFull = next && rows > maxRows / 3 && next.facts.changes === 'rows' && rowsOf(script, next) === 0;
  return splitBefore(script, begin, isFull ? [statement, next] : [statement]);
};
