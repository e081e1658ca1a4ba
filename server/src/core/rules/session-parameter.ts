import type { FuncCall, VariableSetStmt } from 'libpg-query';
import { documentation } from '../dialect/documentation.js';
import { isSettable, sessionIdentity } from '../dialect/parameters.js';
import { serverErrors } from '../dialect/serverErrors.js';
import type { Fix } from '../lint/problem.js';
import { defineRule } from '../lint/rule.js';
import { builtInName } from '../syntax/calls.js';
import { constantText, isTrue } from '../syntax/constants.js';
import { removeStatement } from '../syntax/edits.js';
import { parameterName } from '../syntax/parameterName.js';
import { rangeOf } from '../syntax/rangeOf.js';
import type { Statement } from '../syntax/statement.js';
import { spanOf } from '../syntax/tree/nodes.js';
import type { Parent } from '../syntax/walk.js';
import { lookup } from '../text/lookup.js';

export default defineRule({
  id: 'session-parameter',
  severity: 'error',
  message: 'The parameter "{parameter}" cannot be set.',
  why: 'DSQL lets a session set a few parameters only; as a start-up option of a driver a refused one ends the connection.',
  instead: 'Leave the statement out; keep time limits in the client.',
  server: serverErrors.unsupportedParameter,
  documentation: documentation.sessionParameters,
  examples: [{ bad: "SET statement_timeout = '5s';", at: 'statement_timeout', good: '' }],
  words: ['set', 'set_config'],
  inQueries: ({ text }) => /set_config/i.test(text),
  check: {
    *VariableSetStmt(set, statement, { asOf, parent }) {
      const { kind = '', name = '' } = set;
      if (parent || !single.has(kind) || isSettable(name, asOf) || hasOwnRule(name)) return;
      const at = spanOf(statement, parameterName(statement));
      yield { at, data: { parameter: name }, fixes: [removal(statement, set)] };
    },
    *FuncCall(call, statement, { asOf, parent }) {
      const parameter = parameterOf(call);
      if (!parameter || isSettable(parameter.name, asOf) || isOfTransaction(call, parameter.name)) return;
      const range = rangeOf(statement, parameter.constant);
      if (!range) return;
      yield {
        at: spanOf(statement, range),
        data: { parameter: parameter.name },
        fixes: isAlone(parent) ? [{ ...remaining, edits: removeStatement(statement) }] : [],
      };
    },
  },
});

/** Not RESET, about which nothing is known, nor the modes of a transaction. */
const single = new Set(['VAR_SET_VALUE', 'VAR_SET_DEFAULT', 'VAR_SET_CURRENT']);

const hasOwnRule = (name: string): boolean =>
  name.toLowerCase().startsWith('default_transaction_') || sessionIdentity.has(name.toLowerCase());

/** The parameter that `set_config('name', …)` sets. */
function parameterOf(call: FuncCall) {
  const [node] = call.args ?? [];
  if (!node || builtInName(call) !== 'set_config') return undefined;
  const name = constantText(node);
  return name === undefined ? undefined : { constant: Object.values(node)[0] ?? node, name };
}

/** `set_config('role', …, true)` is SET LOCAL ROLE. */
const isOfTransaction = ({ args: [, , isLocal] = [] }: FuncCall, name: string): boolean =>
  name.toLowerCase() === 'role' && isLocal !== undefined && isTrue(isLocal) !== false;

/** Whether a statement does nothing but the call. */
function isAlone(parent: Parent | undefined): boolean {
  const select = parent?.name === 'ResTarget' ? parent.parent : undefined;
  if (select?.name !== 'SelectStmt' || select.parent) return false;
  const { targetList = [], fromClause, withClause } = select.node;
  return targetList.length === 1 && !fromClause && !withClause;
}

const remaining = {
  id: 'remove-statement',
  title: 'Remove the statement',
  consequence: 'the parameter keeps its value',
  safety: 'review',
} as const;

function removal(statement: Statement, set: VariableSetStmt): Fix {
  const { id, title } = remaining;
  const edits = removeStatement(statement);
  return set.kind !== 'VAR_SET_VALUE' || isUsual(set)
    ? { id, title, safety: 'safe', edits }
    : { ...remaining, edits };
}

/** Whether the value is the default of the session, as in the head of a dump by pg_dump. */
function isUsual({ name = '', args = [] }: VariableSetStmt): boolean {
  const usual = usualValues[name.toLowerCase()];
  const [arg, ...others] = args;
  if (usual === undefined || !arg || !('A_Const' in arg) || others.length > 0) return false;
  const { sval, ival, boolval } = arg.A_Const;
  const value = sval
    ? (sval.sval ?? '')
    : ival
      ? String(ival.ival ?? 0)
      : boolval
        ? String(boolval.boolval ?? false)
        : '';
  return usual.includes(value.toLowerCase());
}

const usualValues = lookup<readonly string[]>({
  default_table_access_method: ['heap'],
  default_tablespace: [''],
  idle_in_transaction_session_timeout: ['0'],
  lock_timeout: ['0'],
  // There are no policies that it could switch.
  row_security: ['on', 'off', 'true', 'false'],
  standard_conforming_strings: ['on', 'true'],
  statement_timeout: ['0'],
  transaction_timeout: ['0'],
  xmloption: ['content'],
});
