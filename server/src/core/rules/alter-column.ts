import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { tableActions } from '../syntax/alterTable.js';
import { spanOf } from '../syntax/tree/nodes.js';
import { lookup } from '../text/lookup.js';

export default defineRule({
  id: 'alter-column',
  severity: 'error',
  message: 'ALTER COLUMN … {action} is not supported before 2026-07-06.',
  why: 'Until 2026-07-06 the defaults and constraints of an Aurora DSQL column were fixed when its table was created.',
  instead: 'Create a new table with the column as it should be, and copy the rows in batches.',
  noFix: 'Before ALTER COLUMN existed, a column stayed as it was created.',
  documentation: documentation.alterTable,
  holds: { until: 'alter-column' },
  examples: [
    {
      bad: 'ALTER TABLE games ALTER COLUMN score SET DEFAULT 0;',
      at: 'ALTER COLUMN score SET DEFAULT 0',
      asOf: '2025-11-25',
    },
  ],
  words: ['default', 'null', 'expression', 'generated'],
  check: {
    *AlterTableStmt(alter, statement) {
      for (const { command, syntax } of tableActions(alter, statement)) {
        const { subtype = '', def } = command;
        const action =
          subtype === 'AT_ColumnDefault' ? (def ? 'SET DEFAULT' : 'DROP DEFAULT') : actions[subtype];
        if (action) yield { at: spanOf(statement, syntax), data: { action } };
      }
    },
  },
});

const actions = lookup<string>({
  AT_DropNotNull: 'DROP NOT NULL',
  AT_DropExpression: 'DROP EXPRESSION',
  AT_AddIdentity: 'ADD GENERATED',
});
