import { documentation } from '../dialect/documentation.js';
import { placeEdits } from '../lint/fixes/placeEdits.js';
import { replaceWhole } from '../lint/fixes/wholeStatement.js';
import { defineRule } from '../lint/rule.js';
import { primaryKeyBehind } from '../lint/script/tables.js';
import { replace } from '../syntax/edits.js';
import { quoteName } from '../syntax/names.js';
import type { StatementText } from '../syntax/statement.js';
import { childrenOf, headUpTo, qualifiedName, spanOf, wholeOf } from '../syntax/tree/nodes.js';
import { treeOf } from '../syntax/tree/tree.js';
import { untilDone } from '../syntax/waiting.js';
import { sourceOf } from '../syntax/words.js';
import type { Edit } from '../text/edit.js';

export default defineRule({
  id: 'truncate',
  severity: 'error',
  message: 'TRUNCATE is not supported.',
  why: 'DSQL has no way to remove all rows of a table at once.',
  instead: 'DELETE the rows, 3,000 at most in a transaction, or DROP and CREATE the table.',
  server: { sqlstate: '0A000', text: 'unsupported statement: Truncate' },
  documentation: documentation.sqlSubsets,
  examples: [{ bad: 'TRUNCATE TABLE teams;', at: 'TRUNCATE', good: 'DELETE FROM teams;' }],
  repair(_subject, { script, placed, statement: text }) {
    const [only, ...others] = tablesIn(text);
    const key = only ? primaryKeyBehind(script, placed, only.table) : [];
    if (!only || others.length > 0 || key.length === 0) return [];
    const columns = key.map(quoteName).join(', ');
    const part = `SELECT ${columns} FROM ${only.written} LIMIT 1000`;
    const batch = `DELETE FROM ${only.written} WHERE ${key.length > 1 ? `(${columns})` : columns} IN (${part});`;
    return [
      { ...useDelete, edits: placeEdits(script, placed, deletion(text)) },
      {
        id: 'use-delete-in-batches',
        title: 'Use DELETE of 1,000 rows',
        consequence: 'run it again and again, until it deletes none',
        safety: 'review',
        edits: replaceWhole(script, placed, [untilDone, batch]),
      },
    ];
  },
  check: {
    *TruncateStmt(_truncate, statement) {
      const at = spanOf(statement, headUpTo(statement, treeOf(statement)));
      yield { at, fixes: [{ ...useDelete, edits: deletion(statement) }] };
    },
  },
});

const useDelete = {
  id: 'use-delete',
  title: 'Use DELETE',
  consequence: 'at most 3,000 rows in a transaction',
  safety: 'review',
} as const;

const deletion = (text: StatementText): Edit[] =>
  replace(
    text,
    wholeOf(text),
    tablesIn(text)
      .map(({ written }) => `DELETE FROM ${written}`)
      .join(';\n'),
  );

const tablesIn = (text: StatementText): { readonly table: string; readonly written: string }[] =>
  childrenOf(treeOf(text), 'table').map((node) => ({
    table: qualifiedName(text, node),
    written: sourceOf(text, node),
  }));
