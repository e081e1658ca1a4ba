import { documentation } from '../dialect/documentation.js';
import { mayReference } from '../dialect/keyTypes.js';
import { defineRule } from '../lint/rule.js';
import { spanOfMark } from '../schema/mark.js';
import { type ForeignKey, type Schema, schemaOf, type Table } from '../schema/replay.js';
import { lookup } from '../text/lookup.js';
import { query } from '../text/memo.js';

export default defineRule({
  id: 'foreign-key-type',
  severity: 'error',
  message: 'Column "{column}" of type {type} cannot reference "{key}" of type {keyType}.',
  why: 'The server compares the two for every row, and has no operator for these types.',
  instead: 'Give both columns the same type.',
  noFix: 'Which of the two types is meant is not written in the file.',
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
  *script(script) {
    const schema = query(schemaOf, script);
    // A table that is made again is another one: what its columns were is not known here.
    const tables = new Map<string, Table | undefined>();
    for (const table of schema.tables) tables.set(table.name, tables.has(table.name) ? undefined : table);
    for (const table of tables.values()) {
      for (const foreignKey of table?.foreignKeys ?? []) {
        const target = tables.get(foreignKey.target);
        if (!table || !target) continue;
        for (const pair of pairsOf(table, foreignKey, target)) {
          const [type, keyType] = [baseType(schema, pair.type), baseType(schema, pair.keyType)];
          if (mayReference(type, keyType) !== false) continue;
          yield {
            at: spanOfMark(script, foreignKey),
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
  readonly type: string;
  readonly key: string;
  readonly keyType: string;
}

/** The columns that are held against each other, where the script tells the types of both. */
function pairsOf(table: Table, { columns, references }: ForeignKey, target: Table): readonly Pair[] {
  const primary = target.keys.find(({ isPrimary }) => isPrimary)?.columns ?? [];
  const keys = references.length > 0 ? references : primary;
  if (keys.length !== columns.length) return [];
  return columns.flatMap((column, at) => {
    const key = keys[at] ?? '';
    const [type, keyType] = [table.columns.get(column), target.columns.get(key)];
    // Which type a column had when the key was made is not kept.
    if (table.retyped.has(column) || target.retyped.has(key)) return [];
    return type !== undefined && keyType !== undefined ? [{ column, type, key, keyType }] : [];
  });
}

/** What stores the values: the type below a domain, the number below a serial type. */
function baseType({ domains }: Schema, type: string): string {
  let base = type;
  // A domain over itself is none.
  for (let depth = 0; depth < domains.size; depth++) base = domains.get(base) ?? base;
  return serials[base] ?? base;
}

const serials = lookup<string>({
  bigserial: 'int8',
  serial: 'int4',
  serial2: 'int2',
  serial4: 'int4',
  serial8: 'int8',
  smallserial: 'int2',
});

/** As PostgreSQL prints it. */
const titleOfType = (type: string): string => titles[type] ?? type;

const titles = lookup<string>({
  bool: 'boolean',
  bpchar: 'character',
  float4: 'real',
  float8: 'double precision',
  int2: 'smallint',
  int4: 'integer',
  int8: 'bigint',
  varchar: 'character varying',
});
