import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { headSpan } from '../syntax/head.js';

export default defineRule({
  id: 'default-privileges',
  severity: 'error',
  message: 'ALTER DEFAULT PRIVILEGES is not supported before 2026-04-24.',
  why: 'Aurora DSQL has default privileges only since 2026-04-24.',
  instead: 'GRANT on each object after it has been created.',
  noFix: 'Before ALTER DEFAULT PRIVILEGES existed, each new object needed its own GRANT.',
  documentation: documentation.authentication,
  holds: { until: 'default-privileges' },
  examples: [
    {
      bad: 'ALTER DEFAULT PRIVILEGES IN SCHEMA shop GRANT SELECT ON TABLES TO app;',
      at: 'ALTER DEFAULT PRIVILEGES',
      asOf: '2025-11-25',
    },
  ],
  check: {
    *AlterDefaultPrivilegesStmt(_privileges, statement) {
      yield { at: headSpan(statement, 'privileges') };
    },
  },
});
