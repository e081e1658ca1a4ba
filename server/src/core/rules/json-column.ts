import { documentation } from '../dialect/documentation.js';
import { storedDocument } from '../lint/documentType.js';
import { defineRule } from '../lint/rule.js';

export default defineRule({
  id: 'json-column',
  severity: 'error',
  message: 'JSON cannot be stored before 2026-05-04: {holder}.',
  why: 'Aurora DSQL stores JSON since 2026-05-04; before that it is a type of query values only.',
  instead: 'Store the document as TEXT, and cast it in the query.',
  documentation: documentation.dataTypes,
  holds: { until: 'json-columns' },
  examples: [
    {
      bad: 'CREATE TABLE events (id UUID PRIMARY KEY, body JSON NOT NULL);',
      at: 'JSON',
      good: 'CREATE TABLE events (id UUID PRIMARY KEY, body TEXT NOT NULL);',
      asOf: '2025-11-25',
    },
  ],
  words: ['json'],
  inQueries: false,
  check: {
    *TypeName(type, statement, { parent }) {
      yield* storedDocument('json', type, statement, parent);
    },
  },
});
