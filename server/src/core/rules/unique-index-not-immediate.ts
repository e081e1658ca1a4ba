import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { isAt, spanOf } from '../sql/tokens.js';

export default defineRule({
  id: 'unique-index-not-immediate',
  severity: 'warning',
  message: 'The index makes values unique only when its job has completed.',
  why: 'The job reads the existing rows after the statement has answered; where it finds duplicates the index stays invalid until it is dropped.',
  instead:
    "Wait with CALL sys.wait_for_job('job_id') before relying on the index, or declare UNIQUE in CREATE TABLE.",
  documentation: documentation.asyncIndexes,
  examples: [{ bad: 'CREATE UNIQUE INDEX ASYNC users_email ON users (email);', at: 'UNIQUE' }],
  check: {
    *IndexStmt({ unique }, statement) {
      if (unique && statement.async && isAt(statement, 1, 'unique')) yield { at: spanOf(statement, 1) };
    },
  },
});
