import { documentation } from '../dialect/documentation.js';
import { beforeChange } from '../dialect/serverErrors.js';
import { defineRule } from '../lint/rule.js';
import { rowLocks } from '../syntax/rowLocks.js';
import { spanOf } from '../syntax/tree/nodes.js';

export default defineRule({
  id: 'lock-on-several-tables',
  severity: 'error',
  message: 'FOR UPDATE takes one table only before 2026-08-24.',
  why: 'Until 2026-08-24 Aurora DSQL took FOR UPDATE on a single table only, found by its whole key.',
  instead: 'SELECT … FOR UPDATE from each table by its key.',
  noFix: 'Before locks on joins existed, each table needed its own query.',
  server: beforeChange.lockOnSeveralTables,
  documentation: documentation.concurrency,
  holds: { until: 'for-update' },
  examples: [
    {
      bad: 'SELECT * FROM orders o JOIN lines l ON l.order_id = o.id WHERE o.id = 1 FOR UPDATE;',
      at: 'FOR UPDATE',
      asOf: '2025-11-25',
    },
  ],
  words: ['for update'],
  check: {
    *SelectStmt(select, statement) {
      const [from, ...others] = select.fromClause ?? [];
      if (others.length === 0 && !(from && 'JoinExpr' in from)) return;
      for (const lock of rowLocks(statement, select, 'LCS_FORUPDATE')) {
        // OF may limit it to one of several tables.
        if (!lock.clause.lockedRels) yield { at: spanOf(statement, lock) };
      }
    },
  },
});
