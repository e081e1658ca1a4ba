import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { tableActions } from '../syntax/alterTable.js';
import { spanOf } from '../syntax/tree/nodes.js';

export default defineRule({
  id: 'alter-identity',
  severity: 'error',
  message: 'Identity columns are not supported before 2026-02-13, so "{column}" has no identity to alter.',
  why: 'Aurora DSQL has had sequences, and with them identity columns, since 2026-02-13 only.',
  instead: 'Use a UUID key with gen_random_uuid().',
  noFix: 'Before sequences existed, no column could be an identity column.',
  documentation: documentation.alterTable,
  holds: { until: 'sequences' },
  examples: [
    {
      bad: 'ALTER TABLE teams ALTER COLUMN id RESTART WITH 1000;',
      at: 'ALTER COLUMN id RESTART WITH 1000',
      asOf: '2025-11-25',
    },
  ],
  words: ['identity', 'set', 'restart'],
  check: {
    *AlterTableStmt(alter, statement) {
      for (const action of tableActions(alter, statement))
        if (action.command.subtype === 'AT_SetIdentity' || action.command.subtype === 'AT_DropIdentity')
          yield { at: spanOf(statement, action), data: { column: action.command.name ?? '' } };
    },
  },
});
