import { documentation } from '../dialect/documentation.js';
import { serverErrors } from '../dialect/serverErrors.js';
import { defineRule } from '../lint/rule.js';
import { insertBehind } from '../syntax/edits.js';
import { headOf } from '../syntax/head.js';
import { clauseWords, indexClauses, isOfContents, removeClauses } from '../syntax/indexClauses.js';
import { spanOf } from '../syntax/tree/nodes.js';

export default defineRule({
  id: 'index-without-async',
  severity: 'error',
  message: 'CREATE INDEX needs ASYNC in Aurora DSQL, also on an empty table.',
  why: 'DSQL builds every index in the background: the statement returns a job_id at once, and the index is usable when the job is done.',
  instead:
    "Write CREATE INDEX ASYNC, and wait with CALL sys.wait_for_job('job_id') where the index must be ready.",
  server: serverErrors.indexWithoutAsync,
  documentation: documentation.asyncIndexes,
  examples: [
    {
      bad: 'CREATE INDEX games_date ON games (game_date);',
      at: 'CREATE INDEX',
      good: 'CREATE INDEX ASYNC games_date ON games (game_date);',
    },
    {
      bad: 'CREATE INDEX games_date ON games USING btree (game_date DESC);',
      at: 'CREATE INDEX',
      good: 'CREATE INDEX ASYNC games_date ON games (game_date);',
    },
  ],
  check: {
    *IndexStmt(node, statement, { parent }) {
      // The fix of the rule for CONCURRENTLY adds ASYNC as well.
      if (statement.async || node.concurrent || parent) return;
      const head = headOf(statement, 'index');
      const edits = insertBehind(statement, head, ' ASYNC');
      const clauses = indexClauses(statement, node);
      const alone = {
        id: 'add-async',
        title: 'Add ASYNC',
        consequence: 'the index is usable when its job has finished',
        safety: 'review',
        edits,
      } as const;
      const together = {
        id: 'add-async-and-remove-clauses',
        title: `Add ASYNC, remove ${clauseWords(statement, clauses)}`,
        consequence: 'the index is usable when its job has finished',
        safety: 'review',
        edits: [...edits, ...removeClauses(statement, clauses)],
      } as const;
      // Such an index is left out as a whole, by the rule for its method.
      const fixes = isOfContents(node) ? [] : clauses.length > 0 ? [together, alone] : [alone];
      yield {
        at: spanOf(statement, head),
        fixes,
      };
    },
  },
});
