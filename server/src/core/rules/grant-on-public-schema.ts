import type { GrantStmt } from 'libpg-query';
import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import type { Fix } from '../problem.js';
import { removeItem, removeStatement } from '../syntax/edits.js';
import { find, items, spanOf } from '../syntax/tokens.js';

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
      const on = find(statement, ['on', 'schema']);
      const to = find(statement, [grant.is_grant ? 'to' : 'from'], on + 2);
      if (on < 0 || to < 0) return;
      const names = items(statement, on + 2, to - 1);
      for (const [at, object] of (grant.objects ?? []).entries()) {
        const name = names[at];
        if (!name || !('String' in object) || object.String.sval !== 'public') continue;
        const edits =
          names.length === 1 ? removeStatement(statement) : removeItem(statement, name.first, name.last);
        yield { at: spanOf(statement, name.first, name.last), fixes: [removal(grant, edits)] };
      }
    },
  },
});

function removal({ is_grant, privileges = [] }: GrantStmt, edits: Fix['edits']): Fix {
  const isUsage = privileges.length > 0 && privileges.every(isUsageOnly);
  if (is_grant && isUsage) return { title: 'Remove it (every role may use public)', safety: 'safe', edits };
  const consequence = is_grant ? 'only admin creates in public' : 'every role may still use public';
  return { title: `Remove it (${consequence})`, safety: 'review', edits };
}

const isUsageOnly = (privilege: NonNullable<GrantStmt['privileges']>[number]) =>
  'AccessPriv' in privilege && privilege.AccessPriv.priv_name === 'usage';
