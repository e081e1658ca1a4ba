import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { tableActions } from '../sql/alterTable.js';
import { spanOf } from '../sql/tokens.js';

export default defineRule({
  id: 'alter-column-type',
  severity: 'error',
  message: 'The type of column "{column}" cannot be changed.',
  why: 'A column keeps the type it was created with; not even a VARCHAR can be made longer.',
  instead:
    'Add a column of the new type, copy the values in batches of at most 3,000 rows, drop the old column and rename the new one.',
  server: { sqlstate: '0A000', text: 'unsupported ALTER TABLE ALTER COLUMN ... SET DATA TYPE statement' },
  documentation: documentation.alterTable,
  examples: [
    {
      bad: 'ALTER TABLE games ALTER COLUMN score TYPE BIGINT;',
      at: 'ALTER COLUMN score TYPE BIGINT',
    },
  ],
  words: ['type'],
  check: {
    *AlterTableStmt(alter, statement) {
      for (const { command, first, last } of tableActions(alter, statement))
        if (command.subtype === 'AT_AlterColumnType')
          yield { at: spanOf(statement, first, last), data: { column: command.name ?? '' } };
    },
  },
});
