import type { VariableSetStmt } from 'libpg-query';
import { documentation } from '../dialect/documentation.js';
import { serverErrors } from '../dialect/serverErrors.js';
import type { Fix } from '../lint/problem.js';
import { defineRule } from '../lint/rule.js';
import { removeStatement, replace } from '../syntax/edits.js';
import { parameterName } from '../syntax/parameterName.js';
import type { Statement } from '../syntax/statement.js';
import { spanOf, wholeOf } from '../syntax/tree/nodes.js';

export default defineRule({
  id: 'default-transaction-mode',
  severity: 'error',
  message: 'The parameter "{parameter}" cannot be set.',
  why: 'DSQL takes the modes of coming transactions by SET SESSION CHARACTERISTICS, not by a parameter.',
  instead: 'Write SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY; isolation is always REPEATABLE READ.',
  server: serverErrors.unsupportedParameter,
  documentation: documentation.concurrency,
  examples: [
    {
      bad: 'SET default_transaction_read_only = on;',
      at: 'default_transaction_read_only',
      good: 'SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY;',
    },
    {
      bad: "SET default_transaction_isolation = 'repeatable read';",
      at: 'default_transaction_isolation',
      good: '',
    },
  ],
  check: {
    *VariableSetStmt(set, statement, { parent }) {
      const name = set.name?.toLowerCase() ?? '';
      if (parent || !name.startsWith('default_transaction_')) return;
      yield {
        at: spanOf(statement, parameterName(statement)),
        data: { parameter: name },
        fixes: [repair(statement, set, name)],
      };
    },
  },
});

function repair(statement: Statement, set: VariableSetStmt, name: string): Fix {
  const value = settingOf(set);
  const edits = removeStatement(statement);
  if (name === 'default_transaction_read_only' && isTrue.has(value) && !set.is_local) {
    return {
      id: 'use-session-characteristics',
      title: 'Use SET SESSION CHARACTERISTICS',
      safety: 'safe',
      edits: replace(statement, wholeOf(statement), 'SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY'),
    };
  }
  const removal = { id: 'remove-statement', title: 'Remove the statement', edits };
  return name === 'default_transaction_isolation' && value === 'repeatable read'
    ? { ...removal, consequence: 'isolation is always REPEATABLE READ', safety: 'safe' }
    : { ...removal, consequence: 'transactions keep their modes', safety: 'review' };
}

const isTrue = new Set(['on', 'true', 'yes', '1']);

function settingOf({ args = [] }: VariableSetStmt): string {
  const [arg] = args;
  if (!arg || !('A_Const' in arg)) return '';
  const { sval, ival } = arg.A_Const;
  return ival ? String(ival.ival ?? 0) : (sval?.sval ?? '').toLowerCase();
}
