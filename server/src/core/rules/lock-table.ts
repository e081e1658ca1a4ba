import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { headSpan } from '../syntax/head.js';

export default defineRule({
  id: 'lock-table',
  severity: 'error',
  message: 'LOCK TABLE is not supported.',
  why: 'DSQL holds no locks: it finds conflicts when a transaction commits.',
  instead: 'SELECT … FOR UPDATE a row that represents the table, and retry on SQLSTATE 40001.',
  noFix: 'You decide which row represents the table.',
  leftOut: 'other sessions are not kept out',
  server: { sqlstate: '0A000', text: 'unsupported statement: Lock' },
  documentation: documentation.concurrency,
  examples: [{ bad: 'LOCK TABLE teams IN EXCLUSIVE MODE;', at: 'LOCK TABLE' }],
  check: {
    *LockStmt(_lock, statement) {
      yield { at: headSpan(statement, 'table') };
    },
  },
});
