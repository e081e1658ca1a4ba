import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { insertBehind, removeStatement } from '../syntax/edits.js';
import { refusedSyntax } from '../syntax/refusedSyntax.js';
import type { Statement } from '../syntax/statement.js';
import { headSpan } from '../syntax/tokens.js';

export default defineRule({
  id: 'drop-trigger',
  severity: 'error',
  message: 'DROP TRIGGER is accepted only with {missing}.',
  why: 'DSQL has no triggers; it lets DROP TRIGGER IF EXISTS … ON … pass so that scripts run.',
  instead: 'Leave the statement out, or write DROP TRIGGER IF EXISTS name ON table.',
  documentation: documentation.migration,
  examples: [
    {
      bad: 'DROP TRIGGER touch ON teams;',
      at: 'DROP TRIGGER',
      good: 'DROP TRIGGER IF EXISTS touch ON teams;',
    },
  ],
  check: {
    *DropStmt({ removeType, missing_ok }, statement) {
      if (removeType !== 'OBJECT_TRIGGER' || missing_ok) return;
      yield {
        at: headSpan(statement, 2),
        data: { missing: 'IF EXISTS' },
        fixes: [
          {
            title: 'Add IF EXISTS (nothing is dropped)',
            safety: 'review',
            edits: insertBehind(statement, 1, ' IF EXISTS'),
          },
          removal(statement),
        ],
      };
    },
  },
  *unreadable(statement) {
    if (refusedSyntax(statement)?.kind !== 'triggerWithoutTable') return;
    yield {
      at: headSpan(statement, 2),
      data: { missing: 'IF EXISTS and ON its table' },
      fixes: [removal(statement)],
    };
  },
});

const removal = (statement: Statement) =>
  ({
    title: 'Remove the statement (there are no triggers to drop)',
    safety: 'review',
    edits: removeStatement(statement),
  }) as const;
