import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import type { Fix } from '../problem.js';
import { callSpan } from '../syntax/calls.js';
import { inCaseOf, replaceTokens } from '../syntax/edits.js';
import type { Statement } from '../syntax/statement.js';
import { closing, indexAt, isAt, lastIndex, spanOf } from '../syntax/tokens.js';

export default defineRule({
  id: 'procedure-in-query',
  severity: 'error',
  message: 'sys.wait_for_job is a procedure: CALL it.',
  why: 'A procedure is no function; in a query it fails with SQLSTATE 42809.',
  instead: "Write CALL sys.wait_for_job('job_id').",
  documentation: documentation.asyncIndexes,
  examples: [
    {
      bad: "SELECT sys.wait_for_job('qfzv5uemkrg2lbczil2fim3o2q');",
      at: 'sys.wait_for_job',
      good: "CALL sys.wait_for_job('qfzv5uemkrg2lbczil2fim3o2q');",
    },
  ],
  words: ['wait_for_job'],
  check: {
    *FuncCall(call, statement) {
      const names = (call.funcname ?? []).map((part) => ('String' in part ? part.String.sval : ''));
      if (names.join('.') !== 'sys.wait_for_job') return;
      yield {
        at: callSpan(statement, call),
        fixes: asCall(statement, indexAt(statement, call.location ?? 0)),
      };
    },
  },
});

/** A query that does nothing but call it. */
function asCall(statement: Statement, name: number): Fix[] {
  const isAlone =
    closing(statement, name + 3) === lastIndex(statement) &&
    ((name === 1 && isAt(statement, 0, 'select')) ||
      (name === 3 && isAt(statement, 0, 'select', '*', 'from')));
  if (!isAlone) return [];
  const { start, end } = spanOf(statement, 0);
  const call = inCaseOf(statement.text.slice(start, end), 'CALL');
  return [{ title: 'Use CALL', safety: 'safe', edits: replaceTokens(statement, 0, name - 1, call) }];
}
