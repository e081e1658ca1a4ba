import type { VariableSetStmt } from 'libpg-query';
import { type AsOf, isRefused } from '../dialect/asOf.js';
import { documentation } from '../dialect/documentation.js';
import { sessionParameters } from '../dialect/parameters.js';
import { serverErrors } from '../dialect/serverErrors.js';
import type { Fix } from '../lint/problem.js';
import { defineRule } from '../lint/rule.js';
import { removeStatement } from '../syntax/edits.js';
import { parameterName } from '../syntax/parameterName.js';
import type { Statement } from '../syntax/statement.js';
import { spanOf } from '../syntax/tree/nodes.js';
import { lookup } from '../text/lookup.js';

export default defineRule({
  id: 'session-parameter',
  severity: 'error',
  message: 'The parameter "{parameter}" cannot be set.',
  why: 'DSQL lets a session set a few parameters only; as a start-up option of a driver a refused one ends the connection.',
  instead: 'Leave the statement out; keep time limits in the client.',
  server: serverErrors.unsupportedParameter,
  documentation: documentation.compatibility,
  examples: [{ bad: "SET statement_timeout = '5s';", at: 'statement_timeout', good: '' }],
  check: {
    *VariableSetStmt(set, statement, { asOf, parent }) {
      const { kind = '', name = '' } = set;
      if (parent || !single.has(kind) || isAllowed(name, asOf) || isTransactionDefault(name)) return;
      const at = spanOf(statement, parameterName(statement));
      yield { at, data: { parameter: name }, fixes: [removal(statement, set)] };
    },
  },
});

/** Not RESET, of which nothing is known, nor the modes of a transaction. */
const single = new Set(['VAR_SET_VALUE', 'VAR_SET_DEFAULT', 'VAR_SET_CURRENT']);

function isAllowed(name: string, asOf: AsOf): boolean {
  const key = name.toLowerCase();
  const since = sessionParameters[key];
  return Object.hasOwn(sessionParameters, key) && (since === undefined || !isRefused(since, asOf));
}

/** These have a rule of their own. */
const isTransactionDefault = (name: string): boolean => name.toLowerCase().startsWith('default_transaction_');

function removal(statement: Statement, set: VariableSetStmt): Fix {
  const fix = { id: 'remove-statement', title: 'Remove the statement', edits: removeStatement(statement) };
  return set.kind !== 'VAR_SET_VALUE' || isUsual(set)
    ? { ...fix, safety: 'safe' }
    : { ...fix, consequence: 'the parameter keeps its value', safety: 'review' };
}

/** Whether the value is the one that the session has anyway, as in the head of a dump by pg_dump. */
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
  // Without policies there is nothing that it could switch.
  row_security: ['on', 'off', 'true', 'false'],
  standard_conforming_strings: ['on', 'true'],
  statement_timeout: ['0'],
  transaction_timeout: ['0'],
  xmloption: ['content'],
});
