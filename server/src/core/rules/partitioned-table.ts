import { documentation } from '../dialect/documentation.js';
import { leaveOut } from '../lint/fixes/leaveOut.js';
import { defineRule } from '../lint/rule.js';
import { remove } from '../syntax/edits.js';
import { syntaxOf } from '../syntax/rangeOf.js';
import { clauseOf, keywordIn, spanOf } from '../syntax/tree/nodes.js';
import { lookup } from '../text/lookup.js';

export default defineRule({
  id: 'partitioned-table',
  severity: 'error',
  message: 'Partitions are not supported.',
  why: 'DSQL spreads every table over its storage by primary key, without partitions that you declare.',
  instead: 'Use one table, with the partition column first in its primary key.',
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
  repair(word: string, source) {
    return word === 'attach'
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
    *PartitionSpec(partition, statement, { parent }) {
      const clause = parent?.name === 'CreateStmt' ? syntaxOf(statement, partition) : undefined;
      if (!clause) return;
      yield {
        at: spanOf(statement, clause),
        subject: 'by',
        fixes: [
          {
            id: 'remove',
            title: 'Remove PARTITION BY',
            consequence: 'all rows live in this table',
            safety: 'review',
            edits: remove(statement, clause),
          },
        ],
      };
    },
    *PartitionBoundSpec(_bound, statement, { parent }) {
      const clause =
        parent?.name === 'CreateStmt' && clauseOf(syntaxOf(statement, parent.node), 'partition of');
      const words = clause && keywordIn(statement, clause, 'partition', 'of');
      if (words) yield { at: spanOf(statement, words), subject: 'of' };
    },
    *AlterTableCmd(command, statement) {
      const word = verbs[command.subtype ?? ''];
      const words = word && keywordIn(statement, syntaxOf(statement, command), word, 'partition');
      if (words) yield { at: spanOf(statement, words), subject: word };
    },
  },
});

const verbs = lookup<string>({
  AT_AttachPartition: 'attach',
  AT_DetachPartition: 'detach',
});
