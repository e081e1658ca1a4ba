import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { removeStatement } from '../syntax/edits.js';
import { headSpan } from '../syntax/head.js';
import type { Statement } from '../syntax/statement.js';

export default defineRule({
  id: 'alter-trigger',
  severity: 'error',
  message: 'There is no trigger to change.',
  why: 'DSQL has no triggers, so ALTER TRIGGER finds none.',
  instead: 'Leave the statement out.',
  documentation: documentation.migration,
  examples: [{ bad: 'ALTER TRIGGER touch ON teams RENAME TO touched;', at: 'ALTER TRIGGER', good: '' }],
  words: ['trigger'],
  check: {
    *RenameStmt({ renameType }, statement) {
      if (renameType === 'OBJECT_TRIGGER') yield finding(statement);
    },
    *AlterObjectDependsStmt({ objectType }, statement) {
      if (objectType === 'OBJECT_TRIGGER') yield finding(statement);
    },
  },
});

const finding = (statement: Statement) => ({
  at: headSpan(statement, 'trigger'),
  fixes: [
    {
      id: 'remove-statement',
      title: 'Remove the statement',
      consequence: 'there are no triggers to change',
      safety: 'review',
      edits: removeStatement(statement),
    } as const,
  ],
});
