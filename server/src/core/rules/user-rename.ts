import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { replace } from '../syntax/edits.js';
import { headOf, roleWord } from '../syntax/head.js';
import { keywordIn, spanOf } from '../syntax/tree/nodes.js';
import { treeOf } from '../syntax/tree/tree.js';

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
      if (renameType !== 'OBJECT_ROLE') return;
      const word = roleWord(statement);
      const written = keywordIn(statement, treeOf(statement), word);
      if (word === 'role' || !written) return;
      yield {
        at: spanOf(statement, headOf(statement, word)),
        data: { word: word.toUpperCase() },
        fixes: [
          {
            id: 'use-alter-role',
            title: 'Use ALTER ROLE',
            safety: 'safe',
            edits: replace(statement, written, 'ROLE'),
          },
        ],
      };
    },
  },
});
