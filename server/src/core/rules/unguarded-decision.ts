import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { isPlainRead } from '../lint/script/plainRead.js';
import { headOf } from '../lint/script/script.js';
import { openedTransactions } from '../lint/script/transactions.js';

export default defineRule({
  id: 'unguarded-decision',
  severity: 'hint',
  message: 'The rows that this query finds may change before COMMIT. FOR UPDATE would make that a conflict.',
  why: 'Two transactions may read the same rows, decide alike and both commit: under REPEATABLE READ only written rows conflict.',
  instead: 'Read the row that the decision rests on with SELECT … FOR UPDATE.',
  noFix: 'Only the application knows which row both writers can lock.',
  documentation: documentation.concurrency,
  examples: [
    {
      bad: 'BEGIN; SELECT seats FROM flights WHERE id = 1; INSERT INTO bookings (flight) VALUES (1); COMMIT;',
      at: 'SELECT',
    },
  ],
  *script(script) {
    for (const { begin, members } of openedTransactions(script)) {
      const writes = members.findIndex(({ facts }) => facts.kind === 'InsertStmt');
      const reads = members.slice(0, Math.max(writes, 0)).filter((member) => isPlainRead(script, member));
      const [read] = reads.slice(-1);
      if (begin && read) yield { at: headOf(script, read, 1) };
    }
  },
});
