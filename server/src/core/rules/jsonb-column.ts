import { documentation } from '../dialect/documentation.js';
import { beforeChange } from '../dialect/serverErrors.js';
import { storedDocument } from '../lint/documentType.js';
import { defineRule } from '../lint/rule.js';

export default defineRule({
  id: 'jsonb-column',
  severity: 'error',
  message: 'JSONB cannot be stored before 2026-06-08: {holder}.',
  why: 'Aurora DSQL stores JSONB since 2026-06-08; before that it is a type of query values only.',
  instead: 'Store the document as TEXT, and cast it in the query.',
  server: beforeChange.jsonb,
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
  words: ['jsonb'],
  inQueries: false,
  check: {
    *TypeName(type, statement, { parent }) {
      yield* storedDocument('jsonb', type, statement, parent);
    },
  },
});
