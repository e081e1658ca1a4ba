import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { headSpan } from '../syntax/head.js';

export default defineRule({
  id: 'rewrite-rule',
  severity: 'error',
  message: 'Rewrite rules are not supported.',
  why: 'DSQL runs a statement as it was sent. Only views are rewritten.',
  instead: 'Create a view for reading, and put the rest into the application.',
  noFix: 'DSQL runs each statement as it was sent, so nothing takes its place.',
  leftOut: 'statements are no longer rewritten',
  server: { sqlstate: '0A000', text: 'unsupported statement: Rule' },
  documentation: documentation.migration,
  examples: [{ bad: 'CREATE RULE keep AS ON DELETE TO teams DO INSTEAD NOTHING;', at: 'CREATE RULE' }],
  check: {
    *RuleStmt(_rule, statement) {
      yield { at: headSpan(statement, 'rule') };
    },
  },
});
