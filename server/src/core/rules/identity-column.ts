import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { replaceTokens } from '../syntax/edits.js';
import { columnConstraintRange, typeRange } from '../syntax/ranges.js';
import { spanOf } from '../syntax/tokens.js';

export default defineRule({
  id: 'identity-column',
  severity: 'error',
  message: 'Identity columns are not supported before 2026-02-13.',
  why: 'Aurora DSQL has had sequences, and with them identity columns, since 2026-02-13 only.',
  instead: 'Use a UUID key with gen_random_uuid().',
  documentation: documentation.primaryKeys,
  holds: { until: 'sequences' },
  examples: [
    {
      bad: 'CREATE TABLE teams (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY);',
      at: 'GENERATED ALWAYS AS IDENTITY',
      good: 'CREATE TABLE teams (id UUID DEFAULT gen_random_uuid() PRIMARY KEY);',
      asOf: '2025-11-25',
    },
  ],
  words: ['identity'],
  check: {
    *Constraint(constraint, statement, { parent }) {
      if (constraint.contype !== 'CONSTR_IDENTITY') return;
      if (parent?.name !== 'ColumnDef') return;
      const { first, last } = columnConstraintRange(statement, parent.node, constraint);
      const type = typeRange(statement, parent.node.typeName?.location ?? 0);
      yield {
        at: spanOf(statement, first, last),
        fixes: [
          {
            title: 'Use a UUID with gen_random_uuid() (values and their type change)',
            safety: 'review',
            edits: [
              ...replaceTokens(statement, type.first, type.last, 'UUID'),
              ...replaceTokens(statement, first, last, 'DEFAULT gen_random_uuid()'),
            ],
          },
        ],
      };
    },
  },
});
