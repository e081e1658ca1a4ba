import { documentation } from '../dialect/documentation.js';
import { serverErrors } from '../dialect/serverErrors.js';
import { splitBefore } from '../lint/fixes/splitTransaction.js';
import { defineRule } from '../lint/rule.js';
import { headOf, type ScriptStatement } from '../lint/script/script.js';
import { transactionsOf } from '../lint/script/transactions.js';
import { query } from '../text/memo.js';

export default defineRule({
  id: 'two-ddl-in-transaction',
  severity: 'error',
  message: 'A transaction holds one DDL statement, and this is number {count}.',
  why: 'Each DDL statement changes the catalog of the whole cluster, and DSQL commits them one by one.',
  instead: 'Give each DDL statement its own transaction. Several actions in one ALTER TABLE count as one.',
  server: serverErrors.severalDdl,
  documentation: documentation.concurrency,
  examples: [
    {
      bad: 'BEGIN;\nCREATE TABLE a (id UUID PRIMARY KEY);\nCREATE TABLE b (id UUID PRIMARY KEY);\nCOMMIT;',
      at: 'CREATE TABLE',
      good: 'BEGIN;\nCREATE TABLE a (id UUID PRIMARY KEY);\nCOMMIT;\nBEGIN;\nCREATE TABLE b (id UUID PRIMARY KEY);\nCOMMIT;',
    },
  ],
  repair: ({ begin }: Subject, { script, placed }) =>
    begin ? [splitBefore(script, begin, placed.span)] : [],
  *script(script) {
    for (const { begin, members } of query(transactionsOf, script)) {
      const ddl = members.filter(({ facts }) => facts.changes === 'schema');
      for (const [at, statement] of ddl.entries()) {
        if (at === 0) continue;
        yield {
          at: headOf(script, statement, 2),
          data: { count: String(at + 1) },
          subject: { begin: begin && { span: begin.span } },
        };
      }
    }
  },
});

interface Subject {
  /** What opens the transaction, where the script says it. */
  readonly begin: Pick<ScriptStatement, 'span'> | undefined;
}
