import { defineRule } from '../analysis/rule.js';
import { isReleased } from '../dialect/asOf.js';
import { documentation } from '../dialect/documentation.js';
import type { Fix } from '../problem.js';
import { inventName } from '../script/inventedNames.js';
import { placeEdits } from '../script/placeEdits.js';
import { actionAt, addBehind, nameAt, sliceOf } from '../script/tableText.js';
import { type TableAction, tableActions } from '../syntax/alterTable.js';
import { replaceTokens } from '../syntax/edits.js';
import { quoteName } from '../syntax/names.js';
import type { Statement } from '../syntax/statement.js';
import { find, spanOf } from '../syntax/tokens.js';
import { fillInNulls } from '../syntax/waiting.js';

export default defineRule({
  id: 'set-not-null',
  severity: 'error',
  message: 'Column "{column}" cannot become NOT NULL.',
  why: 'DSQL takes NOT NULL when a table is created, and never reads all rows to check them within a statement.',
  instead:
    'Add CHECK (… IS NOT NULL) NOT VALID, which holds for new rows at once, fill in the old rows, and validate it with ALTER TABLE ASYNC.',
  server: { sqlstate: '0A000', text: 'unsupported ALTER TABLE ALTER COLUMN ... SET NOT NULL statement' },
  documentation: documentation.alterTable,
  examples: [
    {
      bad: 'ALTER TABLE games ALTER COLUMN score SET NOT NULL;',
      at: 'ALTER COLUMN score SET NOT NULL',
      good: 'ALTER TABLE games ADD CONSTRAINT games_score_not_null CHECK (score IS NOT NULL) NOT VALID;\n-- Now, in batches of 3,000 rows: UPDATE games SET score = … WHERE score IS NULL\nALTER TABLE ASYNC games VALIDATE CONSTRAINT games_score_not_null;',
    },
  ],
  repair(_subject, { script, placed: statement, at }) {
    const action = isReleased('drop-column', script.asOf) && actionAt(script, statement, at);
    if (!action || find(action.text, ['if', 'exists'], 0, action.first) >= 0) return [];
    const { text, first, last, table, written } = action;
    // ALTER [COLUMN] name SET NOT NULL
    const name = nameAt(text, last - 3);
    const constraint = inventName(script, table.slice(table.indexOf('.') + 1), [name], 'not_null');
    const column = sliceOf(text, last - 3);
    return [
      {
        title: 'Add a CHECK … NOT VALID, and validate it (a job, which fails where a row is NULL)',
        safety: 'review',
        invents: [constraint],
        edits: [
          ...placeEdits(
            script,
            statement,
            replaceTokens(
              text,
              first,
              last,
              `ADD CONSTRAINT ${constraint} CHECK (${column} IS NOT NULL) NOT VALID`,
            ),
          ),
          ...addBehind(script, statement, [
            fillInNulls(written, column),
            `ALTER TABLE ASYNC ${written} VALIDATE CONSTRAINT ${constraint};`,
          ]),
        ],
      },
    ];
  },
  words: ['null'],
  check: {
    *AlterTableStmt(alter, statement, { asOf }) {
      for (const action of tableActions(alter, statement)) {
        if (action.command.subtype !== 'AT_SetNotNull') continue;
        yield {
          at: spanOf(statement, action.first, action.last),
          data: { column: action.command.name ?? '' },
          fixes: isReleased('drop-column', asOf)
            ? [addCheck(statement, action, alter.relation?.relname ?? '')]
            : [],
        };
      }
    },
  },
});

function addCheck(statement: Statement, { command, first, last }: TableAction, table: string): Fix {
  const { name: column = '' } = command;
  const constraint = quoteName(`${table}_${column}_not_null`);
  return {
    title: 'Add a CHECK … NOT VALID (rows that are there are not checked until it is validated)',
    safety: 'review',
    edits: replaceTokens(
      statement,
      first,
      last,
      `ADD CONSTRAINT ${constraint} CHECK (${quoteName(column)} IS NOT NULL) NOT VALID`,
    ),
  };
}
