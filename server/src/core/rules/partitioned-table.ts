import { objectName } from '../catalog/read/written.js';
import { documentation } from '../dialect/documentation.js';
import { leaveOut, type Moved } from '../lint/fixes/leaveOut.js';
import { defineRule, type FindingSource } from '../lint/rule.js';
import { nameOfCreated } from '../lint/script/createdTable.js';
import { creationsOf } from '../lint/script/creations.js';
import { type Script, type ScriptStatement, textOf } from '../lint/script/script.js';
import { tableKeys, tableNamed } from '../lint/script/tables.js';
import { listedColumns, type Write, type WriteHolder, writesOfTable } from '../lint/script/writes.js';
import { insertBefore, remove } from '../syntax/edits.js';
import type { SyntaxNode } from '../syntax/node.js';
import { syntaxOf } from '../syntax/rangeOf.js';
import type { StatementText } from '../syntax/statement.js';
import {
  childOf,
  clauseOf,
  descendantsOf,
  keywordIn,
  partsOf,
  qualifiedName,
  spanOf,
} from '../syntax/tree/nodes.js';
import { treeOf } from '../syntax/tree/tree.js';
import { sourceOf } from '../syntax/words.js';
import { type Edit, shiftEdit } from '../text/edit.js';
import { lookup } from '../text/lookup.js';
import { query } from '../text/memo.js';

const leftOut = 'all rows live in the one table, and none of them in a partition';
const instead = 'Use one table, with the partition column first in its primary key.';

export default defineRule({
  id: 'partitioned-table',
  severity: 'error',
  message: 'Partitions are not supported.',
  why: 'DSQL spreads every table over its storage by primary key, without partitions that you declare.',
  instead,
  leftOut,
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
    if (word === 'of') return [leaveOut(source, { consequence: leftOut, instead }, intoTable(source))];
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

/** Rows that are written into a partition go into the table that it is a part of. */
function intoTable({ script, placed }: FindingSource): Moved {
  const edits: Edit[] = [];
  const starts = new Set<number>();
  const partition = nameOfCreated(placed);
  const whole = wholeOf(script, placed);
  if (partition === undefined || !whole) return { edits, starts };
  for (const { node, text, start, holder } of writesOfTable(script, partition)) {
    const names = [...descendantsOf(node, 'table')].filter(
      (one) => tableKey(script, holder, text, one) === partition,
    );
    const [name, ...others] = names;
    if (!intoRows.has(node.word) || node.parent || start === undefined || !name || others.length > 0)
      continue;
    starts.add(holder.start);
    const own = [
      { ...spanOf(text, name), text: whole.written },
      ...(isNumbered(script, whole.table, { node, text }) ? overriding(text, node) : []),
    ];
    edits.push(...own.map((edit) => shiftEdit(edit, start)));
  }
  return { edits, starts };
}

const intoRows: ReadonlySet<string> = new Set(['CopyStmt', 'InsertStmt']);

const tableKey = (script: Script, { at }: WriteHolder, text: StatementText, name: SyntaxNode): string =>
  query(tableKeys, script)(at, objectName(partsOf(text, name)));

/** The table that a partition is a part of, or that its own table is a part of. */
function wholeOf(
  script: Script,
  partition: ScriptStatement,
): { readonly written: string; readonly table: string } | undefined {
  let found: ReturnType<typeof wholeOf>;
  for (let next: ScriptStatement | undefined = partition; next; ) {
    const text = textOf(script, next);
    const name = childOf(clauseOf(treeOf(text), 'partition of'), 'table');
    if (!name) break;
    found = { written: sourceOf(text, name), table: qualifiedName(text, name) };
    next = query(creationsOf, script).tableAt(found.table, next.span.start);
  }
  return found;
}

/** Whether INSERT gives a value to a column that the table fills ALWAYS, which a partition does not. */
function isNumbered(script: Script, table: string, { node, text }: Pick<Write, 'node' | 'text'>): boolean {
  const filled =
    tableNamed(script, table)?.relation.columns.filter(({ identity }) => identity === 'always') ?? [];
  const listed = listedColumns(text, node);
  return node.word === 'InsertStmt' && filled.some(({ name }) => !listed || listed.includes(name));
}

const overriding = (text: StatementText, node: SyntaxNode): readonly Edit[] => {
  const rows = childOf(node, 'statement');
  return rows && !keywordIn(text, node, 'overriding')
    ? insertBefore(text, rows, 'OVERRIDING SYSTEM VALUE ')
    : [];
};

const verbs = lookup<string>({
  AT_AttachPartition: 'attach',
  AT_DetachPartition: 'detach',
});
