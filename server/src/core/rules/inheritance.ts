import { documentation } from '../dialect/documentation.js';
import type { Fix } from '../lint/problem.js';
import { defineRule } from '../lint/rule.js';
import { tableActions } from '../syntax/alterTable.js';
import { insertBehind, remove } from '../syntax/edits.js';
import type { SyntaxNode } from '../syntax/node.js';
import { syntaxOf } from '../syntax/rangeOf.js';
import type { Statement } from '../syntax/statement.js';
import { childOf, clauseOf, descendantsOf, oneToken, spanOf } from '../syntax/tree/nodes.js';
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
      const syntax = syntaxOf(statement, create);
      const [columns, clause] = [childOf(syntax, 'list', 'element'), clauseOf(syntax, 'inherits')];
      if (!columns || !clause) return;
      const fixes = parents.length === 1 ? [copyColumns(statement, columns, clause)] : [];
      yield { at: spanOf(statement, clause), fixes };
    },
    *AlterTableStmt(alter, statement) {
      for (const action of tableActions(alter, statement))
        if (action.command.subtype === 'AT_AddInherit' || action.command.subtype === 'AT_DropInherit')
          yield { at: spanOf(statement, action) };
    },
  },
});

function copyColumns(statement: Statement, columns: SyntaxNode, clause: SyntaxNode): Fix {
  const [parent] = descendantsOf(clause, 'table');
  const like = `LIKE ${sourceOf(statement, parent ?? clause)} INCLUDING ALL`;
  return {
    id: 'copy-columns',
    title: 'Copy the columns with LIKE',
    consequence: 'a query of the parent does not see the rows',
    safety: 'review',
    edits: [
      ...insertBehind(statement, oneToken(columns.first), columns.children.length > 0 ? `${like}, ` : like),
      ...remove(statement, clause),
    ],
  };
}
