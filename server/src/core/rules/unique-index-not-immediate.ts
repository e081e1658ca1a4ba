import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { indexJobsIn } from '../lint/script/indexJobs.js';
import { ofText } from '../lint/script/ofText.js';
import { statementAt } from '../lint/script/script.js';
import { statementText } from '../syntax/statement.js';
import { keywordIn, spanOf } from '../syntax/tree/nodes.js';
import { treeOf } from '../syntax/tree/tree.js';
import { query } from '../text/memo.js';
import { type Span, shiftSpan } from '../text/span.js';

export default defineRule({
  id: 'unique-index-not-immediate',
  severity: 'warning',
  message: 'The index makes values unique only when its job has completed.',
  why: 'The job reads the existing rows after the statement has returned. If it finds duplicates, the index stays invalid until it is dropped.',
  instead:
    "Wait with CALL sys.wait_for_job('job_id') before relying on the index, or declare UNIQUE in CREATE TABLE.",
  noFix: 'Only the application knows whether the rows may be written before.',
  documentation: documentation.asyncIndexes,
  examples: [{ bad: 'CREATE UNIQUE INDEX ASYNC users_email ON users (email);', at: 'UNIQUE' }],
  *script(script) {
    for (const { isUnique, statement: span } of query(indexJobsIn, script).open) {
      if (!isUnique) continue;
      const placed = statementAt(script, span);
      const word = placed && wordUnique(script, placed);
      if (word) yield { at: shiftSpan(word, span.start) };
    }
  },
});

/** Without ASYNC there is no job, and another rule reports that. */
const wordUnique = ofText((source): Span | undefined => {
  const statement = statementText(source);
  const word = keywordIn(statement, treeOf(statement), 'unique');
  return word && keywordIn(statement, treeOf(statement), 'unique', 'index', 'async')
    ? spanOf(statement, word)
    : undefined;
});
