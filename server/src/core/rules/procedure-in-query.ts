import { documentation } from '../dialect/documentation.js';
import type { Fix } from '../lint/problem.js';
import { defineRule } from '../lint/rule.js';
import { callSpan } from '../syntax/calls.js';
import { inCaseOf, replace } from '../syntax/edits.js';
import type { SyntaxNode } from '../syntax/node.js';
import { syntaxOf } from '../syntax/rangeOf.js';
import type { Statement } from '../syntax/statement.js';
import { childrenOf, clauseOf, enclosing, oneToken, wholeOf } from '../syntax/tree/nodes.js';
import { sourceOf } from '../syntax/words.js';

export default defineRule({
  id: 'procedure-in-query',
  severity: 'error',
  message: 'sys.wait_for_job is a procedure: CALL it.',
  why: 'A procedure is not a function: a query that calls it fails with SQLSTATE 42809.',
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
      const part = syntaxOf(statement, call);
      yield { at: callSpan(statement, call), fixes: part ? asCall(statement, part) : [] };
    },
  },
});

/** A query that only calls it: `SELECT f()` or `SELECT * FROM f()`. */
function asCall(statement: Statement, call: SyntaxNode): Fix[] {
  const clause = enclosing(call, 'clause');
  const select = clauseOf(clause?.parent, 'select');
  const [target, ...others] = childrenOf(select, 'target');
  const isAlone =
    select?.first === 0 &&
    target?.first === 1 &&
    others.length === 0 &&
    call.first === (clause?.first ?? 0) + 1 &&
    call.last === wholeOf(statement).last &&
    (clause === select || (clause?.first === 2 && sourceOf(statement, target) === '*'));
  if (!isAlone) return [];
  const word = inCaseOf(sourceOf(statement, oneToken(0)), 'CALL');
  return [
    {
      id: 'use-call',
      title: 'Use CALL',
      safety: 'safe',
      edits: replace(statement, { first: 0, last: call.first - 1 }, word),
    },
  ];
}
