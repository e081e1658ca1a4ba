import type { MergeStmt } from 'libpg-query';
import type { IndexKey } from '../catalog/model.js';
import { documentation } from '../dialect/documentation.js';
import { mergeStandIn } from '../lint/fixes/mergeAsInsert.js';
import { placeEdits } from '../lint/fixes/placeEdits.js';
import { defineRule } from '../lint/rule.js';
import type { Script } from '../lint/script/script.js';
import { keysOf, tableNamed } from '../lint/script/tables.js';
import { replace } from '../syntax/edits.js';
import { verbSpan } from '../syntax/verb.js';

export default defineRule({
  id: 'merge',
  severity: 'error',
  message: 'MERGE is not supported.',
  why: 'DSQL inserts or updates with one statement only through ON CONFLICT.',
  instead: 'Write INSERT … ON CONFLICT (key) DO UPDATE, and DELETE in a statement of its own.',
  server: { sqlstate: '0A000', text: 'unsupported statement type: MERGE' },
  documentation: documentation.sqlSubsets,
  examples: [
    {
      bad: 'MERGE INTO stock s USING sales n ON s.id = n.id WHEN MATCHED THEN UPDATE SET pieces = s.pieces + n.pieces WHEN NOT MATCHED THEN INSERT (id, pieces) VALUES (n.id, n.pieces);',
      at: 'MERGE',
      good: 'INSERT INTO stock AS s (id, pieces) SELECT n.id, n.pieces FROM sales n ON CONFLICT (id) DO UPDATE SET pieces = s.pieces + EXCLUDED.pieces;',
    },
    {
      bad: 'MERGE INTO stock s USING sales n ON s.id = n.id WHEN MATCHED THEN DELETE;',
      at: 'MERGE',
      good: 'DELETE FROM stock AS s USING sales n WHERE s.id = n.id;',
    },
    {
      bad: 'MERGE INTO stock s USING sales n ON s.id = n.id WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN INSERT (id) VALUES (n.id);',
      at: 'MERGE',
    },
  ],
  repair(_subject, { script, placed, statement }) {
    const { node } = statement;
    if (!node || !('MergeStmt' in node)) return [];
    const standIn = mergeStandIn(statement, node.MergeStmt);
    if (!standIn || !mayBeKey(script, node.MergeStmt, standIn.key)) return [];
    const { range, sql, key } = standIn;
    return [
      {
        ...(key.length > 0
          ? {
              id: 'use-on-conflict',
              title: 'Use INSERT … ON CONFLICT',
              consequence: `${key.join(', ')} must be a unique key`,
            }
          : {
              id: 'use-one-statement',
              title: 'Use an equivalent statement',
              consequence: 'only one of several matches counts',
            }),
        safety: 'review',
        edits: placeEdits(script, placed, replace(statement, range, sql)),
      },
    ];
  },
  check: {
    *MergeStmt(merge, statement) {
      yield { at: verbSpan(statement, merge) };
    },
  },
});

/** For a table that the script creates, it is known whether the columns are a key. */
function mayBeKey(script: Script, { relation }: MergeStmt, columns: readonly string[]): boolean {
  const name = `${relation?.schemaname ?? 'public'}.${relation?.relname ?? ''}`;
  const table = tableNamed(script, name);
  if (!table?.isListed || columns.length === 0) return true;
  const isSame = (keys: readonly (string | undefined)[]) =>
    keys.length === columns.length && columns.every((column) => keys.includes(column));
  return (
    keysOf(table).some(({ columns: key }) => isSame(key)) ||
    table.relation.indexes.some(
      ({ isUnique, predicate, keys }) => isUnique && !predicate && isSame(keys.map(columnOf)),
    )
  );
}

const columnOf = (key: IndexKey): string | undefined => (key.kind === 'column' ? key.column : undefined);
