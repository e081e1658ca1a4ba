import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { removeTokens } from '../syntax/edits.js';
import type { Statement } from '../syntax/statement.js';
import { isAt, spanOf, wordOf } from '../syntax/tokens.js';

export default defineRule({
  id: 'temporary-table',
  severity: 'error',
  message: 'Temporary tables are not supported.',
  why: 'A DSQL session has no storage of its own: every table is shared by the cluster.',
  instead: 'Use a common table expression, or a plain table with a session key that a job cleans up.',
  server: { sqlstate: '0A000', text: 'TEMPORARY or TEMP table not supported for CREATE TABLE' },
  documentation: documentation.migration,
  examples: [
    {
      bad: 'CREATE TEMPORARY TABLE results (id UUID PRIMARY KEY);',
      at: 'TEMPORARY',
      good: 'CREATE TABLE results (id UUID PRIMARY KEY);',
    },
  ],
  words: ['temp', 'temporary'],
  check: {
    *CreateStmt({ relation }, statement) {
      if (relation?.relpersistence === 't') yield* temporaryWord(statement);
    },
    *CreateTableAsStmt({ into }, statement) {
      if (into?.rel?.relpersistence === 't') yield* temporaryWord(statement);
    },
  },
});

function* temporaryWord(statement: Statement) {
  const last = isAt(statement, 1, 'global') || isAt(statement, 1, 'local') ? 2 : 1;
  const word = wordOf(statement, last);
  if (word !== 'temp' && word !== 'temporary') return;
  yield {
    at: spanOf(statement, 1, last),
    fixes: [
      {
        title: 'Create a plain table (its rows stay, and all sessions see them)',
        safety: 'review',
        edits: removeTokens(statement, 1, last),
      } as const,
    ],
  };
}
