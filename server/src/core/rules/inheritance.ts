import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import type { Fix } from '../problem.js';
import { tableActions } from '../syntax/alterTable.js';
import { tableTokens } from '../syntax/createTable.js';
import { insertBehind, removeTokens } from '../syntax/edits.js';
import type { Statement } from '../syntax/statement.js';
import { closing, find, spanOf } from '../syntax/tokens.js';
import { sourceOf } from '../syntax/words.js';

export default defineRule({
  id: 'inheritance',
  severity: 'error',
  message: 'Tables cannot inherit from each other.',
  why: 'In DSQL a query reads the rows of exactly the table that it names.',
  instead:
    'Copy the columns with LIKE parent INCLUDING ALL, or keep all rows in one table with a column that tells them apart.',
  documentation: documentation.createTable,
  examples: [
    {
      bad: 'CREATE TABLE finals (trophy TEXT) INHERITS (games);',
      at: 'INHERITS (games)',
      good: 'CREATE TABLE finals (LIKE games INCLUDING ALL, trophy TEXT);',
    },
    { bad: 'ALTER TABLE finals NO INHERIT games;', at: 'NO INHERIT games' },
  ],
  words: ['inherit', 'inherits'],
  check: {
    *CreateStmt(create, statement) {
      const { inhRelations: parents = [], partbound } = create;
      if (parents.length === 0 || partbound) return;
      const { open, tail } = tableTokens(statement, create);
      const first = find(statement, ['inherits', '('], tail.first, tail.last);
      if (open === undefined || first < 0) return;
      const last = closing(statement, first + 1);
      const fixes = parents.length === 1 ? [copyColumns(statement, open, first, last)] : [];
      yield { at: spanOf(statement, first, last), fixes };
    },
    *AlterTableStmt(alter, statement) {
      for (const { command, first, last } of tableActions(alter, statement))
        if (command.subtype === 'AT_AddInherit' || command.subtype === 'AT_DropInherit')
          yield { at: spanOf(statement, first, last) };
    },
  },
});

function copyColumns(statement: Statement, open: number, first: number, last: number): Fix {
  const isEmpty = closing(statement, open) === open + 1;
  const like = `LIKE ${sourceOf(statement, { first: first + 2, last: last - 1 })} INCLUDING ALL${isEmpty ? '' : ', '}`;
  return {
    title: 'Copy the columns with LIKE (a query of the parent does not see the rows)',
    safety: 'review',
    edits: [...insertBehind(statement, open, like), ...removeTokens(statement, first, last)],
  };
}
