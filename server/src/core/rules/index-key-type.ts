import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { typesWithoutKey } from '../dialect/types.js';

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
  *script({ schema: { tables, domains } }) {
    for (const { indexes } of tables) {
      for (const { column = '', type: declared = '', at } of indexes.flatMap(({ keys }) => keys)) {
        const type = domains.get(declared) ?? declared;
        if (!typesWithoutKey.has(type)) continue;
        yield { at: { start: at.start, end: at.end }, data: { column, type } };
      }
    }
  },
});
