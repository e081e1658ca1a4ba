import { documentation } from '../dialect/documentation.js';
import { unwrapBlock } from '../lint/fixes/unwrapBlock.js';
import { defineRule } from '../lint/rule.js';
import { headSpan } from '../syntax/head.js';

export default defineRule({
  id: 'do-block',
  severity: 'error',
  message: 'DO blocks are refused up to 2026-10-01.',
  why: 'Aurora DSQL was last seen without PL/pgSQL, the language of DO, on 2026-10-01, and first seen with it on 2026-11-28.',
  instead:
    'Send the statements one by one and decide in the application; many checks are IF [NOT] EXISTS or ON CONFLICT.',
  leftOut: 'the block does not run',
  documentation: documentation.migration,
  holds: { until: 'plpgsql' },
  examples: [
    {
      bad: 'DO $$ BEGIN CREATE TABLE a (id UUID PRIMARY KEY); EXCEPTION WHEN duplicate_table THEN NULL; END $$;',
      at: 'DO',
      good: 'CREATE TABLE IF NOT EXISTS a (id UUID PRIMARY KEY);',
      asOf: '2025-11-25',
    },
    { bad: 'DO $$ BEGIN DELETE FROM jobs; END $$;', at: 'DO', asOf: '2025-11-25' },
  ],
  check: {
    *DoStmt(_block, statement) {
      yield { at: headSpan(statement), fixes: unwrapBlock(statement) };
    },
  },
});
