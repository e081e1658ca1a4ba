import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { builtInName, callSpan } from '../syntax/calls.js';

export default defineRule({
  id: 'advisory-lock',
  severity: 'error',
  message: '{function}() is not supported.',
  why: 'DSQL has no locks that sessions wait for, and so no advisory locks. Migration tools take them by default.',
  instead:
    "Keep a row for each lock and take it with INSERT … ON CONFLICT DO NOTHING; turn the tool's locking off.",
  noFix: 'Only the application knows what the lock guards, and which row can replace it.',
  server: { sqlstate: '0A000', text: 'function {function} not supported' },
  documentation: documentation.concurrency,
  examples: [{ bad: 'SELECT pg_advisory_lock(1);', at: 'pg_advisory_lock' }],
  words: [
    'pg_advisory_lock',
    'pg_advisory_lock_shared',
    'pg_advisory_unlock',
    'pg_advisory_unlock_all',
    'pg_advisory_unlock_shared',
    'pg_advisory_xact_lock',
    'pg_advisory_xact_lock_shared',
    'pg_try_advisory_lock',
    'pg_try_advisory_lock_shared',
    'pg_try_advisory_xact_lock',
    'pg_try_advisory_xact_lock_shared',
  ],
  check: {
    *FuncCall(call, statement) {
      const name = builtInName(call);
      if (name && /^pg_(try_)?advisory_/.test(name))
        yield { at: callSpan(statement, call), data: { function: name } };
    },
  },
});
