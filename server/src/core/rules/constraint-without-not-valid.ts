import { defineRule } from '../analysis/rule.js';
import { isReleased } from '../dialect/asOf.js';
import { documentation } from '../dialect/documentation.js';
import type { Fix } from '../problem.js';
import { foldForeignKey } from '../script/foldIntoTable.js';
import { inventName } from '../script/inventedNames.js';
import { placeEdits } from '../script/placeEdits.js';
import type { Script, ScriptStatement } from '../script/script.js';
import { actionAt, addBehind, columnsBehind, sliceOf } from '../script/tableText.js';
import { tableActions } from '../syntax/alterTable.js';
import { insertBehind } from '../syntax/edits.js';
import { find, isAt, spanOf } from '../syntax/tokens.js';
import type { Span } from '../text/span.js';

export default defineRule({
  id: 'constraint-without-not-valid',
  severity: 'error',
  message: 'A {kind} constraint can only be added NOT VALID.',
  why: 'DSQL does not read all rows within a statement: it checks new rows from now on, and old ones in a job that you start.',
  instead: 'Append NOT VALID, then run ALTER TABLE ASYNC … VALIDATE CONSTRAINT.',
  server: { sqlstate: '0A000', text: 'unsupported ALTER TABLE ADD CONSTRAINT statement' },
  documentation: documentation.alterTable,
  holds: { since: 'drop-column' },
  examples: [
    {
      bad: 'ALTER TABLE games ADD CONSTRAINT score_positive CHECK (score >= 0);',
      at: 'ADD CONSTRAINT score_positive CHECK (score >= 0)',
      good: 'ALTER TABLE games ADD CONSTRAINT score_positive CHECK (score >= 0) NOT VALID;\nALTER TABLE ASYNC games VALIDATE CONSTRAINT score_positive;',
    },
    {
      bad: 'ALTER TABLE games ADD FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE CASCADE;',
      at: 'ADD FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE CASCADE',
      good: 'ALTER TABLE games ADD CONSTRAINT games_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE CASCADE NOT VALID;\nALTER TABLE ASYNC games VALIDATE CONSTRAINT games_team_id_fkey;',
    },
    {
      bad: 'CREATE TABLE a (id UUID PRIMARY KEY);\nCREATE TABLE b (id UUID PRIMARY KEY, a_id UUID);\nALTER TABLE b ADD FOREIGN KEY (a_id) REFERENCES a;',
      at: 'ADD FOREIGN KEY (a_id) REFERENCES a',
      good: 'CREATE TABLE a (id UUID PRIMARY KEY);\nCREATE TABLE b (id UUID PRIMARY KEY, a_id UUID, FOREIGN KEY (a_id) REFERENCES a);\n',
    },
  ],
  words: ['check', 'references'],
  check: {
    *AlterTableStmt(alter, statement, { asOf }) {
      for (const { command, first, last } of tableActions(alter, statement)) {
        if (command.subtype !== 'AT_AddConstraint' || !command.def || !('Constraint' in command.def))
          continue;
        const { contype, skip_validation } = command.def.Constraint;
        // Before foreign keys came, they are refused as such.
        const isForeign = contype === 'CONSTR_FOREIGN' && isReleased('foreign-keys', asOf);
        if (skip_validation || !(isForeign || contype === 'CONSTR_CHECK')) continue;
        yield {
          at: spanOf(statement, first, last),
          data: { kind: isForeign ? 'FOREIGN KEY' : 'CHECK' },
          fixes: [
            {
              title: 'Add NOT VALID (rows that are there are not checked until it is validated)',
              safety: 'review',
              edits: insertBehind(statement, last, ' NOT VALID'),
            },
          ],
        };
      }
    },
  },
  repair: (_subject, { script, placed: statement, at }) => [
    ...foldForeignKey(script, statement, at),
    ...withValidation(script, statement, at),
  ],
});

/** NOT VALID, and the statement that validates behind it. */
function withValidation(script: Script, statement: ScriptStatement, at: Span): Fix[] {
  const action = actionAt(script, statement, at);
  // There may be no such table, and then nothing to validate.
  if (!action || find(action.text, ['if', 'exists'], 0, action.first) >= 0) return [];
  const { text, first, last, table, written } = action;
  const isNamed = isAt(text, first + 1, 'constraint');
  const isForeign = isAt(text, isNamed ? first + 3 : first + 1, 'foreign');
  const columns = isForeign ? (columnsBehind(text, first) ?? []) : [];
  const name = isNamed
    ? sliceOf(text, first + 2)
    : inventName(script, table.slice(table.indexOf('.') + 1), columns, isForeign ? 'fkey' : 'check');
  return [
    {
      title:
        'Add NOT VALID, and validate it in the next statement (a job, which fails where a row breaks it)',
      safety: 'review',
      invents: isNamed ? [] : [name],
      edits: [
        ...placeEdits(script, statement, [
          ...(isNamed ? [] : insertBehind(text, first, ` CONSTRAINT ${name}`)),
          ...insertBehind(text, last, ' NOT VALID'),
        ]),
        ...addBehind(script, statement, [`ALTER TABLE ASYNC ${written} VALIDATE CONSTRAINT ${name};`]),
      ],
    },
  ];
}
