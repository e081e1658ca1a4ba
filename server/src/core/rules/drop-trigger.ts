import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { insertBehind, removeStatement } from '../syntax/edits.js';
import { headSpan } from '../syntax/head.js';
import { refusedSyntax } from '../syntax/refusedSyntax.js';
import type { Statement } from '../syntax/statement.js';
import { keywordIn } from '../syntax/tree/nodes.js';
import { treeOf } from '../syntax/tree/tree.js';

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
      const word = keywordIn(statement, treeOf(statement), 'trigger');
      yield {
        at: headSpan(statement, 'trigger'),
        data: { missing: 'IF EXISTS' },
        fixes: [
          {
            id: 'add-if-exists',
            title: 'Add IF EXISTS',
            consequence: 'nothing is dropped',
            safety: 'review',
            edits: word ? insertBehind(statement, word, ' IF EXISTS') : [],
          },
          removal(statement),
        ],
      };
    },
  },
  *unreadable(statement) {
    if (refusedSyntax(statement)?.kind !== 'triggerWithoutTable') return;
    yield {
      at: headSpan(statement, 'trigger'),
      data: { missing: 'IF EXISTS and ON its table' },
      fixes: [removal(statement)],
    };
  },
});

const removal = (statement: Statement) =>
  ({
    id: 'remove-statement',
    title: 'Remove the statement',
    consequence: 'there are no triggers to drop',
    safety: 'review',
    edits: removeStatement(statement),
  }) as const;
