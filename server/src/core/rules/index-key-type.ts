import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { typesWithoutKey } from '../dialect/types.js';
import type { Fix } from '../problem.js';
import { spanOfMark } from '../schema/mark.js';
import { placeEdits } from '../script/placeEdits.js';
import { type Script, statementAt } from '../script/script.js';
import { sliceOf, textOf } from '../script/tableText.js';
import { removeItem } from '../syntax/edits.js';
import { indexKeys } from '../syntax/ranges.js';
import type { Span } from '../text/span.js';

export default defineRule({
  id: 'index-key-type',
  severity: 'error',
  message: 'Column "{column}" of type {type} cannot be an index key.',
  why: 'DSQL orders keys by their bytes, which json, jsonb, bytea, interval and timetz values do not allow.',
  instead: "Index an expression of another type, such as ((doc->>'name')), or another column.",
  leftOut: 'queries by the column read the whole table, and a unique index no longer keeps equal values out',
  server: { sqlstate: '0A000', text: 'datatype jsonb is not supported in a key' },
  documentation: documentation.dataTypes,
  examples: [
    {
      bad: 'CREATE TABLE docs (id UUID PRIMARY KEY, doc JSONB); CREATE INDEX ASYNC docs_doc ON docs (doc);',
      at: 'doc',
    },
    {
      bad: 'CREATE TABLE docs (id UUID PRIMARY KEY, owner TEXT, doc JSONB); CREATE INDEX ASYNC docs_doc ON docs (owner, doc);',
      at: 'doc',
      good: 'CREATE TABLE docs (id UUID PRIMARY KEY, owner TEXT, doc JSONB); CREATE INDEX ASYNC docs_doc ON docs (owner);',
    },
  ],
  *script(script) {
    const { tables, domains } = script.schema;
    for (const { keys, types, statement, isUnique } of tables.flatMap(({ indexes }) => indexes)) {
      for (const [at, column = ''] of keys.entries()) {
        const declared = types[at] ?? '';
        const type = domains.get(declared) ?? declared;
        if (!typesWithoutKey.has(type)) continue;
        yield {
          at: spanOfMark(script, { mark: { kind: 'indexKey', at }, statement }),
          data: { column, type },
          // Without one of its keys a unique index would refuse more.
          get fixes() {
            return isUnique ? [] : withoutKey(script, statement, at);
          },
        };
      }
    }
  },
});

/** The index without a key, where it has others. */
function withoutKey(script: Script, { start }: Span, at: number): Fix[] {
  const statement = statementAt(script, { start });
  const text = statement && textOf(script, statement);
  const { keys } = text ? indexKeys(text) : { keys: [] };
  const key = keys[at];
  if (!text || !key || keys.length === 1) return [];
  return [
    {
      title: `Remove ${sliceOf(text, key.first)} from the index (it is no longer searched by)`,
      safety: 'review',
      edits: placeEdits(script, statement, removeItem(text, key.first, key.last)),
    },
  ];
}
