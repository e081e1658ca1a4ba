import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { replaceTokens } from '../syntax/edits.js';
import { indexAt, isAt, spanOf } from '../syntax/tokens.js';

export default defineRule({
  id: 'isolation-level',
  severity: 'error',
  message: 'Isolation level {level} is not supported; every transaction is REPEATABLE READ.',
  why: 'DSQL has snapshot isolation, which it calls REPEATABLE READ, and finds conflicts at COMMIT.',
  instead:
    'Use REPEATABLE READ, SELECT … FOR UPDATE on rows that decisions rest on, and retry on SQLSTATE 40001.',
  server: { sqlstate: '0A000', text: 'Unsupported isolation level: SERIALIZABLE' },
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
    *DefElem({ defname, arg, location = 0 }, statement, { parent }) {
      if (defname !== 'transaction_isolation' || parent?.name !== 'TransactionStmt') return;
      const level = arg && 'A_Const' in arg ? (arg.A_Const.sval?.sval ?? '') : '';
      if (level === 'repeatable read' || level === '') return;
      const first =
        indexAt(statement, location) + (isAt(statement, indexAt(statement, location), 'isolation') ? 2 : 0);
      const last = level === 'serializable' ? first : first + 1;
      yield {
        at: spanOf(statement, first, last),
        data: { level: level.toUpperCase() },
        fixes: [
          {
            title: 'Use REPEATABLE READ (guard what a decision rests on with FOR UPDATE)',
            safety: 'review',
            edits: replaceTokens(statement, first, last, 'REPEATABLE READ'),
          },
        ],
      };
    },
  },
});
