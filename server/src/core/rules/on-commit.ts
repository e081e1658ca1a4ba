import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { tableTokens } from '../syntax/createTable.js';
import { removeTokens } from '../syntax/edits.js';
import { find, spanOf, wordOf } from '../syntax/tokens.js';

export default defineRule({
  id: 'on-commit',
  severity: 'error',
  message: 'ON COMMIT is not supported.',
  why: 'The clause belongs to temporary tables, which DSQL does not have.',
  instead: 'Leave the clause out, and delete the rows or drop the table when they are no longer needed.',
  documentation: documentation.createTable,
  examples: [
    {
      bad: 'CREATE TABLE scratch (id UUID PRIMARY KEY) ON COMMIT DROP;',
      at: 'ON COMMIT DROP',
      good: 'CREATE TABLE scratch (id UUID PRIMARY KEY);',
    },
  ],
  words: ['commit'],
  check: {
    *CreateStmt(create, statement) {
      if (!create.oncommit || create.oncommit === 'ONCOMMIT_NOOP') return;
      const { tail } = tableTokens(statement, create);
      const first = find(statement, ['on', 'commit'], tail.first, tail.last);
      if (first < 0) return;
      const last = wordOf(statement, first + 2) === 'drop' ? first + 2 : first + 3;
      const edits = removeTokens(statement, first, last);
      yield {
        at: spanOf(statement, first, last),
        fixes: [
          create.oncommit === 'ONCOMMIT_PRESERVE_ROWS'
            ? { title: 'Remove ON COMMIT', safety: 'safe', edits }
            : { title: 'Remove ON COMMIT (the table and its rows stay)', safety: 'review', edits },
        ],
      };
    },
  },
});
