import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { find, spanOf } from '../sql/tokens.js';

export default defineRule({
  id: 'procedure',
  severity: 'error',
  message: 'Procedures are not supported.',
  why: 'A procedure may commit within a call, which DSQL does not offer.',
  instead: 'Write an SQL function, or send the statements from the application.',
  server: { sqlstate: '0A000', text: 'PROCEDURE is not supported' },
  documentation: documentation.sqlSubsets,
  examples: [
    {
      bad: 'CREATE PROCEDURE tidy() LANGUAGE sql AS $$ DELETE FROM jobs WHERE done $$;',
      at: 'CREATE PROCEDURE',
    },
  ],
  check: {
    *CreateFunctionStmt({ is_procedure }, statement) {
      if (is_procedure) yield { at: spanOf(statement, 0, find(statement, ['procedure'])) };
    },
  },
});
