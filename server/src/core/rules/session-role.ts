import { documentation } from '../dialect/documentation.js';
import { sessionIdentity } from '../dialect/parameters.js';
import { serverErrors } from '../dialect/serverErrors.js';
import { placeEdits } from '../lint/fixes/placeEdits.js';
import { dropWhole } from '../lint/fixes/wholeStatement.js';
import type { Fix } from '../lint/problem.js';
import type { FindingSource } from '../lint/rule.js';
import { defineRule } from '../lint/rule.js';
import { isInTransaction } from '../lint/script/openTransactions.js';
import { inCaseOf, insertBehind, replace } from '../syntax/edits.js';
import { headOf } from '../syntax/head.js';
import { keywordIn, oneToken, spanOf } from '../syntax/tree/nodes.js';
import { treeOf } from '../syntax/tree/tree.js';
import { sourceOf } from '../syntax/words.js';

export default defineRule({
  id: 'session-role',
  severity: 'error',
  message: '{statement} is not supported: a session keeps the role that it connected with.',
  why: 'DSQL takes another role inside a transaction only, by SET LOCAL ROLE, and no other user at all.',
  instead: 'Connect as the role that is wanted, or SET LOCAL ROLE behind BEGIN.',
  server: serverErrors.unsupportedParameter,
  documentation: documentation.sessionParameters,
  examples: [
    { bad: 'BEGIN;\nSET ROLE app;\nCOMMIT;', at: 'SET ROLE', good: 'BEGIN;\nSET LOCAL ROLE app;\nCOMMIT;' },
    { bad: 'SET SESSION AUTHORIZATION app;', at: 'SET SESSION AUTHORIZATION' },
  ],
  words: ['role', 'authorization'],
  repair,
  check: {
    *VariableSetStmt({ kind = '', name = '', is_local = false }, statement, { parent }) {
      const parameter = name.toLowerCase();
      if (parent || !setting.has(kind) || !sessionIdentity.has(parameter)) return;
      if (is_local && parameter === 'role') return;
      const words = parameter === 'role' ? ['role'] : ['authorization'];
      const at = spanOf(statement, headOf(statement, ...words));
      yield {
        at,
        subject: { parameter, isReset: kind === 'VAR_SET_DEFAULT' },
        data: {
          parameter,
          statement: statement.text.slice(at.start, at.end).toUpperCase().replace(/\s+/g, ' '),
        },
      };
    },
  },
});

const setting = new Set(['VAR_SET_VALUE', 'VAR_SET_DEFAULT', 'VAR_SET_CURRENT']);

interface Subject {
  readonly parameter: string;
  readonly isReset: boolean;
}

function repair(
  { parameter, isReset }: Subject,
  { script, placed, statement }: FindingSource,
): readonly Fix[] {
  if (isReset)
    return [
      {
        id: 'remove-statement',
        title: 'Remove the statement',
        safety: 'safe',
        edits: dropWhole(script, placed),
      },
    ];
  if (parameter !== 'role' || !isInTransaction(script, placed)) return [];
  const verb = oneToken(0);
  const scope = keywordIn(statement, treeOf(statement), 'session');
  const word = inCaseOf(sourceOf(statement, verb), 'LOCAL');
  const edits = scope ? replace(statement, scope, word) : insertBehind(statement, verb, ` ${word}`);
  return [
    {
      id: 'use-set-local',
      title: 'Use SET LOCAL ROLE',
      consequence: 'the role ends with the transaction',
      safety: 'review',
      edits: placeEdits(script, placed, edits),
    },
  ];
}
