import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import type { Fix } from '../problem.js';
import { removeAction, tableActions } from '../syntax/alterTable.js';
import { tableTokens } from '../syntax/createTable.js';
import { removeStatement, removeTokens } from '../syntax/edits.js';
import { itemRange } from '../syntax/ranges.js';
import { find, headSpan, spanOf } from '../syntax/tokens.js';
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
      if (!create.tablespacename) return;
      const { tail } = tableTokens(statement, create);
      const first = find(statement, ['tablespace'], tail.first, tail.last);
      if (first < 0) return;
      yield {
        at: spanOf(statement, first, first + 1),
        fixes: [removal('TABLESPACE', removeTokens(statement, first, first + 1))],
      };
    },
    *Constraint({ indexspace, location = 0 }, statement) {
      if (!indexspace) return;
      const { first, last } = itemRange(statement, location);
      const using = find(statement, ['using', 'index', 'tablespace'], first, last);
      if (using < 0) return;
      yield {
        at: spanOf(statement, using, using + 3),
        fixes: [removal('USING INDEX TABLESPACE', removeTokens(statement, using, using + 3))],
      };
    },
    *AlterTableStmt(alter, statement) {
      for (const action of tableActions(alter, statement)) {
        if (action.command.subtype !== 'AT_SetTableSpace') continue;
        yield {
          at: spanOf(statement, action.first, action.last),
          fixes: [removal('SET TABLESPACE', removeAction(statement, action))],
        };
      }
    },
    *AlterTableMoveAllStmt({ objtype }, statement) {
      if (objtype !== 'OBJECT_TABLE') return;
      yield { at: headSpan(statement, 5), fixes: [removal('the statement', removeStatement(statement))] };
    },
    *CreateTableSpaceStmt(_tablespace, statement) {
      yield { at: headSpan(statement, 2), fixes: [removal('the statement', removeStatement(statement))] };
    },
  },
});

const removal = (what: string, edits: Edit[]): Fix => ({ title: `Remove ${what}`, safety: 'safe', edits });
