import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { callSpan } from '../syntax/calls.js';
import { inCaseOf, replaceTokens } from '../syntax/edits.js';
import { headSpan } from '../syntax/tokens.js';

export default defineRule({
  id: 'procedure-call',
  severity: 'error',
  message: '"{name}" cannot be called: DSQL has no procedures but those of the schema "sys".',
  why: 'Procedures cannot be created; CALL serves system procedures such as sys.wait_for_job.',
  instead: 'SELECT an SQL function, or send the statements from the application.',
  documentation: documentation.sqlSubsets,
  examples: [{ bad: 'CALL tidy_jobs(30);', at: 'CALL', good: 'SELECT tidy_jobs(30);' }],
  check: {
    *CallStmt({ funccall = {} }, statement) {
      const names = (funccall.funcname ?? []).map((part) =>
        'String' in part ? (part.String.sval ?? '') : '',
      );
      const isSystem = names.length > 1 ? systemSchemas.has(names.at(-2) ?? '') : names[0] === 'wait_for_job';
      if (isSystem) return;
      const { start, end } = callSpan(statement, funccall);
      const at = headSpan(statement, 1);
      yield {
        at,
        data: { name: statement.text.slice(start, end) },
        fixes: [
          {
            title: 'Use SELECT (for an SQL function in the place of the procedure)',
            safety: 'review',
            edits: replaceTokens(statement, 0, 0, inCaseOf(statement.text.slice(at.start, at.end), 'SELECT')),
          },
        ],
      };
    },
  },
});

const systemSchemas = new Set(['sys', 'pg_catalog']);
