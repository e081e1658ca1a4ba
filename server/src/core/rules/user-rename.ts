import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { replaceTokens } from '../syntax/edits.js';
import { headSpan, wordOf } from '../syntax/tokens.js';

export default defineRule({
  id: 'user-rename',
  severity: 'error',
  message: 'ALTER {word} … RENAME is not supported before 2026-04-24.',
  why: 'Aurora DSQL renames users and groups only since 2026-04-24; ALTER ROLE … RENAME does the same and worked before.',
  instead: 'Write ALTER ROLE … RENAME TO.',
  documentation: documentation.authentication,
  holds: { until: 'default-privileges' },
  examples: [
    {
      bad: 'ALTER USER app RENAME TO shop;',
      at: 'ALTER USER',
      good: 'ALTER ROLE app RENAME TO shop;',
      asOf: '2025-11-25',
    },
  ],
  check: {
    *RenameStmt({ renameType }, statement) {
      const word = wordOf(statement, 1);
      if (renameType !== 'OBJECT_ROLE' || word === 'role') return;
      yield {
        at: headSpan(statement, 2),
        data: { word: word.toUpperCase() },
        fixes: [{ title: 'Use ALTER ROLE', safety: 'safe', edits: replaceTokens(statement, 1, 1, 'ROLE') }],
      };
    },
  },
});
