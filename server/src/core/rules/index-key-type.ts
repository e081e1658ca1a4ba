import { spanOfOrigin } from '../catalog/origin.js';
import { factsOf } from '../dialect/asOf.js';
import { documentation } from '../dialect/documentation.js';
import { serverErrors, worded } from '../dialect/serverErrors.js';
import { leaveOut } from '../lint/fixes/leaveOut.js';
import { placeEdits } from '../lint/fixes/placeEdits.js';
import type { Fix } from '../lint/problem.js';
import type { FindingSource } from '../lint/rule.js';
import { defineRule } from '../lint/rule.js';
import { storedType } from '../lint/script/catalog.js';
import { typedKeys } from '../lint/script/changingParts.js';
import { type Script, textOf } from '../lint/script/script.js';
import { tablesOf, targetOf } from '../lint/script/tables.js';
import { writesOfTable } from '../lint/script/writes.js';
import { removeFromList } from '../syntax/edits.js';
import { indexKeys } from '../syntax/indexClauses.js';
import type { SyntaxNode } from '../syntax/node.js';
import type { StatementText } from '../syntax/statement.js';
import { childOf, childrenOf, clauseOf, nameOf, qualifiedName, spanOf } from '../syntax/tree/nodes.js';
import { treeOf } from '../syntax/tree/tree.js';
import { sourceOf } from '../syntax/words.js';
import { byKey } from '../text/byKey.js';
import { query } from '../text/memo.js';
import { shiftSpan } from '../text/span.js';

const instead = "Index an expression of another type, such as ((doc->>'name')), or another column.";
const leftOut =
  'queries by the column read the whole table, and a unique index no longer keeps equal values out';

export default defineRule({
  id: 'index-key-type',
  severity: 'error',
  message: '{key} of type {type} cannot be an index key.',
  why: 'DSQL orders keys by their bytes, which json, jsonb, bytea, interval and timetz values do not allow.',
  instead,
  leftOut,
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
  repair(subject: Subject, source) {
    // Left out, statements that need a key over its columns would fail.
    return subject.isUnique && isNeeded(source)
      ? [{ ...leaveOut(source, { consequence: leftOut, instead }), isPartial: true }]
      : withoutKey(subject, source);
  },
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

/** Whether a foreign key or ON CONFLICT (…) names the columns of a unique index. */
function isNeeded({ script, placed }: FindingSource): boolean {
  const text = textOf(script, placed);
  const table = qualifiedName(text, childOf(treeOf(text), 'table'));
  const columns = keysOf(text, treeOf(text));
  const isSame = (other: readonly string[]) =>
    other.length === columns.length && other.every((column) => columns.includes(column));
  const references = query(referencesByTable, script).get(table) ?? [];
  return (
    references.some(isSame) ||
    writesOfTable(script, table).some((write) => {
      const conflict = clauseOf(write.node, 'on conflict');
      return conflict !== undefined && isSame(keysOf(write.text, conflict));
    })
  );
}

/** The columns that foreign keys refer to, by their table. A foreign key that is dropped later was there, too. */
const referencesByTable = (script: Script): ReadonlyMap<string, readonly (readonly string[])[]> =>
  byKey(
    tablesOf(script).flatMap(({ constraints }) =>
      constraints.flatMap(({ made }) => {
        const target = made.kind === 'foreign key' ? targetOf(script, made)?.name : undefined;
        return made.kind === 'foreign key' && target !== undefined
          ? [[target, made.references] as const]
          : [];
      }),
    ),
  );

/** The columns of an index, or in the parentheses behind ON CONFLICT. */
const keysOf = (text: StatementText, node: SyntaxNode): readonly string[] =>
  childrenOf(childOf(node, 'list', 'key'), 'key').map((key) => nameOf(text, childOf(key, 'name')));

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
