import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { removeStatement } from '../syntax/edits.js';
import { headSpan } from '../syntax/head.js';
import { statementNode } from '../syntax/rangeOf.js';
import { headUpTo, spanOf } from '../syntax/tree/nodes.js';

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
      yield { at: headSpan(statement), data: { verb: 'PREPARE' } };
    },
    *ExecuteStmt(execute, statement) {
      const at = spanOf(statement, headUpTo(statement, statementNode(statement, execute), 'execute'));
      yield { at, data: { verb: 'EXECUTE' } };
    },
    *DeallocateStmt({ name }, statement) {
      // Without a name it is DEALLOCATE ALL.
      if (name === undefined) return;
      yield {
        at: headSpan(statement),
        data: { verb: 'DEALLOCATE of one statement' },
        fixes: [
          {
            id: 'remove-statement',
            title: 'Remove DEALLOCATE',
            consequence: 'the driver frees its statements',
            safety: 'review',
            edits: removeStatement(statement),
          },
        ],
      };
    },
  },
});
