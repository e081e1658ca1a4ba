import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { find, headSpan, spanOf } from '../sql/tokens.js';

export default defineRule({
  id: 'create-table-as',
  severity: 'error',
  message: 'A table cannot be created from a query.',
  why: 'DDL and row changes never share a transaction in DSQL, and CREATE TABLE AS and SELECT INTO are both.',
  instead:
    'CREATE TABLE with its columns, then INSERT … SELECT in another transaction, 3,000 rows at most at a time.',
  server: { sqlstate: '0A000', text: 'unsupported statement: CreateTableAs' },
  documentation: documentation.sqlSubsets,
  examples: [
    {
      bad: 'CREATE TABLE totals AS SELECT team, sum(points) AS points FROM games GROUP BY team;',
      at: 'CREATE TABLE',
    },
  ],
  words: ['create as', 'select into'],
  check: {
    *CreateTableAsStmt({ objtype }, statement) {
      if (objtype === 'OBJECT_TABLE') yield { at: spanOf(statement, 0, find(statement, ['table'])) };
    },
    *IntoClause(_into, statement, { parent }) {
      if (parent?.name !== 'SelectStmt') return;
      const into = find(statement, ['into']);
      yield { at: into < 0 ? headSpan(statement, 1) : spanOf(statement, into, into + 1) };
    },
  },
});
