import type { GrantStmt } from 'libpg-query';
import { documentation } from '../dialect/documentation.js';
import type { Fix } from '../lint/problem.js';
import { defineRule } from '../lint/rule.js';
import { removeFromList, removeStatement } from '../syntax/edits.js';
import { childrenOf, clauseOf, nameOf, spanOf } from '../syntax/tree/nodes.js';
import { treeOf } from '../syntax/tree/tree.js';

export default defineRule({
  id: 'grant-on-public-schema',
  severity: 'error',
  message: 'Privileges on the schema "public" cannot be changed.',
  why: 'The schema belongs to the system: every role may use it, and only admin creates in it.',
  instead: 'Leave the statement out, and create a schema of your own for other owners.',
  server: { sqlstate: '0A000', text: 'feature not supported on system entity' },
  documentation: documentation.authentication,
  examples: [{ bad: 'GRANT USAGE ON SCHEMA public TO app;', at: 'public', good: '' }],
  check: {
    *GrantStmt(grant, statement, { parent }) {
      if (grant.objtype !== 'OBJECT_SCHEMA' || parent) return;
      const names = childrenOf(clauseOf(treeOf(statement), 'on'), 'name', 'schema');
      for (const name of names) {
        if (nameOf(statement, name) !== 'public') continue;
        const edits = names.length === 1 ? removeStatement(statement) : removeFromList(statement, name);
        yield { at: spanOf(statement, name), fixes: [removal(grant, edits)] };
      }
    },
  },
});

function removal({ is_grant, privileges = [] }: GrantStmt, edits: Fix['edits']): Fix {
  const isUsage = privileges.length > 0 && privileges.every(isUsageOnly);
  const fix = { id: 'remove-schema', title: 'Remove it', edits };
  if (is_grant && isUsage) return { ...fix, consequence: 'every role may use public', safety: 'safe' };
  const consequence = is_grant ? 'only admin creates in public' : 'every role may still use public';
  return { ...fix, consequence, safety: 'review' };
}

const isUsageOnly = (privilege: NonNullable<GrantStmt['privileges']>[number]) =>
  'AccessPriv' in privilege && privilege.AccessPriv.priv_name === 'usage';
