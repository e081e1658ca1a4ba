import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import type { Statement } from '../syntax/statement.js';
import { find, indexAt, spanOf, wordOf } from '../syntax/tokens.js';

export default defineRule({
  id: 'unbounded-change',
  severity: 'warning',
  message: '{verb} without WHERE changes every row of "{table}"; a transaction may change 3,000.',
  why: 'A transaction that changes more than 3,000 rows fails with SQLSTATE 54000, rows of cascades counted, autocommit too.',
  instead: 'Change the rows in parts of 500 to 1,000 by key, each in its own transaction.',
  noFix: 'Which rows belong together is not written in the statement.',
  server: { sqlstate: '54000', text: 'transaction row limit exceeded' },
  documentation: documentation.quotas,
  examples: [{ bad: 'UPDATE users SET active = true;', at: 'UPDATE' }],
  words: ['update', 'delete'],
  // The statement itself, where no WHERE of its own stands in it, or one in its WITH.
  inQueries: (query) =>
    /\bwith\b/i.test(query.text) || (/^[ud]/i.test(query.text) && find(query, ['where']) < 0),
  check: {
    *UpdateStmt({ relation, whereClause }, statement) {
      if (whereClause || !relation) return;
      yield {
        at: verbSpan(statement, 'update', relation.location),
        data: { verb: 'UPDATE', table: relation.relname ?? '' },
      };
    },
    *DeleteStmt({ relation, whereClause }, statement) {
      if (whereClause || !relation) return;
      yield {
        at: verbSpan(statement, 'delete', relation.location),
        data: { verb: 'DELETE', table: relation.relname ?? '' },
      };
    },
  },
});

/** The verb before the table: the statement may stand within another one. */
function verbSpan(statement: Statement, verb: string, table = 0) {
  let index = indexAt(statement, table);
  while (index > 0 && wordOf(statement, index) !== verb) index--;
  return spanOf(statement, index);
}
