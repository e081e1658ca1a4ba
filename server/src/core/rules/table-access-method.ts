import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { removeAction, tableActions } from '../syntax/alterTable.js';
import { remove } from '../syntax/edits.js';
import { syntaxOf } from '../syntax/rangeOf.js';
import { clauseOf, spanOf } from '../syntax/tree/nodes.js';

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
      const clause = create.accessMethod && clauseOf(syntaxOf(statement, create), 'using');
      if (!clause) return;
      yield {
        at: spanOf(statement, clause),
        fixes: [{ id: 'remove', title: 'Remove USING', safety: 'safe', edits: remove(statement, clause) }],
      };
    },
    *AlterTableStmt(alter, statement) {
      for (const action of tableActions(alter, statement)) {
        if (action.command.subtype !== 'AT_SetAccessMethod') continue;
        yield {
          at: spanOf(statement, action),
          fixes: [
            {
              id: 'remove',
              title: 'Remove SET ACCESS METHOD',
              safety: 'safe',
              edits: removeAction(statement, action),
            },
          ],
        };
      }
    },
  },
});
