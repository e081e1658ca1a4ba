import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { tableActions } from '../syntax/alterTable.js';
import { spanOf } from '../syntax/tree/nodes.js';

export default defineRule({
  id: 'unique-using-index',
  severity: 'error',
  message: 'UNIQUE USING INDEX is not supported before 2026-04-20.',
  why: 'Aurora DSQL turns an index into a constraint since 2026-04-20 only; the index keeps values unique without it.',
  instead: 'Leave the unique index without a constraint.',
  noFix: 'Before UNIQUE USING INDEX existed, a table took its keys only when it was created.',
  documentation: documentation.alterTable,
  holds: { until: 'unique-using-index' },
  examples: [
    {
      bad: 'ALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE USING INDEX users_email;',
      at: 'ADD CONSTRAINT users_email_key UNIQUE USING INDEX users_email',
      asOf: '2025-11-25',
    },
  ],
  words: ['using'],
  check: {
    *AlterTableStmt(alter, statement) {
      for (const action of tableActions(alter, statement)) {
        const constraint =
          action.command.def && 'Constraint' in action.command.def
            ? action.command.def.Constraint
            : undefined;
        if (constraint?.contype === 'CONSTR_UNIQUE' && constraint.indexname)
          yield { at: spanOf(statement, action) };
      }
    },
  },
});
