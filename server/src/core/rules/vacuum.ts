import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { removeStatement } from '../syntax/edits.js';
import { headSpan } from '../syntax/head.js';

export default defineRule({
  id: 'vacuum',
  severity: 'error',
  message: 'VACUUM is neither supported nor needed.',
  why: 'DSQL manages its storage by itself and runs ANALYZE by itself too.',
  instead: 'Remove the statement. ANALYZE of a table works.',
  server: { sqlstate: '0A000', text: 'unsupported VACUUM statement' },
  documentation: documentation.sqlSubsets,
  examples: [{ bad: 'VACUUM ANALYZE teams;', at: 'VACUUM', good: '' }],
  check: {
    *VacuumStmt({ is_vacuumcmd }, statement) {
      if (!is_vacuumcmd) return;
      yield {
        at: headSpan(statement),
        fixes: [
          {
            id: 'remove-statement',
            title: 'Remove VACUUM',
            safety: 'safe',
            edits: removeStatement(statement),
          },
        ],
      };
    },
  },
});
