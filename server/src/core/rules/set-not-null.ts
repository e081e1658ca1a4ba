import { layered } from '../catalog/layered.js';
import { columnNamed } from '../catalog/partNamed.js';
import { isReleased } from '../dialect/asOf.js';
import { documentation } from '../dialect/documentation.js';
import {
  type AlterTableAction,
  alterAction,
  mayBeMissing,
  withoutAction,
} from '../lint/fixes/alteredTable.js';
import { actionAsOwner, inventName } from '../lint/fixes/inventedNames.js';
import { placeEdits } from '../lint/fixes/placeEdits.js';
import { addBehind } from '../lint/fixes/wholeStatement.js';
import type { Fix } from '../lint/problem.js';
import { defineRule } from '../lint/rule.js';
import { catalogOf } from '../lint/script/catalog.js';
import { numberAt, type Script } from '../lint/script/script.js';
import { primaryKeyBehind } from '../lint/script/tables.js';
import { type TableAction, tableActions } from '../syntax/alterTable.js';
import { replace } from '../syntax/edits.js';
import { nameParts, quoteName, withoutSchema } from '../syntax/names.js';
import type { Statement } from '../syntax/statement.js';
import { childOf, nameOf, spanOf } from '../syntax/tree/nodes.js';
import { fillInNulls } from '../syntax/waiting.js';
import { sourceOf } from '../syntax/words.js';

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
  repair(number: number, source) {
    const { script, placed, statement } = source;
    const action = isReleased('drop-column', script.asOf) && alterAction(source, number);
    if (!action || mayBeMissing(script, action)) return [];
    const { syntax, table, written } = action;
    const name = childOf(syntax, 'name', 'column');
    if (!name) return [];
    if (isNotNullAlready(script, action, nameOf(statement, name)))
      return [
        {
          id: 'remove-clause',
          title: 'Remove SET NOT NULL',
          safety: 'safe',
          edits: withoutAction(script, action),
        },
      ];
    const column = sourceOf(statement, name);
    const bare = withoutSchema(table);
    const constraint = inventName(script, bare, [nameOf(statement, name)], 'not_null', actionAsOwner(action));
    return [
      {
        id: 'add-check-and-validate',
        title: 'Add a CHECK … NOT VALID, and validate it',
        consequence: 'a job that fails if a row is NULL',
        safety: 'review',
        invents: [constraint],
        edits: [
          ...placeEdits(script, placed, replace(statement, syntax, added(constraint, column))),
          ...addBehind(script, placed, [
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
          at: spanOf(statement, action),
          subject: action.number,
          data: { column: action.command.name ?? '' },
          fixes: isReleased('drop-column', asOf)
            ? [addCheck(statement, action, alter.relation?.relname ?? '')]
            : [],
        };
      }
    },
  },
});

/** Whether a column takes no NULL without the action: it is declared so, or part of a primary key. */
function isNotNullAlready(script: Script, { placed, table }: AlterTableAction, column: string): boolean {
  const [schema = '', name = ''] = nameParts(table);
  const there = layered([catalogOf(script).before(numberAt(script, placed.span))]).relation({ schema, name });
  const own = there && columnNamed(there, column);
  return own?.isNotNull === true || primaryKeyBehind(script, placed, table).includes(column);
}

function addCheck(statement: Statement, action: TableAction, table: string): Fix {
  const { name: column = '' } = action.command;
  const constraint = quoteName(`${table}_${column}_not_null`);
  return {
    id: 'add-check',
    title: 'Add a CHECK … NOT VALID',
    consequence: 'existing rows are not checked until it is validated',
    safety: 'review',
    edits: replace(statement, action, added(constraint, quoteName(column))),
  };
}

const added = (constraint: string, column: string): string =>
  `ADD CONSTRAINT ${constraint} CHECK (${column} IS NOT NULL) NOT VALID`;
