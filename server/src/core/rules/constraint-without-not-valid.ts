import { isRefused } from '../dialect/asOf.js';
import { documentation } from '../dialect/documentation.js';
import { serverErrors } from '../dialect/serverErrors.js';
import { type AlterTableAction, alterAction, mayBeMissing } from '../lint/fixes/alteredTable.js';
import { columnsOf, foldForeignKey } from '../lint/fixes/foldIntoTable.js';
import { actionAsOwner, impliedName, inventName } from '../lint/fixes/inventedNames.js';
import { placeEdits } from '../lint/fixes/placeEdits.js';
import { addBehind } from '../lint/fixes/wholeStatement.js';
import type { Fix } from '../lint/problem.js';
import { defineRule } from '../lint/rule.js';
import type { Script } from '../lint/script/script.js';
import { tableActions } from '../syntax/alterTable.js';
import { insertBehind } from '../syntax/edits.js';
import { withoutSchema } from '../syntax/names.js';
import type { SyntaxNode } from '../syntax/node.js';
import type { StatementText } from '../syntax/statement.js';
import { childOf, descendantsOf, nameOf, oneToken, spanOf } from '../syntax/tree/nodes.js';
import { sourceOf } from '../syntax/words.js';

export default defineRule({
  id: 'constraint-without-not-valid',
  severity: 'error',
  message: 'A {kind} constraint can only be added NOT VALID.',
  why: 'DSQL does not read all rows within a statement: it checks new rows from now on, and old ones in a job that you start.',
  instead: 'Append NOT VALID, then run ALTER TABLE ASYNC … VALIDATE CONSTRAINT.',
  server: serverErrors.addConstraint,
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
      for (const action of tableActions(alter, statement)) {
        const { command, number } = action;
        if (command.subtype !== 'AT_AddConstraint' || !command.def || !('Constraint' in command.def))
          continue;
        const { contype, skip_validation } = command.def.Constraint;
        // Until DSQL has foreign keys, they are refused as such.
        const isForeign = contype === 'CONSTR_FOREIGN' && !isRefused('foreign-keys', asOf);
        if (skip_validation || !(isForeign || contype === 'CONSTR_CHECK')) continue;
        yield {
          at: spanOf(statement, action),
          subject: number,
          data: { kind: isForeign ? 'FOREIGN KEY' : 'CHECK' },
          fixes: [
            {
              id: 'add-not-valid',
              title: 'Add NOT VALID',
              consequence: 'existing rows are not checked until it is validated',
              safety: 'review',
              edits: insertBehind(statement, action, ' NOT VALID'),
            },
          ],
        };
      }
    },
  },
  repair(number: number, source) {
    const action = alterAction(source, number);
    if (!action) return [];
    return [...foldForeignKey(source.script, action), ...withValidation(source.script, action)];
  },
});

/** PostgreSQL names a check after its column, if it reads one only. */
function onlyColumn(statement: StatementText, check: SyntaxNode): readonly string[] {
  const names = new Set([...descendantsOf(check, 'column')].map((one) => nameOf(statement, one)));
  return names.size === 1 ? [...names] : [];
}

/** NOT VALID, and a statement that validates the constraint afterwards. */
function withValidation(script: Script, action: AlterTableAction): Fix[] {
  const { placed, statement, syntax, table, written } = action;
  const constraint = childOf(syntax, 'constraint');
  // The table may not exist, and then there is nothing to validate.
  if (!constraint || mayBeMissing(script, action)) return [];
  const given = childOf(constraint, 'name', 'constraint');
  const isForeign = constraint.word === 'foreign key';
  const columns = isForeign ? (columnsOf(action, constraint) ?? []) : onlyColumn(statement, constraint);
  const implied = given ? sourceOf(statement, given) : impliedName(script, action, constraint);
  const ending = isForeign ? 'fkey' : 'check';
  const name = implied ?? inventName(script, withoutSchema(table), columns, ending, actionAsOwner(action));
  return [
    {
      id: 'add-not-valid-and-validate',
      title: 'Add NOT VALID, and validate it in the next statement',
      consequence: 'a job that fails if a row violates it',
      safety: 'review',
      invents: implied === undefined ? [name] : [],
      edits: [
        ...placeEdits(script, placed, [
          ...(given ? [] : insertBehind(statement, oneToken(syntax.first), ` CONSTRAINT ${name}`)),
          ...insertBehind(statement, action, ' NOT VALID'),
        ]),
        ...addBehind(script, placed, [`ALTER TABLE ASYNC ${written} VALIDATE CONSTRAINT ${name};`]),
      ],
    },
  ];
}
