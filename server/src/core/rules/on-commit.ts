import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { remove } from '../syntax/edits.js';
import { syntaxOf } from '../syntax/rangeOf.js';
import { clauseOf, spanOf } from '../syntax/tree/nodes.js';

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
      const clause = clauseOf(syntaxOf(statement, create), 'on commit');
      if (!clause) return;
      const removal = { id: 'remove', title: 'Remove ON COMMIT', edits: remove(statement, clause) };
      yield {
        at: spanOf(statement, clause),
        fixes: [
          create.oncommit === 'ONCOMMIT_PRESERVE_ROWS'
            ? { ...removal, safety: 'safe' }
            : { ...removal, consequence: 'the table and its rows stay', safety: 'review' },
        ],
      };
    },
  },
});
