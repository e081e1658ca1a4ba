import { holderOf, isBoundToType } from '../analysis/holder.js';
import { defineRule } from '../analysis/rule.js';
import { isReleased } from '../dialect/asOf.js';
import { documentation } from '../dialect/documentation.js';
import { arrayDefault } from '../sql/arrayDefault.js';
import { inCaseOf, replaceTokens } from '../sql/edits.js';
import { typeRange } from '../sql/ranges.js';
import { spanOf } from '../sql/tokens.js';
import { isArray } from '../sql/typeName.js';

export default defineRule({
  id: 'array-column',
  severity: 'error',
  message: 'Arrays cannot be stored: {holder} has type {type}.',
  why: 'DSQL knows arrays as values in a query, but stores none.',
  instead: 'Use a JSONB column, or a table with one row for each element.',
  server: { sqlstate: '0A000', text: 'datatype {type} not supported' },
  documentation: documentation.dataTypes,
  examples: [
    {
      bad: 'CREATE TABLE posts (id UUID PRIMARY KEY, tags TEXT[] NOT NULL);',
      at: 'TEXT[]',
      good: 'CREATE TABLE posts (id UUID PRIMARY KEY, tags JSONB NOT NULL);',
    },
    {
      bad: "CREATE TABLE posts (id UUID PRIMARY KEY, tags TEXT[] DEFAULT '{}');",
      at: 'TEXT[]',
      good: "CREATE TABLE posts (id UUID PRIMARY KEY, tags JSONB DEFAULT '[]');",
    },
  ],
  inQueries: false,
  check: {
    *TypeName(type, statement, { parent, asOf }) {
      const holder = isArray(type) ? holderOf(parent) : undefined;
      if (!holder) return;
      const { first, last } = typeRange(statement, type.location ?? 0);
      const at = spanOf(statement, first, last);
      const written = statement.text.slice(at.start, at.end);
      // A default such as '{}' is an array, not JSON; a check of an array does not read JSON.
      const bound = holder.constraints.filter((node) => isBoundToType({ ...holder, constraints: [node] }));
      const preset = bound.length === 1 && holder.column && arrayDefault(statement, holder.column);
      const isReplaceable = isReleased('jsonb-columns', asOf) && (bound.length === 0 || preset);
      yield {
        at,
        data: { holder: holder.title, type: written },
        fixes: isReplaceable
          ? [
              {
                title: 'Use JSONB (values are written as JSON, and array operators do not work on it)',
                safety: 'review',
                edits: [
                  ...replaceTokens(statement, first, last, inCaseOf(written, 'JSONB')),
                  ...(preset ? replaceTokens(statement, preset.first, preset.last, preset.json) : []),
                ],
              },
            ]
          : [],
      };
    },
  },
});
