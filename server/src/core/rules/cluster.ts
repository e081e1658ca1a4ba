import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { removeStatement } from '../syntax/edits.js';
import { headSpan } from '../syntax/head.js';

export default defineRule({
  id: 'cluster',
  severity: 'error',
  message: 'CLUSTER is not supported.',
  why: 'DSQL stores the rows of a table by its primary key, and by nothing else.',
  instead: 'Leave the statement out; choose the primary key by how rows are read.',
  documentation: documentation.primaryKeys,
  examples: [{ bad: 'CLUSTER games USING games_date;', at: 'CLUSTER', good: '' }],
  check: {
    *ClusterStmt(_cluster, statement) {
      yield {
        at: headSpan(statement),
        fixes: [
          {
            id: 'remove-statement',
            title: 'Remove CLUSTER',
            consequence: 'rows stay in the order of the primary key',
            safety: 'review',
            edits: removeStatement(statement),
          },
        ],
      };
    },
  },
});
