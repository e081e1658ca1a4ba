import { factsOf } from '../dialect/asOf.js';
import { documentation } from '../dialect/documentation.js';
import { unlistedCatalogs } from '../dialect/unlistedCatalogs.js';
import { defineRule } from '../lint/rule.js';
import { rangeOf } from '../syntax/rangeOf.js';
import { spanOf } from '../syntax/tree/nodes.js';
import { withNames } from '../syntax/withNames.js';

export default defineRule({
  id: 'unlisted-catalog',
  severity: 'warning',
  message: 'According to AWS, "{catalog}" is not available.',
  why: 'The user guide lists the catalogs that a cluster has, and this one as missing.',
  instead:
    'Ask pg_roles, pg_class or sys.jobs where they tell the same; see sessions and statements in Amazon CloudWatch.',
  noFix: 'Nothing else in a cluster has this information.',
  documentation: documentation.systemTables,
  examples: [{ bad: 'SELECT * FROM pg_stat_activity;', at: 'pg_stat_activity' }],
  words: [...unlistedCatalogs],
  check: {
    *RangeVar(relation, statement, { asOf }) {
      const { schemaname, relname = '' } = relation;
      if (!factsOf(asOf).catalogs.has(relname) || (schemaname ?? 'pg_catalog') !== 'pg_catalog') return;
      if (schemaname === undefined && withNames(statement).has(relname)) return;
      const range = rangeOf(statement, relation);
      if (range) yield { at: spanOf(statement, range), data: { catalog: relname } };
    },
  },
});
