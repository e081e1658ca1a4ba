import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import type { Statement } from '../syntax/statement.js';
import { indexAt, spanOf, wordOf } from '../syntax/tokens.js';

export default defineRule({
  id: 'schema-element',
  severity: 'error',
  message: '{element} inside CREATE SCHEMA is not supported before 2026-04-24.',
  why: 'Aurora DSQL takes sequences and grants within CREATE SCHEMA only since 2026-04-24.',
  instead: 'Write the element as a statement of its own.',
  noFix: 'The element needs a statement of its own behind CREATE SCHEMA.',
  documentation: documentation.sqlSubsets,
  holds: { until: 'default-privileges' },
  examples: [
    {
      bad: 'CREATE SCHEMA shop GRANT SELECT ON orders TO app;',
      at: 'GRANT',
      asOf: '2025-11-25',
    },
  ],
  check: {
    *CreateSeqStmt({ sequence }, statement, { parent }) {
      if (parent?.name !== 'CreateSchemaStmt') return;
      const first = before(statement, 'create', sequence?.location);
      yield { at: spanOf(statement, first, first + 1), data: { element: 'CREATE SEQUENCE' } };
    },
    *GrantStmt({ objects: [object] = [] }, statement, { parent }) {
      if (parent?.name !== 'CreateSchemaStmt') return;
      const location = object && 'RangeVar' in object ? object.RangeVar.location : undefined;
      yield { at: spanOf(statement, before(statement, 'grant', location)), data: { element: 'GRANT' } };
    },
  },
});

/** The word that begins an element, before a name in it; the last one where no name tells. */
function before(statement: Statement, word: string, name = statement.text.length): number {
  let index = Math.min(indexAt(statement, name), statement.tokens.length - 1);
  while (index > 0 && wordOf(statement, index) !== word) index--;
  return index;
}
