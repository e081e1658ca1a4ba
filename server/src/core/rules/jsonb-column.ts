import { holderOf } from '../analysis/holder.js';
import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { inCaseOf, replaceTokens } from '../sql/edits.js';
import { typeRange } from '../sql/ranges.js';
import { spanOf } from '../sql/tokens.js';
import { builtInName, isArray } from '../sql/typeName.js';

export default defineRule({
  id: 'jsonb-column',
  severity: 'error',
  message: 'JSONB cannot be stored before 2026-06-08: {holder}.',
  why: 'Aurora DSQL stores JSONB since 2026-06-08; before that it is a type of query values only.',
  instead: 'Store the document as TEXT, and cast it in the query.',
  server: { sqlstate: '0A000', text: 'datatype jsonb not supported' },
  documentation: documentation.dataTypes,
  holds: { until: 'jsonb-columns' },
  examples: [
    {
      bad: 'CREATE TABLE events (id UUID PRIMARY KEY, body JSONB NOT NULL);',
      at: 'JSONB',
      good: 'CREATE TABLE events (id UUID PRIMARY KEY, body TEXT NOT NULL);',
      asOf: '2025-11-25',
    },
  ],
  inQueries: [],
  check: {
    *TypeName(type, statement, { parent }) {
      const holder = holderOf(parent);
      if (!holder || isArray(type) || builtInName(type) !== 'jsonb') return;
      const { first, last } = typeRange(statement, type.location ?? 0);
      const at = spanOf(statement, first, last);
      const text = inCaseOf(statement.text.slice(at.start, at.end), 'TEXT');
      yield {
        at,
        data: { holder: holder.title },
        fixes: [
          {
            title: 'Use TEXT (documents are no longer checked, and queries must cast them)',
            safety: 'review',
            edits: replaceTokens(statement, first, last, text),
          },
        ],
      };
    },
  },
});
