import type { ForeignKey, ReferentialAction } from '../catalog/model.js';
import { spanOfOrigin } from '../catalog/origin.js';
import { documentation } from '../dialect/documentation.js';
import { maxIndexes } from '../dialect/limits.js';
import { serverErrors } from '../dialect/serverErrors.js';
import { defineRule } from '../lint/rule.js';
import { foreignKeysOf, type ScriptTable, tablesOf } from '../lint/script/tables.js';

export default defineRule({
  id: 'wide-cascade',
  severity: 'info',
  message: '{action} changes all rows that refer to one in a single transaction, which takes 3,000.',
  why: 'A row with more children can then be neither deleted nor given another key; the user guide advises NO ACTION or RESTRICT.',
  instead:
    'Leave the action out where there may be thousands of children, and delete those first, in batches.',
  noFix: 'The file does not say how many children a row may have.',
  server: serverErrors.tooManyRows,
  documentation: documentation.createTable,
  holds: { since: 'foreign-keys' },
  examples: [
    {
      bad: 'CREATE TABLE lines (id UUID PRIMARY KEY, order_id UUID REFERENCES orders (id) ON DELETE CASCADE);',
      at: 'REFERENCES orders (id) ON DELETE CASCADE',
    },
  ],
  asksTables: true,
  *script(script) {
    for (const table of tablesOf(script)) {
      const unique = uniqueColumns(table);
      for (const { made, kept } of foreignKeysOf(table)) {
        const action = spreading(made);
        if (!made.origin || !action || hasOneChild(unique, kept.columns)) continue;
        yield { at: spanOfOrigin(made.origin), data: { action } };
      }
    }
  },
});

/** What a key does to the referencing rows, as it is written: `ON DELETE CASCADE`; undefined where it only refuses. */
function spreading({ onDelete, onUpdate }: ForeignKey): string | undefined {
  if (changesRows(onDelete)) return `ON DELETE ${onDelete.toUpperCase()}`;
  return changesRows(onUpdate) ? `ON UPDATE ${onUpdate.toUpperCase()}` : undefined;
}

const changesRows = (action: ReferentialAction): boolean => action !== 'no action' && action !== 'restrict';

/**
 * The columns of each unique index of a table, up to the number of indexes that a table may have; undefined for an expression.
 */
const uniqueColumns = ({ relation }: ScriptTable): readonly (readonly (string | undefined)[])[] =>
  relation.indexes
    .filter(({ isUnique, predicate }) => isUnique && !predicate)
    .slice(0, maxIndexes)
    .map(({ keys }) => keys.map((key) => (key.kind === 'column' ? key.column : undefined)));

/** Whether a key over the referencing columns allows one referencing row for each row only. */
const hasOneChild = (
  unique: readonly (readonly (string | undefined)[])[],
  columns: readonly string[],
): boolean => unique.some((key) => key.every((column) => column !== undefined && columns.includes(column)));
