import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { leaveOut } from '../script/leaveOut.js';
import { removeTokens } from '../syntax/edits.js';
import { closing, find, lastIndex, spanOf } from '../syntax/tokens.js';

export default defineRule({
  id: 'partitioned-table',
  severity: 'error',
  message: 'Partitions are not supported.',
  why: 'DSQL spreads every table over its storage by primary key, without partitions that you declare.',
  instead: 'Use one table, the partition column first in its primary key.',
  leftOut: 'all rows live in the one table, and none of them in a partition',
  server: { sqlstate: '0A000', text: 'PARTITION BY clause not supported for CREATE TABLE' },
  documentation: documentation.migration,
  examples: [
    {
      bad: 'CREATE TABLE games (id UUID, day DATE) PARTITION BY RANGE (day);',
      at: 'PARTITION BY RANGE (day)',
      good: 'CREATE TABLE games (id UUID, day DATE);',
    },
    {
      bad: "CREATE TABLE games_2024 PARTITION OF games FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');",
      at: 'PARTITION OF',
    },
  ],
  repair(_subject, source) {
    const { script, at } = source;
    const isAttached = script.text.slice(at.start, at.start + 6).toLowerCase() === 'attach';
    return isAttached
      ? [
          leaveOut(source, {
            consequence: 'the partition stays a table of its own, whose rows the other one does not show',
            instead: 'Write its rows into the other table.',
          }),
        ]
      : [];
  },
  words: ['partition'],
  check: {
    *PartitionSpec(_partition, statement, { parent }) {
      if (parent?.name !== 'CreateStmt') return;
      const first = find(statement, ['partition', 'by']);
      if (first < 0) return;
      // PARTITION BY RANGE (columns)
      const last = Math.min(closing(statement, first + 3), lastIndex(statement));
      yield {
        at: spanOf(statement, first, last),
        fixes: [
          {
            title: 'Remove PARTITION BY (all rows live in this table)',
            safety: 'review',
            edits: removeTokens(statement, first, last),
          },
        ],
      };
    },
    *PartitionBoundSpec(_bound, statement, { parent }) {
      if (parent?.name !== 'CreateStmt') return;
      const first = find(statement, ['partition', 'of']);
      if (first >= 0) yield { at: spanOf(statement, first, first + 1) };
    },
    *AlterTableCmd({ subtype }, statement) {
      if (subtype !== 'AT_AttachPartition' && subtype !== 'AT_DetachPartition') return;
      const first = find(statement, [subtype === 'AT_AttachPartition' ? 'attach' : 'detach']);
      if (first >= 0) yield { at: spanOf(statement, first, first + 1) };
    },
  },
});
