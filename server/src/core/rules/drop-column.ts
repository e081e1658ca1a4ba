import { documentation } from '../dialect/documentation.js';
import { beforeChange } from '../dialect/serverErrors.js';
import { defineRule } from '../lint/rule.js';
import { tableActions } from '../syntax/alterTable.js';
import { spanOf } from '../syntax/tree/nodes.js';

export default defineRule({
  id: 'drop-column',
  severity: 'error',
  message: 'Column "{column}" cannot be dropped before 2026-08-03.',
  why: 'Aurora DSQL has DROP COLUMN since 2026-08-03 only.',
  instead: 'Leave the column unused, or copy the rows to a new table in batches.',
  noFix: 'Before DROP COLUMN existed, a column could not go.',
  server: beforeChange.dropColumn,
  documentation: documentation.alterTable,
  holds: { until: 'drop-column' },
  examples: [{ bad: 'ALTER TABLE games DROP COLUMN score;', at: 'DROP COLUMN score', asOf: '2025-11-25' }],
  words: ['drop'],
  check: {
    *AlterTableStmt(alter, statement) {
      for (const action of tableActions(alter, statement))
        if (action.command.subtype === 'AT_DropColumn')
          yield { at: spanOf(statement, action), data: { column: action.command.name ?? '' } };
    },
  },
});
