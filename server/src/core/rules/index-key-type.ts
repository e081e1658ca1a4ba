import { spanOfOrigin } from '../catalog/origin.js';
import { factsOf } from '../dialect/asOf.js';
import { documentation } from '../dialect/documentation.js';
import { serverErrors, worded } from '../dialect/serverErrors.js';
import { placeEdits } from '../lint/fixes/placeEdits.js';
import type { Fix } from '../lint/problem.js';
import type { FindingSource } from '../lint/rule.js';
import { defineRule } from '../lint/rule.js';
import { storedType } from '../lint/script/catalog.js';
import { typedKeys } from '../lint/script/changingParts.js';
import { tablesOf } from '../lint/script/tables.js';
import { removeFromList } from '../syntax/edits.js';
import { indexKeys } from '../syntax/indexClauses.js';
import { childOf, spanOf } from '../syntax/tree/nodes.js';
import { sourceOf } from '../syntax/words.js';
import { query } from '../text/memo.js';
import { shiftSpan } from '../text/span.js';

export default defineRule({
  id: 'index-key-type',
  severity: 'error',
  message: '{key} of type {type} cannot be an index key.',
  why: 'DSQL orders keys by their bytes, which json, jsonb, bytea, interval and timetz values do not allow.',
  instead: "Index an expression of another type, such as ((doc->>'name')), or another column.",
  leftOut: 'queries by the column read the whole table, and a unique index no longer keeps equal values out',
  server: worded(serverErrors.unsupportedKey, { type: 'jsonb' }),
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
    {
      bad: "CREATE TABLE docs (id UUID PRIMARY KEY, doc JSONB); CREATE INDEX ASYNC docs_name ON docs ((doc->'name'));",
      at: "(doc->'name')",
    },
  ],
  repair: withoutKey,
  asksTables: true,
  *script(script) {
    const { withoutKey } = factsOf(script.asOf);
    for (const { made, keyTypes } of tablesOf(script).flatMap(({ indexes }) => indexes)) {
      const { keys, origin, isUnique } = made;
      // Another rule checks the index of a key.
      if (origin?.pointer.kind !== 'created') continue;
      for (const [at, key] of keys.entries()) {
        const declared = keyTypes[at];
        const type = declared && storedType(script, declared);
        if (!type || key.kind !== 'column' || type.dimensions > 0 || !withoutKey.has(type.name)) continue;
        yield {
          at: spanOfOrigin({ ...origin, pointer: { kind: 'indexKey', at } }),
          data: { key: `Column "${key.column}"`, type: type.name },
          subject: { key: at, isUnique },
        };
      }
    }
    for (const { placed, at, type } of query(typedKeys, script)) {
      if (!withoutKey.has(type)) continue;
      const statement = script.read(placed);
      const index = statement.node && 'IndexStmt' in statement.node ? statement.node.IndexStmt : undefined;
      const params = index?.indexParams ?? [];
      const expressions = params.flatMap((param, number) =>
        'IndexElem' in param && param.IndexElem.expr ? [number] : [],
      );
      const key = expressions[at];
      const part = key === undefined || !index ? undefined : indexKeys(statement, index)[key];
      if (key === undefined || !part) continue;
      yield {
        at: shiftSpan(spanOf(statement, part), placed.span.start),
        data: { key: 'An expression', type },
        subject: { key, isUnique: index?.unique === true },
      };
    }
  },
});

interface Subject {
  /** The number of the key in its index. */
  readonly key: number;
  readonly isUnique: boolean;
}

/** The index without one of its keys, if it has others. A unique index would refuse more rows without a key. */
function withoutKey({ key, isUnique }: Subject, { script, placed, statement }: FindingSource): Fix[] {
  const { node } = statement;
  const keys = node && 'IndexStmt' in node && !isUnique ? indexKeys(statement, node.IndexStmt) : [];
  const part = keys[key];
  if (!part || keys.length === 1) return [];
  const name = childOf(part, 'name');
  return [
    {
      id: 'remove-key',
      title: `Remove ${name ? sourceOf(statement, name) : 'the key'} from the index`,
      consequence: 'queries can no longer search by it',
      safety: 'review',
      edits: placeEdits(script, placed, removeFromList(statement, part)),
    },
  ];
}
