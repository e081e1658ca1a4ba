import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import type { Fix } from '../problem.js';
import { removeItem, removeStatement, removeTokens } from '../syntax/edits.js';
import { alterActions, columnConstraintRange, itemRange } from '../syntax/ranges.js';
import type { Statement } from '../syntax/statement.js';
import { spanOf } from '../syntax/tokens.js';
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
      if (parent?.name === 'ColumnDef') {
        const { first, last } = columnConstraintRange(statement, parent.node, constraint);
        yield {
          at: spanOf(statement, first, last),
          fixes: [dropReference(removeTokens(statement, first, last))],
        };
      } else if (parent?.name === 'AlterTableCmd') {
        yield {
          at: constraintSpan(statement, constraint.location),
          fixes: [dropReference(removeAction(statement, constraint.location))],
        };
      } else {
        const { first, last } = itemRange(statement, constraint.location ?? 0);
        yield {
          at: spanOf(statement, first, last),
          fixes: [dropReference(removeItem(statement, first, last))],
        };
      }
    },
  },
});

const dropReference = (edits: Edit[]): Fix => ({
  title: 'Remove the foreign key (references are no longer checked)',
  safety: 'review',
  edits,
});

function constraintSpan(statement: Statement, location = 0) {
  const { first, last } = itemRange(statement, location);
  return spanOf(statement, first, last);
}

/** The action that adds the constraint, or the statement where it has no other. */
function removeAction(statement: Statement, location = 0): Edit[] {
  const actions = alterActions(statement);
  const action = actions.find(({ first, last }) => spanOf(statement, first, last).end > location);
  return actions.length > 1 && action
    ? removeItem(statement, action.first, action.last)
    : removeStatement(statement);
}
