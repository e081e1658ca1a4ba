import { factsOf } from '../dialect/asOf.js';
import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { replace } from '../syntax/edits.js';
import { childOf, spanOf } from '../syntax/tree/nodes.js';
import { treeOf } from '../syntax/tree/tree.js';

export default defineRule({
  id: 'statistics-target',
  severity: 'error',
  message: 'A statistics target of {target} exceeds the maximum, {most}.',
  why: 'DSQL samples less than PostgreSQL, whose targets go up to 10,000.',
  instead: 'Use 100 or less; -1 is the usual target.',
  server: { sqlstate: '22023', text: 'statistics target {target} exceeds maximum allowed value of 100' },
  documentation: documentation.createStatistics,
  holds: { since: 'statistics' },
  examples: [
    {
      bad: 'ALTER STATISTICS places SET STATISTICS 500;',
      at: '500',
      good: 'ALTER STATISTICS places SET STATISTICS 100;',
    },
  ],
  words: ['statistics'],
  check: {
    *AlterStatsStmt({ stxstattarget = 0 }, statement, { asOf }) {
      const most = factsOf(asOf).limits.maxStatisticsTarget;
      const value = childOf(treeOf(statement), 'constant');
      if (!value || stxstattarget <= most) return;
      yield {
        at: spanOf(statement, value),
        data: { target: String(stxstattarget), most: String(most) },
        fixes: [
          {
            id: 'use-most',
            title: `Use ${most}`,
            consequence: 'the planner knows less about rare values',
            safety: 'review',
            edits: replace(statement, value, String(most)),
          },
        ],
      };
    },
  },
});
