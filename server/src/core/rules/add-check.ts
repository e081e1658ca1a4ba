import { documentation } from '../dialect/documentation.js';
import { serverErrors } from '../dialect/serverErrors.js';
import { defineRule } from '../lint/rule.js';
import { tableActions } from '../syntax/alterTable.js';
import { spanOf } from '../syntax/tree/nodes.js';

export default defineRule({
  id: 'add-check',
  severity: 'error',
  message: 'A CHECK constraint cannot be added to a table before 2026-08-03.',
  why: 'Until 2026-08-03 Aurora DSQL takes constraints only when a table is created.',
  instead: 'Write the constraint into CREATE TABLE.',
  noFix: 'Before NOT VALID existed, a table took its checks only when it was created.',
  server: serverErrors.addConstraint,
  documentation: documentation.alterTable,
  holds: { until: 'drop-column' },
  examples: [
    {
      bad: 'ALTER TABLE games ADD CHECK (score >= 0) NOT VALID;',
      at: 'ADD CHECK (score >= 0) NOT VALID',
      asOf: '2025-11-25',
    },
  ],
  words: ['check'],
  check: {
    *AlterTableStmt(alter, statement) {
      for (const action of tableActions(alter, statement)) {
        const { subtype, def } = action.command;
        const isCheck = def && 'Constraint' in def && def.Constraint.contype === 'CONSTR_CHECK';
        if (subtype === 'AT_AddConstraint' && isCheck) yield { at: spanOf(statement, action) };
      }
    },
  },
});
