import { documentation } from '../dialect/documentation.js';
import type { Fix } from '../lint/problem.js';
import { defineRule } from '../lint/rule.js';
import { actionsOf, removeAction } from '../syntax/alterTable.js';
import { remove, removeFromList } from '../syntax/edits.js';
import { rangeOf } from '../syntax/rangeOf.js';
import { spanOf } from '../syntax/tree/nodes.js';
import type { Edit } from '../text/edit.js';

export default defineRule({
  id: 'foreign-key',
  severity: 'error',
  message: 'Foreign key constraints are not supported before 2026-08-26.',
  why: 'Aurora DSQL enforces foreign keys only since 2026-08-26; before that it refuses the clause.',
  instead: 'Keep the column without the constraint, and check the reference in the application.',
  documentation: documentation.createTable,
  holds: { until: 'foreign-keys' },
  examples: [
    {
      bad: 'CREATE TABLE games (id UUID PRIMARY KEY, team_id UUID NOT NULL REFERENCES teams(id) ON DELETE CASCADE);',
      at: 'REFERENCES teams(id) ON DELETE CASCADE',
      good: 'CREATE TABLE games (id UUID PRIMARY KEY, team_id UUID NOT NULL);',
      asOf: '2025-11-25',
    },
  ],
  words: ['references', 'alter constraint'],
  check: {
    *Constraint(constraint, statement, { parent }) {
      if (constraint.contype !== 'CONSTR_FOREIGN') return;
      const action = parent?.name === 'AlterTableCmd' ? rangeOf(statement, parent.node) : undefined;
      // ALTER CONSTRAINT names a foreign key and has no place of its own.
      const range = rangeOf(statement, constraint) ?? action;
      if (!range) return;
      const isOnly = actionsOf(statement).length === 1;
      const edits = action
        ? removeAction(statement, { ...action, isOnly })
        : (parent?.name === 'ColumnDef' ? remove : removeFromList)(statement, range);
      yield { at: spanOf(statement, range), fixes: [dropReference(edits)] };
    },
  },
});

const dropReference = (edits: Edit[]): Fix => ({
  id: 'remove',
  title: 'Remove the foreign key',
  consequence: 'references are no longer checked',
  safety: 'review',
  edits,
});
