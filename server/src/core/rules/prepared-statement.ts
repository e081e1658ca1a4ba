import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { removeStatement } from '../syntax/edits.js';
import { find, headSpan, spanOf } from '../syntax/tokens.js';

export default defineRule({
  id: 'prepared-statement',
  severity: 'error',
  message: '{verb} is not supported.',
  why: 'DSQL prepares statements for drivers, in the protocol; it has no SQL for it.',
  instead: 'Let the driver prepare: pass the parameters beside the text. DEALLOCATE ALL works.',
  noFix: 'The driver prepares statements, in the code that calls it.',
  documentation: documentation.sqlSubsets,
  examples: [{ bad: 'PREPARE by_id AS SELECT * FROM games WHERE id = $1;', at: 'PREPARE' }],
  check: {
    *PrepareStmt(_prepare, statement) {
      yield { at: headSpan(statement, 1), data: { verb: 'PREPARE' } };
    },
    *ExecuteStmt(_execute, statement) {
      const word = find(statement, ['execute']);
      yield { at: spanOf(statement, Math.max(word, 0)), data: { verb: 'EXECUTE' } };
    },
    *DeallocateStmt({ name }, statement) {
      // Without a name it is DEALLOCATE ALL.
      if (name === undefined) return;
      yield {
        at: headSpan(statement, 1),
        data: { verb: 'DEALLOCATE of one statement' },
        fixes: [
          {
            title: 'Remove DEALLOCATE (the driver frees its statements)',
            safety: 'review',
            edits: removeStatement(statement),
          },
        ],
      };
    },
  },
});
