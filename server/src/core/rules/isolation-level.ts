import { documentation } from '../dialect/documentation.js';
import { serverErrors, worded } from '../dialect/serverErrors.js';
import { defineRule } from '../lint/rule.js';
import { replace } from '../syntax/edits.js';
import { syntaxOf } from '../syntax/rangeOf.js';
import { keywordIn, spanOf } from '../syntax/tree/nodes.js';

export default defineRule({
  id: 'isolation-level',
  severity: 'error',
  message: 'Isolation level {level} is not supported; every transaction is REPEATABLE READ.',
  why: 'DSQL has snapshot isolation, which it calls REPEATABLE READ, and finds conflicts at COMMIT.',
  instead:
    'Use REPEATABLE READ, SELECT … FOR UPDATE on rows that decisions rest on, and retry on SQLSTATE 40001.',
  server: worded(serverErrors.isolationLevel, { level: 'SERIALIZABLE' }),
  documentation: documentation.concurrency,
  examples: [
    {
      bad: 'BEGIN ISOLATION LEVEL SERIALIZABLE;',
      at: 'SERIALIZABLE',
      good: 'BEGIN ISOLATION LEVEL REPEATABLE READ;',
    },
  ],
  words: ['isolation'],
  check: {
    *DefElem(mode, statement, { parent }) {
      const { defname, arg } = mode;
      if (defname !== 'transaction_isolation' || parent?.name !== 'TransactionStmt') return;
      const level = arg && 'A_Const' in arg ? (arg.A_Const.sval?.sval ?? '') : '';
      if (level === 'repeatable read' || level === '') return;
      const clause = syntaxOf(statement, mode);
      const words = keywordIn(statement, clause, 'isolation', 'level');
      if (!clause || !words) return;
      const written = { first: words.last + 1, last: clause.last };
      yield {
        at: spanOf(statement, written),
        data: { level: level.toUpperCase() },
        fixes: [
          {
            id: 'use-repeatable-read',
            title: 'Use REPEATABLE READ',
            consequence: 'guard what a decision rests on with FOR UPDATE',
            safety: 'review',
            edits: replace(statement, written, 'REPEATABLE READ'),
          },
        ],
      };
    },
  },
});
