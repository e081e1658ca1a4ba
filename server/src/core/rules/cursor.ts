import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { headSpan } from '../syntax/head.js';

export default defineRule({
  id: 'cursor',
  severity: 'error',
  message: 'Cursors are not supported.',
  why: 'A DSQL session keeps no open result between two statements.',
  instead: 'Page by key: WHERE id > $1 ORDER BY id LIMIT 1000. Drivers may still fetch a result in parts.',
  noFix: 'A result that is read in parts needs another query for each part, which the application sends.',
  documentation: documentation.sqlSubsets,
  examples: [{ bad: 'DECLARE all_games CURSOR FOR SELECT * FROM games;', at: 'DECLARE' }],
  check: {
    *DeclareCursorStmt(_cursor, statement) {
      yield { at: headSpan(statement) };
    },
    *FetchStmt(_fetch, statement) {
      yield { at: headSpan(statement) };
    },
    *ClosePortalStmt(_close, statement) {
      yield { at: headSpan(statement) };
    },
  },
});
