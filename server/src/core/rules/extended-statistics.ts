import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { headSpan } from '../syntax/head.js';

export default defineRule({
  id: 'extended-statistics',
  severity: 'error',
  message: 'Extended statistics are not supported before 2026-08-27.',
  why: 'Aurora DSQL has CREATE, ALTER and DROP STATISTICS since 2026-08-27 only.',
  instead: 'Remove the statement.',
  noFix: 'Before CREATE STATISTICS existed, DSQL kept none of several columns.',
  leftOut: 'the planner knows less about columns that depend on each other',
  documentation: documentation.sqlSubsets,
  holds: { until: 'statistics' },
  examples: [
    {
      bad: 'CREATE STATISTICS places (dependencies) ON city, zip FROM addresses;',
      at: 'CREATE STATISTICS',
      asOf: '2025-11-25',
    },
  ],
  check: {
    *CreateStatsStmt(_statistics, statement) {
      yield { at: headSpan(statement, 'statistics') };
    },
    *AlterStatsStmt(_statistics, statement) {
      yield { at: headSpan(statement, 'statistics') };
    },
    *DropStmt({ removeType }, statement) {
      if (removeType === 'OBJECT_STATISTIC_EXT') yield { at: headSpan(statement, 'statistics') };
    },
  },
});
