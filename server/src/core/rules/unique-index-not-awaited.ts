import { spanOfOrigin } from '../catalog/origin.js';
import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { originIn } from '../lint/script/catalog.js';
import { indexJobsIn } from '../lint/script/indexJobs.js';
import { statementText } from '../syntax/statement.js';
import { enclosing, nodeAtToken, spanOf, tokenAt } from '../syntax/tree/nodes.js';
import { treeOf } from '../syntax/tree/tree.js';
import { query } from '../text/memo.js';
import type { Span } from '../text/span.js';

export default defineRule({
  id: 'unique-index-not-awaited',
  severity: 'warning',
  message: 'Index "{index}" may still be building when this constraint wants to use it.',
  why: 'CREATE UNIQUE INDEX ASYNC returns before the index is valid, and UNIQUE USING INDEX accepts only a valid one.',
  instead:
    "Wait between the two: CALL sys.wait_for_job('job_id') with the job_id that CREATE INDEX ASYNC returned.",
  noFix: 'The id of the job is known when the index is created, not before.',
  server: { sqlstate: '55000', text: 'index "{index}" is not valid' },
  documentation: documentation.asyncIndexes,
  holds: { since: 'unique-using-index' },
  examples: [
    {
      bad: 'CREATE UNIQUE INDEX ASYNC u ON t (email); ALTER TABLE t ADD CONSTRAINT k UNIQUE USING INDEX u;',
      at: 'ADD CONSTRAINT k UNIQUE USING INDEX u',
    },
  ],
  *script(script) {
    for (const used of query(indexJobsIn, script).used) {
      if (!used.unawaited) continue;
      const { start, end } = spanOfOrigin(originIn(script, used.statement, used.pointer));
      yield {
        at: { start: actionStart(script.text, used.statement, start), end },
        data: { index: used.unawaited.name },
      };
    }
  },
});

/** The place of the constraint begins at its name; the action begins at ADD. */
function actionStart(text: string, { start, end }: Span, constraint: number): number {
  const statement = statementText(text.slice(start, end));
  const inmost = nodeAtToken(treeOf(statement), tokenAt(statement, constraint - start));
  const action = enclosing(inmost, 'action');
  return action ? start + spanOf(statement, action).start : constraint;
}
