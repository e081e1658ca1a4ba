import { holderOf, isBoundToType } from '../analysis/holder.js';
import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { unsupportedTypes } from '../dialect/types.js';
import { inCaseOf, replaceTokens } from '../sql/edits.js';
import { typeRange } from '../sql/ranges.js';
import { spanOf } from '../sql/tokens.js';
import { builtInName, isArray } from '../sql/typeName.js';

export default defineRule({
  id: 'unsupported-column-type',
  severity: 'error',
  message: 'Type {type} of {holder} cannot be stored.',
  why: 'DSQL stores a part of the types of PostgreSQL; this one works at most as a value in a query.',
  instead:
    'Store a type that DSQL has: NUMERIC for money, TEXT for addresses and XML, two columns for a range or a point.',
  server: { sqlstate: '0A000', text: 'datatype {type} not supported' },
  documentation: documentation.dataTypes,
  examples: [
    {
      bad: 'CREATE TABLE visits (id UUID PRIMARY KEY, address INET);',
      at: 'INET',
      good: 'CREATE TABLE visits (id UUID PRIMARY KEY, address TEXT);',
    },
    { bad: 'CREATE TABLE stays (id UUID PRIMARY KEY, days DATERANGE);', at: 'DATERANGE' },
  ],
  words: Object.keys(unsupportedTypes),
  inQueries: false,
  check: {
    *TypeName(type, statement, { parent }) {
      const holder = holderOf(parent);
      const name = builtInName(type) ?? '';
      if (!holder || isArray(type) || !Object.hasOwn(unsupportedTypes, name)) return;
      const { first, last } = typeRange(statement, type.location ?? 0);
      const at = spanOf(statement, first, last);
      const written = statement.text.slice(at.start, at.end);
      const standIn = unsupportedTypes[name];
      const fits = standIn && !(standIn.isOtherKind && isBoundToType(holder));
      yield {
        at,
        data: { type: written, holder: holder.title },
        fixes: fits
          ? [
              {
                title: `Use ${standIn.type} (${standIn.cost})`,
                safety: 'review',
                edits: replaceTokens(statement, first, last, inCaseOf(written, standIn.type)),
              },
            ]
          : [],
      };
    },
  },
});
