import { documentation } from '../dialect/documentation.js';
import type { Fix } from '../lint/problem.js';
import { defineRule } from '../lint/rule.js';
import { replace } from '../syntax/edits.js';
import type { TokenRange } from '../syntax/node.js';
import { rangeOf } from '../syntax/rangeOf.js';
import type { Statement } from '../syntax/statement.js';
import { spanOf } from '../syntax/tree/nodes.js';

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
      const { typeName } = parent.node;
      const [type, identity] = [typeName && rangeOf(statement, typeName), rangeOf(statement, constraint)];
      // The type of a column of a typed table or a partition is written elsewhere.
      if (identity)
        yield { at: spanOf(statement, identity), fixes: type ? [asUuid(statement, type, identity)] : [] };
    },
  },
});

const asUuid = (statement: Statement, type: TokenRange, identity: TokenRange): Fix => ({
  id: 'use-uuid',
  title: 'Use a UUID with gen_random_uuid()',
  consequence: 'values and their type change',
  safety: 'review',
  edits: [...replace(statement, type, 'UUID'), ...replace(statement, identity, 'DEFAULT gen_random_uuid()')],
});
