import { documentation } from '../dialect/documentation.js';
import { serverErrors } from '../dialect/serverErrors.js';
import { oneByOne } from '../lint/fixes/oneByOne.js';
import { splitBefore } from '../lint/fixes/splitTransaction.js';
import { defineRule } from '../lint/rule.js';
import { headOf, type Script, type ScriptStatement } from '../lint/script/script.js';
import { openedTransactions, type ScriptTransaction } from '../lint/script/transactions.js';
import { query } from '../text/memo.js';

export default defineRule({
  id: 'two-ddl-in-transaction',
  severity: 'error',
  message: 'A transaction holds one DDL statement, and this one holds {count}.',
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
  repair(_subject, { script, placed }) {
    const found = query(transactionsByMember, script).get(placed);
    return found?.begin ? splitBefore(script, found.begin, ddlIn(found).slice(1)) : oneByOne(script, placed);
  },
  *script(script) {
    for (const transaction of openedTransactions(script)) {
      const ddl = ddlIn(transaction);
      const [, second] = ddl;
      // One finding for all of them, because one fix separates them all.
      if (second) yield { at: headOf(script, second, 2), data: { count: String(ddl.length) } };
    }
  },
});

/** Those that BEGIN opens. */
const transactionsByMember = (script: Script): ReadonlyMap<ScriptStatement, ScriptTransaction> =>
  new Map(
    openedTransactions(script).flatMap((transaction) =>
      transaction.begin ? transaction.members.map((member) => [member, transaction] as const) : [],
    ),
  );

const ddlIn = ({ members }: ScriptTransaction): readonly ScriptStatement[] =>
  members.filter(({ facts }) => facts.changes === 'schema');
