import { documentation } from '../dialect/documentation.js';
import type { Fix } from '../lint/problem.js';
import { defineRule } from '../lint/rule.js';
import { removeAction, tableActions } from '../syntax/alterTable.js';
import { remove, removeStatement } from '../syntax/edits.js';
import { headOf } from '../syntax/head.js';
import { syntaxOf } from '../syntax/rangeOf.js';
import type { Statement } from '../syntax/statement.js';
import { clauseOf, spanOf } from '../syntax/tree/nodes.js';
import type { Edit } from '../text/edit.js';

export default defineRule({
  id: 'tablespace',
  severity: 'error',
  message: 'There are no tablespaces in Aurora DSQL.',
  why: 'DSQL keeps all data in storage of its own, which has no places to choose from.',
  instead: 'Leave the clause out.',
  server: { sqlstate: '0A000', text: 'unsupported statement: CreateTableSpace' },
  documentation: documentation.createTable,
  examples: [
    {
      bad: 'CREATE TABLE games (id UUID PRIMARY KEY) TABLESPACE fast;',
      at: 'TABLESPACE fast',
      good: 'CREATE TABLE games (id UUID PRIMARY KEY);',
    },
    { bad: "CREATE TABLESPACE fast LOCATION '/ssd';", at: 'CREATE TABLESPACE', good: '' },
    { bad: 'ALTER TABLE games SET TABLESPACE fast;', at: 'SET TABLESPACE fast', good: '' },
  ],
  words: ['tablespace'],
  check: {
    *CreateStmt(create, statement) {
      const clause = create.tablespacename && clauseOf(syntaxOf(statement, create), 'tablespace');
      if (!clause) return;
      yield {
        at: spanOf(statement, clause),
        fixes: [removal('TABLESPACE', remove(statement, clause))],
      };
    },
    *Constraint(constraint, statement) {
      const clause =
        constraint.indexspace && clauseOf(syntaxOf(statement, constraint), 'using index tablespace');
      if (!clause) return;
      yield {
        at: spanOf(statement, clause),
        fixes: [removal('USING INDEX TABLESPACE', remove(statement, clause))],
      };
    },
    *AlterTableStmt(alter, statement) {
      for (const action of tableActions(alter, statement)) {
        if (action.command.subtype !== 'AT_SetTableSpace') continue;
        yield {
          at: spanOf(statement, action),
          fixes: [removal('SET TABLESPACE', removeAction(statement, action))],
        };
      }
    },
    *AlterTableMoveAllStmt({ objtype }, statement) {
      if (objtype !== 'OBJECT_TABLE') return;
      yield wholeStatement(statement);
    },
    *CreateTableSpaceStmt(_tablespace, statement) {
      yield wholeStatement(statement);
    },
  },
});

const removal = (what: string, edits: Edit[]): Fix => ({
  id: 'remove',
  title: `Remove ${what}`,
  safety: 'safe',
  edits,
});

const wholeStatement = (statement: Statement) => ({
  at: spanOf(statement, headOf(statement, 'tablespace')),
  fixes: [removal('the statement', removeStatement(statement))],
});
