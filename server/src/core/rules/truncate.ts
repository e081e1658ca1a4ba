import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { primaryKeyOf } from '../schema/replay.js';
import { placeEdits } from '../script/placeEdits.js';
import { replaceWhole, tableName, textOf } from '../script/tableText.js';
import { replaceTokens } from '../syntax/edits.js';
import { quoteName } from '../syntax/names.js';
import type { StatementText } from '../syntax/statement.js';
import { behindName, headSpan, isAt, items, lastIndex } from '../syntax/tokens.js';
import { untilDone } from '../syntax/waiting.js';
import { sourceOf } from '../syntax/words.js';
import type { Edit } from '../text/edit.js';

export default defineRule({
  id: 'truncate',
  severity: 'error',
  message: 'TRUNCATE is not supported.',
  why: 'DSQL has no way to drop all rows of a table at once.',
  instead: 'DELETE the rows, 3,000 at most in a transaction, or DROP and CREATE the table.',
  server: { sqlstate: '0A000', text: 'unsupported statement: Truncate' },
  documentation: documentation.sqlSubsets,
  examples: [{ bad: 'TRUNCATE TABLE teams;', at: 'TRUNCATE', good: 'DELETE FROM teams;' }],
  repair(_subject, { script, placed: statement }) {
    const text = textOf(script, statement);
    const [only, ...others] = tablesIn(text);
    const key = only ? primaryKeyOf(script, only.table) : [];
    if (!only || others.length > 0 || key.length === 0) return [];
    const columns = key.map(quoteName).join(', ');
    const part = `SELECT ${columns} FROM ${only.written} LIMIT 1000`;
    const batch = `DELETE FROM ${only.written} WHERE ${key.length > 1 ? `(${columns})` : columns} IN (${part});`;
    return [
      { title, safety: 'review', edits: placeEdits(script, statement, deletion(text)) },
      {
        title: 'Use DELETE of 1,000 rows (run it again and again, until it deletes none)',
        safety: 'review',
        edits: replaceWhole(script, statement, [untilDone, batch]),
      },
    ];
  },
  check: {
    *TruncateStmt(_truncate, statement) {
      yield { at: headSpan(statement, 1), fixes: [{ title, safety: 'review', edits: deletion(statement) }] };
    },
  },
});

const title = 'Use DELETE (at most 3,000 rows in a transaction)';

const deletion = (text: StatementText): Edit[] =>
  replaceTokens(
    text,
    0,
    lastIndex(text),
    tablesIn(text)
      .map(({ written }) => `DELETE FROM ${written}`)
      .join(';\n'),
  );

/** `TRUNCATE [TABLE] [ONLY] name [*] [, …] [RESTART IDENTITY | CONTINUE IDENTITY] [CASCADE | RESTRICT]` */
function tablesIn(text: StatementText): { readonly table: string; readonly written: string }[] {
  return items(text, isAt(text, 1, 'table') ? 2 : 1, lastIndex(text)).map((item) => {
    const first = isAt(text, item.first, 'only') ? item.first + 1 : item.first;
    return {
      table: tableName(text, first),
      written: sourceOf(text, { first, last: behindName(text, first) - 1 }),
    };
  });
}
