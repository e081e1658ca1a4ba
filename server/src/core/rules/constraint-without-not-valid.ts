import { defineRule } from '../analysis/rule.js';
import { isReleased } from '../dialect/asOf.js';
import { documentation } from '../dialect/documentation.js';
import { tableActions } from '../sql/alterTable.js';
import { insertBehind } from '../sql/edits.js';
import { spanOf } from '../sql/tokens.js';

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
      good: 'ALTER TABLE games ADD CONSTRAINT score_positive CHECK (score >= 0) NOT VALID;',
    },
    {
      bad: 'ALTER TABLE games ADD FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE CASCADE;',
      at: 'ADD FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE CASCADE',
      good: 'ALTER TABLE games ADD FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE CASCADE NOT VALID;',
    },
  ],
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
});
