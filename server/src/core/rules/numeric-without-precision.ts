import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { holderOf } from '../syntax/holder.js';
import { spanOfType } from '../syntax/rangeOf.js';
import { builtInName, isArray } from '../syntax/typeName.js';

export default defineRule({
  id: 'numeric-without-precision',
  severity: 'warning',
  message: '{type} without a precision stores NUMERIC(18,6): values of {holder} are rounded to 6 decimals.',
  why: 'PostgreSQL stores such a number as it is; DSQL rounds it to 6 decimals and refuses more than 12 digits before the point.',
  instead: 'Write the precision and the scale that the values need.',
  documentation: documentation.dataTypes,
  examples: [
    {
      bad: 'CREATE TABLE payments (id UUID PRIMARY KEY, amount NUMERIC NOT NULL);',
      at: 'NUMERIC',
      good: 'CREATE TABLE payments (id UUID PRIMARY KEY, amount NUMERIC(18,6) NOT NULL);',
    },
  ],
  words: ['numeric', 'decimal', 'dec'],
  inQueries: false,
  check: {
    *TypeName(type, statement, { parent }) {
      if (type.typmods || isArray(type) || builtInName(type) !== 'numeric') return;
      const holder = holderOf(parent);
      const at = holder?.column && spanOfType(statement, type);
      if (!at) return;
      yield {
        at,
        data: { type: statement.text.slice(at.start, at.end), holder: holder.title },
        fixes: [
          {
            id: 'write-precision',
            title: 'Write (18,6), which is what DSQL stores',
            safety: 'safe',
            edits: [{ start: at.end, end: at.end, text: '(18,6)' }],
          },
        ],
      };
    },
  },
});
