import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { behindName, lastIndex, spanOf } from '../sql/tokens.js';

export default defineRule({
  id: 'domain-constraint',
  severity: 'error',
  message: 'A domain takes no further constraints after it is created.',
  why: 'DSQL would have to check all columns of the domain; it alters defaults, names and owners of a domain only.',
  instead: 'Create a new domain with the constraint, and use it for new columns.',
  documentation: documentation.sqlSubsets,
  examples: [
    {
      bad: 'ALTER DOMAIN price ADD CONSTRAINT positive CHECK (VALUE > 0);',
      at: 'ADD CONSTRAINT positive CHECK (VALUE > 0)',
    },
    { bad: 'ALTER DOMAIN price SET NOT NULL;', at: 'SET NOT NULL' },
  ],
  check: {
    *AlterDomainStmt({ subtype }, statement) {
      // The tree's letters for SET NOT NULL and ADD.
      if (subtype !== 'O' && subtype !== 'C') return;
      yield { at: spanOf(statement, behindName(statement, 2), lastIndex(statement)) };
    },
  },
});
