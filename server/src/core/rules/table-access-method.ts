import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { removeAction, tableActions } from '../syntax/alterTable.js';
import { tableTokens } from '../syntax/createTable.js';
import { removeTokens } from '../syntax/edits.js';
import { find, spanOf } from '../syntax/tokens.js';

export default defineRule({
  id: 'table-access-method',
  severity: 'error',
  message: 'The access method of a table cannot be chosen.',
  why: 'DSQL has one storage for all tables.',
  instead: 'Leave the clause out.',
  documentation: documentation.createTable,
  examples: [
    {
      bad: 'CREATE TABLE games (id UUID PRIMARY KEY) USING heap;',
      at: 'USING heap',
      good: 'CREATE TABLE games (id UUID PRIMARY KEY);',
    },
  ],
  words: ['using', 'access'],
  check: {
    *CreateStmt(create, statement) {
      if (!create.accessMethod) return;
      const { tail } = tableTokens(statement, create);
      const first = find(statement, ['using'], tail.first, tail.last);
      if (first < 0) return;
      yield {
        at: spanOf(statement, first, first + 1),
        fixes: [{ title: 'Remove USING', safety: 'safe', edits: removeTokens(statement, first, first + 1) }],
      };
    },
    *AlterTableStmt(alter, statement) {
      for (const action of tableActions(alter, statement)) {
        if (action.command.subtype !== 'AT_SetAccessMethod') continue;
        yield {
          at: spanOf(statement, action.first, action.last),
          fixes: [
            { title: 'Remove SET ACCESS METHOD', safety: 'safe', edits: removeAction(statement, action) },
          ],
        };
      }
    },
  },
});
