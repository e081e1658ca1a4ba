import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { headSpan } from '../syntax/head.js';

export default defineRule({
  id: 'do-block',
  severity: 'error',
  message: 'DO blocks are not supported.',
  why: 'DSQL has no procedural language to run them.',
  instead:
    'Send the statements one by one and decide in the application; many checks are IF [NOT] EXISTS or ON CONFLICT.',
  noFix: 'Its statements depend on what the block finds when it runs.',
  leftOut: 'what the block does is not done',
  documentation: documentation.migration,
  examples: [{ bad: 'DO $$ BEGIN DELETE FROM jobs; END $$;', at: 'DO' }],
  check: {
    *DoStmt(_block, statement) {
      yield { at: headSpan(statement) };
    },
  },
});
