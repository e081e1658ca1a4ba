import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { typesWithoutKey } from '../dialect/types.js';
import { spanOfMark } from '../schema/mark.js';

export default defineRule({
  id: 'index-key-type',
  severity: 'error',
  message: 'Column "{column}" of type {type} cannot be an index key.',
  why: 'DSQL orders keys by their bytes, which json, jsonb, bytea, interval and timetz values do not allow.',
  instead: "Index an expression of another type, such as ((doc->>'name')), or another column.",
  server: { sqlstate: '0A000', text: 'datatype jsonb is not supported in a key' },
  documentation: documentation.dataTypes,
  examples: [
    {
      bad: 'CREATE TABLE docs (id UUID PRIMARY KEY, doc JSONB); CREATE INDEX ASYNC docs_doc ON docs (doc);',
      at: 'doc',
    },
  ],
  *script(script) {
    const { tables, domains } = script.schema;
    for (const { keys, types, statement } of tables.flatMap(({ indexes }) => indexes)) {
      for (const [at, column = ''] of keys.entries()) {
        const declared = types[at] ?? '';
        const type = domains.get(declared) ?? declared;
        if (!typesWithoutKey.has(type)) continue;
        yield {
          at: spanOfMark(script, { mark: { kind: 'indexKey', at }, statement }),
          data: { column, type },
        };
      }
    }
  },
});
