import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { headSpan } from '../sql/tokens.js';

export default defineRule({
  id: 'set-transaction',
  severity: 'error',
  message: 'SET TRANSACTION is not supported.',
  why: 'DSQL takes the modes of a transaction in BEGIN only; SET TRANSACTION fails and aborts the transaction.',
  instead: 'Write BEGIN READ ONLY, or BEGIN ISOLATION LEVEL REPEATABLE READ.',
  server: { sqlstate: '0A000', text: 'setting configuration parameter "TRANSACTION" not supported' },
  documentation: documentation.concurrency,
  examples: [{ bad: 'SET TRANSACTION READ ONLY;', at: 'SET TRANSACTION' }],
  check: {
    *VariableSetStmt({ kind, name }, statement) {
      const isTransaction = name === 'TRANSACTION' || name === 'TRANSACTION SNAPSHOT';
      if (kind === 'VAR_SET_MULTI' && isTransaction) yield { at: headSpan(statement, 2) };
    },
  },
});
