import { factsOf } from '../dialect/asOf.js';
import { documentation } from '../dialect/documentation.js';
import { serverErrors } from '../dialect/serverErrors.js';
import { typesWithoutKey } from '../dialect/types.js';
import { defineRule } from '../lint/rule.js';
import { domainKeysOf } from '../lint/script/domainKeys.js';
import { keyColumnRange, tableKeys } from '../syntax/keys.js';
import { spanOf } from '../syntax/tree/nodes.js';
import { builtInName, isArray } from '../syntax/typeName.js';
import { shiftSpan } from '../text/span.js';

export default defineRule({
  id: 'key-column-type',
  severity: 'error',
  message: 'Column "{column}" cannot be part of a key: its type is {type}.',
  why: 'DSQL keeps keys in order, and has no order for values of this type.',
  instead:
    "Use a UUID as the key; for a JSONB document, index one of its values: CREATE UNIQUE INDEX ASYNC ON t ((doc->>'id')).",
  noFix: 'Another type or another key is a design decision.',
  server: serverErrors.unsupportedKey,
  documentation: documentation.dataTypes,
  examples: [
    { bad: 'CREATE TABLE events (id UUID PRIMARY KEY, digest BYTEA UNIQUE);', at: 'UNIQUE' },
    {
      bad: 'CREATE DOMAIN hash AS BYTEA; CREATE TABLE files (id hash PRIMARY KEY);',
      at: 'PRIMARY KEY',
    },
    { bad: 'CREATE TABLE events (id UUID, body JSONB, PRIMARY KEY (id, body));', at: 'body' },
  ],
  words: [...typesWithoutKey, 'time'],
  heard: 'withoutKey',
  check: {
    *CreateStmt(create, statement, { asOf }) {
      const { withoutKey } = factsOf(asOf);
      for (const key of tableKeys(create)) {
        for (const keyColumn of key.columns) {
          const { name, column } = keyColumn;
          const type =
            column?.typeName && !isArray(column.typeName) ? builtInName(column.typeName) : undefined;
          if (type === undefined || !withoutKey.has(type)) continue;
          const at = spanOf(statement, keyColumnRange(statement, key, keyColumn));
          yield { at, data: { column: name, type } };
        }
      }
    },
  },
  asksTables: true,
  *script(script) {
    const { withoutKey } = factsOf(script.asOf);
    for (const { placed, statement, key, columns } of domainKeysOf(script)) {
      for (const { column, type, isOfDomain } of columns) {
        if (!isOfDomain || !type || type.dimensions > 0 || !withoutKey.has(type.name)) continue;
        const at = spanOf(statement, keyColumnRange(statement, key, column));
        yield { at: shiftSpan(at, placed.span.start), data: { column: column.name, type: type.name } };
      }
    }
  },
});
