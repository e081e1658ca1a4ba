import { documentation } from '../dialect/documentation.js';
import { serverErrors } from '../dialect/serverErrors.js';
import { defineRule } from '../lint/rule.js';
import { remove } from '../syntax/edits.js';
import { temporaryWords } from '../syntax/head.js';
import { statementNode } from '../syntax/rangeOf.js';
import type { Statement } from '../syntax/statement.js';
import { spanOf } from '../syntax/tree/nodes.js';

export default defineRule({
  id: 'temporary-table',
  severity: 'error',
  message: 'Temporary tables are not supported.',
  why: 'A DSQL session has no storage of its own: every table is shared by the cluster.',
  instead: 'Use a common table expression, or a plain table with a session key that a job cleans up.',
  server: serverErrors.temporaryTable,
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
    *CreateStmt(create, statement) {
      if (create.relation?.relpersistence === 't') yield* plainTable(statement, create);
    },
    *CreateTableAsStmt(create, statement) {
      if (create.into?.rel?.relpersistence === 't') yield* plainTable(statement, create);
    },
  },
});

function* plainTable(statement: Statement, create: object) {
  const words = temporaryWords(statement, statementNode(statement, create));
  if (!words) return;
  yield {
    at: spanOf(statement, words),
    fixes: [
      {
        id: 'create-plain-table',
        title: 'Create a plain table',
        consequence: 'its rows stay, and all sessions see them',
        safety: 'review',
        edits: remove(statement, words),
      } as const,
    ],
  };
}
