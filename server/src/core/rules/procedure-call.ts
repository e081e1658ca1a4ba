import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { callSpan } from '../syntax/calls.js';
import { inCaseOf, replace } from '../syntax/edits.js';
import { headOf } from '../syntax/head.js';
import { spanOf } from '../syntax/tree/nodes.js';
import { sourceOf } from '../syntax/words.js';

export default defineRule({
  id: 'procedure-call',
  severity: 'error',
  message:
    '"{name}" cannot be called up to 2026-10-01: there are no procedures but those of the schema "sys".',
  why: 'Aurora DSQL was last seen without procedures of your own on 2026-10-01, and first seen with them on 2026-11-28; CALL serves system procedures such as sys.wait_for_job on any day.',
  instead: 'SELECT an SQL function, or send the statements from the application.',
  documentation: documentation.sqlSubsets,
  holds: { until: 'plpgsql' },
  examples: [{ bad: 'CALL tidy_jobs(30);', at: 'CALL', good: 'SELECT tidy_jobs(30);', asOf: '2025-11-25' }],
  check: {
    *CallStmt({ funccall = {} }, statement) {
      const names = (funccall.funcname ?? []).map((part) =>
        'String' in part ? (part.String.sval ?? '') : '',
      );
      const isSystem = names.length > 1 ? systemSchemas.has(names.at(-2) ?? '') : names[0] === 'wait_for_job';
      if (isSystem) return;
      const { start, end } = callSpan(statement, funccall);
      const word = headOf(statement, 'call');
      yield {
        at: spanOf(statement, word),
        data: { name: statement.text.slice(start, end) },
        fixes: [
          {
            id: 'use-select',
            title: 'Use SELECT',
            consequence: 'for an SQL function that replaces the procedure',
            safety: 'review',
            edits: replace(statement, word, inCaseOf(sourceOf(statement, word), 'SELECT')),
          },
        ],
      };
    },
  },
});

const systemSchemas = new Set(['sys', 'pg_catalog']);
