import { documentation } from '../dialect/documentation.js';
import { serverErrors } from '../dialect/serverErrors.js';
import { extensionTypes } from '../dialect/types.js';
import { defineRule } from '../lint/rule.js';
import { foreignTypeIn } from '../lint/script/foreignTypes.js';
import { tellingOf } from '../lint/script/telling.js';
import { shiftSpan } from '../text/span.js';

export default defineRule({
  id: 'unknown-type',
  severity: 'warning',
  message: 'Type "{type}" of {holder} is neither built in nor a domain of this file.',
  why: 'DSQL has no enum, composite or range types of your own, so the name must be that of a domain.',
  instead: 'Create a domain first: CREATE DOMAIN mood AS text CHECK (VALUE IN (…)).',
  noFix: 'The values that the type allows stand elsewhere.',
  server: serverErrors.unknownType,
  documentation: documentation.dataTypes,
  examples: [
    {
      bad: 'CREATE TABLE people (id UUID PRIMARY KEY, feels mood);',
      at: 'mood',
      byHand:
        "CREATE DOMAIN mood AS text CHECK (VALUE IN ('sad', 'ok'));\nCREATE TABLE people (id UUID PRIMARY KEY, feels mood);",
    },
  ],
  *script(script) {
    for (const { span, facts } of tellingOf(script).types) {
      for (const { name, schema, isArray, holder, span: at } of facts.types.foreign ?? []) {
        // Extensions, arrays and types of other databases are other rules'.
        if (isArray || name in extensionTypes) continue;
        yield {
          at: shiftSpan(at, span.start),
          data: { type: schema === undefined ? name : `${schema}.${name}`, holder },
          unlessCreated: { kind: 'type', name },
        };
      }
    }
  },
  *routine({ types, statementOf }) {
    for (const type of types) {
      const statement = statementOf(type);
      const foreign = statement && foreignTypeIn(statement);
      if (!foreign || foreign.name in extensionTypes) continue;
      yield {
        at: type.span,
        data: {
          type: foreign.schema === undefined ? foreign.name : `${foreign.schema}.${foreign.name}`,
          holder: 'a variable',
        },
        unlessCreated: { kind: 'row', name: foreign.name },
      };
    }
  },
});
