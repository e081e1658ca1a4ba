import { titleOfType } from '../catalog/formatType.js';
import type { ForeignKey, TypeRef } from '../catalog/model.js';
import { spanOfOrigin } from '../catalog/origin.js';
import { columnNamed } from '../catalog/partNamed.js';
import { documentation } from '../dialect/documentation.js';
import { mayReference } from '../dialect/keyTypes.js';
import { defineRule } from '../lint/rule.js';
import { storedType } from '../lint/script/catalog.js';
import type { Script } from '../lint/script/script.js';
import {
  foreignKeysOf,
  primaryColumnsOf,
  type ScriptTable,
  tablesOf,
  targetOf,
} from '../lint/script/tables.js';

export default defineRule({
  id: 'foreign-key-type',
  severity: 'error',
  message: 'Column "{column}" of type {type} cannot reference "{key}" of type {keyType}.',
  why: 'The server compares the two for every row, and has no operator for these types.',
  instead: 'Give both columns the same type.',
  noFix: 'The file does not say which of the two types is meant.',
  server: { sqlstate: '42804', text: 'foreign key constraint "{name}" cannot be implemented' },
  documentation: documentation.createTable,
  holds: { since: 'foreign-keys' },
  examples: [
    {
      bad: 'CREATE TABLE customers (id UUID PRIMARY KEY);\nCREATE TABLE orders (id UUID PRIMARY KEY, customer_id BIGINT REFERENCES customers (id));\nCREATE INDEX ASYNC orders_customer ON orders (customer_id);',
      at: 'REFERENCES customers (id)',
      byHand:
        'CREATE TABLE customers (id UUID PRIMARY KEY);\nCREATE TABLE orders (id UUID PRIMARY KEY, customer_id UUID REFERENCES customers (id));\nCREATE INDEX ASYNC orders_customer ON orders (customer_id);',
    },
  ],
  asksTables: true,
  *script(script) {
    // A table that is created again is another table: the types of its columns before are not known here.
    const tables = new Map<string, ScriptTable | undefined>();
    for (const table of tablesOf(script)) tables.set(table.name, tables.has(table.name) ? undefined : table);
    for (const table of tables.values()) {
      for (const { kept: foreignKey } of table ? foreignKeysOf(table) : []) {
        const target = tables.get(targetOf(script, foreignKey)?.name ?? '');
        if (!table || !target || !foreignKey.origin) continue;
        for (const pair of pairsOf(table, foreignKey, target)) {
          const [type, keyType] = [titleIn(script, pair.type), titleIn(script, pair.keyType)];
          if (mayReference(type, keyType) !== false) continue;
          yield {
            at: spanOfOrigin(foreignKey.origin),
            data: {
              column: pair.column,
              type: titleOfType(type),
              key: pair.key,
              keyType: titleOfType(keyType),
            },
          };
        }
      }
    }
  },
});

interface Pair {
  readonly column: string;
  readonly type: TypeRef;
  readonly key: string;
  readonly keyType: TypeRef;
}

/** The pairs of columns that the key compares, where the script tells the types of both. */
function pairsOf(
  table: ScriptTable,
  { columns, references }: ForeignKey,
  target: ScriptTable,
): readonly Pair[] {
  const keys = references.length > 0 ? references : primaryColumnsOf(target);
  if (keys.length !== columns.length) return [];
  return columns.flatMap((column, at) => {
    const key = keys[at] ?? '';
    const [type, keyType] = [typeOf(table, column), typeOf(target, key)];
    // The type that a column had when the key was created is not kept.
    if (table.retyped.has(column) || target.retyped.has(key)) return [];
    return type !== undefined && keyType !== undefined ? [{ column, type, key, keyType }] : [];
  });
}

const typeOf = ({ relation }: ScriptTable, column: string): TypeRef | undefined =>
  columnNamed(relation, column)?.type;

/** The type of the stored values, as `int4` or `text[]`. */
function titleIn(script: Script, type: TypeRef): string {
  const { name, dimensions } = storedType(script, type);
  return dimensions > 0 ? `${name}[]` : name;
}
