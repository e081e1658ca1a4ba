import type { VariableSetStmt } from 'libpg-query';
import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import type { Fix } from '../problem.js';
import { removeStatement, replaceTokens } from '../syntax/edits.js';
import type { Statement } from '../syntax/statement.js';
import { isAt, lastIndex, spanOf } from '../syntax/tokens.js';

export default defineRule({
  id: 'default-transaction-mode',
  severity: 'error',
  message: 'The parameter "{parameter}" cannot be set.',
  why: 'DSQL takes the modes of coming transactions by SET SESSION CHARACTERISTICS, not by a parameter.',
  instead: 'Write SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY; isolation is always REPEATABLE READ.',
  server: { sqlstate: '0A000', text: 'setting configuration parameter "{parameter}" not supported' },
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
      const modes = ['local', 'session'].some((word) => isAt(statement, 1, word)) ? 2 : 1;
      yield {
        at: spanOf(statement, modes),
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
      title: 'Use SET SESSION CHARACTERISTICS',
      safety: 'safe',
      edits: replaceTokens(
        statement,
        0,
        lastIndex(statement),
        'SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY',
      ),
    };
  }
  if (name === 'default_transaction_isolation' && value === 'repeatable read')
    return { title: 'Remove the statement (isolation is always REPEATABLE READ)', safety: 'safe', edits };
  return { title: 'Remove the statement (transactions keep their modes)', safety: 'review', edits };
}

const isTrue = new Set(['on', 'true', 'yes', '1']);

function settingOf({ args = [] }: VariableSetStmt): string {
  const [arg] = args;
  if (!arg || !('A_Const' in arg)) return '';
  const { sval, ival } = arg.A_Const;
  return ival ? String(ival.ival ?? 0) : (sval?.sval ?? '').toLowerCase();
}
