import { factsOf } from '../dialect/asOf.js';
import { documentation } from '../dialect/documentation.js';
import { serverErrors } from '../dialect/serverErrors.js';
import { splitInsert } from '../lint/fixes/splitInsert.js';
import { defineRule } from '../lint/rule.js';
import { proposedRows } from '../lint/script/rows.js';
import { headOf } from '../lint/script/script.js';
import { transactionsOf } from '../lint/script/transactions.js';
import { grouped } from '../text/grouped.js';

export default defineRule({
  id: 'rows-on-conflict',
  severity: 'warning',
  message: 'This INSERT … ON CONFLICT may change {rows} rows; a transaction may change {most}.',
  why: 'Each row that conflicts with none is inserted. A transaction that changes more than 3,000 rows fails, autocommit included.',
  instead: 'Split the rows into statements of 500 to 1,000, each in its own transaction.',
  server: serverErrors.tooManyRows,
  documentation: documentation.quotas,
  examples: [
    {
      bad: 'INSERT INTO numbers SELECT generate_series(1, 10000) ON CONFLICT DO NOTHING;',
      at: 'INSERT',
    },
    {
      // Made for who reads the examples: a check reads none.
      get bad() {
        return manyRows(1, 3_001);
      },
      at: 'INSERT',
      get good() {
        const parts = [
          manyRows(1, 1_000),
          manyRows(1_001, 2_000),
          manyRows(2_001, 3_000),
          manyRows(3_001, 3_001),
        ];
        return parts.join('\n');
      },
    },
  ],
  *script(script) {
    const { maxRows } = factsOf(script.asOf).limits;
    for (const { begin, members } of transactionsOf(script))
      for (const statement of members) {
        if (statement.facts.kind !== 'InsertStmt') continue;
        const rows = proposedRows(script, statement);
        if (rows <= maxRows) continue;
        yield {
          at: headOf(script, statement, 1),
          data: { rows: grouped(rows), most: grouped(maxRows) },
          // In a transaction that a tool opens, no part would commit by itself.
          fixes: !begin && members.length > 1 ? [] : splitInsert(script, statement, begin),
        };
      }
  },
});

function manyRows(from: number, to: number): string {
  const rows = Array.from({ length: to - from + 1 }, (_row, at) => `(${from + at})`).join(', ');
  return `INSERT INTO numbers VALUES ${rows} ON CONFLICT (n) DO NOTHING;`;
}
