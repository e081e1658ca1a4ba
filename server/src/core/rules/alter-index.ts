import { documentation } from '../dialect/documentation.js';
import { defineRule, type Finding } from '../lint/rule.js';
import { removeStatement } from '../syntax/edits.js';
import { headSpan } from '../syntax/head.js';
import type { Statement } from '../syntax/statement.js';

export default defineRule({
  id: 'alter-index',
  severity: 'error',
  message: 'ALTER INDEX can only RENAME an index.',
  why: 'An index of DSQL has no storage parameters, tablespace, partitions or statistics targets to change.',
  instead: 'Leave the statement out, or DROP the index and CREATE it again.',
  documentation: documentation.sqlSubsets,
  examples: [{ bad: 'ALTER INDEX games_date SET (fillfactor = 70);', at: 'ALTER INDEX', good: '' }],
  words: ['index'],
  check: {
    *AlterTableStmt({ objtype, cmds: [action] = [] }, statement) {
      // Partitions have a rule of their own.
      const attaches =
        action && 'AlterTableCmd' in action && action.AlterTableCmd.subtype === 'AT_AttachPartition';
      if (objtype === 'OBJECT_INDEX' && !attaches) yield finding(statement);
    },
    *AlterTableMoveAllStmt({ objtype }, statement) {
      if (objtype === 'OBJECT_INDEX') yield finding(statement);
    },
  },
});

const finding = (statement: Statement): Finding<''> => ({
  at: headSpan(statement, 'index'),
  fixes: [
    {
      id: 'remove-statement',
      title: 'Remove the statement',
      consequence: 'the index stays as it was created',
      safety: 'review',
      edits: removeStatement(statement),
    },
  ],
});
