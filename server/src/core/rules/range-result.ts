import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { rangeOf } from '../syntax/rangeOf.js';
import { spanOf } from '../syntax/tree/nodes.js';
import { sourceOf } from '../syntax/words.js';

export default defineRule({
  id: 'range-result',
  severity: 'error',
  message: 'A function cannot return {type}.',
  why: 'DSQL knows ranges inside a query and as arguments, but no function may return one.',
  instead: 'Return the two bounds: RETURNS TABLE (lower …, upper …), or one of them.',
  noFix: 'Statements that read the range must then read two bounds.',
  documentation: documentation.createFunction,
  examples: [
    {
      bad: 'CREATE FUNCTION week(d date) RETURNS daterange LANGUAGE sql AS $$ SELECT daterange(d, d + 7) $$;',
      at: 'daterange',
    },
  ],
  words: ['int4range', 'int8range', 'numrange', 'tsrange', 'tstzrange', 'daterange'],
  inQueries: false,
  check: {
    *CreateFunctionStmt({ returnType }, statement) {
      const [name, schema, ...others] = (returnType?.names ?? [])
        .map((part) => ('String' in part ? (part.String.sval ?? '') : ''))
        .toReversed();
      if (!returnType || others.length > 0 || (schema ?? 'pg_catalog') !== 'pg_catalog') return;
      const range = ranges.has(name ?? '') && !returnType.arrayBounds && rangeOf(statement, returnType);
      if (range) yield { at: spanOf(statement, range), data: { type: sourceOf(statement, range) } };
    },
  },
});

const ranges = new Set(['int4range', 'int8range', 'numrange', 'tsrange', 'tstzrange', 'daterange']);
