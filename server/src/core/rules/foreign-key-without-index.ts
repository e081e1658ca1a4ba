import { spanOfOrigin } from '../catalog/origin.js';
import { documentation } from '../dialect/documentation.js';
import { maxIndexes, maxKeyColumns } from '../dialect/limits.js';
import { insertBehindStatement } from '../lint/fixes/insertStatement.js';
import { inventName } from '../lint/fixes/inventedNames.js';
import { mayBeKey } from '../lint/fixes/mayBeKey.js';
import { type Fix, lazyFix } from '../lint/problem.js';
import { defineRule } from '../lint/rule.js';
import { catalogOf } from '../lint/script/catalog.js';
import type { Script } from '../lint/script/script.js';
import { foreignKeysOf, type ScriptTable, tablesNamed, tablesOf } from '../lint/script/tables.js';
import { quoteName, quoteQualified, withoutSchema } from '../syntax/names.js';
import type { Span } from '../text/span.js';

export default defineRule({
  id: 'foreign-key-without-index',
  severity: 'warning',
  message: 'No index covers the foreign key on {columns}.',
  why: 'DSQL creates no index for a foreign key, so every delete or key change of a parent row reads the whole child table.',
  instead: 'Create an index whose first columns are the referencing ones.',
  documentation: documentation.createTable,
  holds: { since: 'foreign-keys' },
  examples: [
    {
      bad: 'CREATE TABLE orders (id UUID PRIMARY KEY, customer_id UUID REFERENCES customers(id));',
      at: 'REFERENCES customers(id)',
      good: 'CREATE TABLE orders (id UUID PRIMARY KEY, customer_id UUID REFERENCES customers(id));\nCREATE INDEX ASYNC orders_customer_id_idx ON orders (customer_id);',
    },
  ],
  repair({ table, columns, statement }: Key, { script }) {
    // A table may be dropped and created again.
    const holder = tablesNamed(script, table).find((one) =>
      foreignKeysOf(one).some(({ made }) => made.origin?.statement.start === statement.start),
    );
    // One index more is refused.
    if (!holder || holder.relation.indexes.length >= maxIndexes) return [];
    return [creation(script, holder, columns, statement)];
  },
  asksTables: true,
  *script(script) {
    for (const table of tablesOf(script)) {
      // Of a table that another script creates, the indexes are not known; one that is gone needs none.
      if (!table.relation.origin) continue;
      const keys = foreignKeysOf(table);
      if (keys.length === 0 || !isThere(script, table)) continue;
      for (const { made, kept } of keys) {
        const { origin, columns } = made;
        if (!origin || isCovered(table, kept.columns)) continue;
        // No index can have such a column.
        if (!kept.columns.every((column) => mayBeIndexed(script, table, column))) continue;
        yield {
          at: spanOfOrigin(origin),
          subject: { table: table.name, columns, statement: origin.statement },
          data: { columns: columns.join(', ') },
        };
      }
    }
  },
});

/** Whether the script leaves a table: it drops none, takes none back, and IF NOT EXISTS does not pass over it. */
const isThere = (script: Script, { relation: { schema = '', name, origin } }: ScriptTable): boolean =>
  catalogOf(script).after.schemas.get(schema)?.relations.get(name)?.origin === origin;

/** A foreign key that nothing covers. */
interface Key {
  readonly table: string;
  readonly columns: readonly string[];
  readonly statement: Span;
}

function creation(
  script: Script,
  { name, relation }: ScriptTable,
  columns: readonly string[],
  statement: Span,
): Fix {
  const index = inventName(script, withoutSchema(name), columns, 'idx');
  const words = {
    id: 'create-index',
    title: `Create index ${index}`,
    consequence: 'each index costs writes',
    safety: 'review',
    invents: [index],
  } as const;
  return lazyFix(words, () => {
    // As the script writes it, whose search path may not hold every schema.
    const written = relation.origin && spanOfOrigin(relation.origin);
    const table = written ? script.text.slice(written.start, written.end) : quoteQualified(name);
    const keys = columns.slice(0, maxKeyColumns).map(quoteName).join(', ');
    return insertBehindStatement(script, statement, `CREATE INDEX ASYNC ${index} ON ${table} (${keys});`);
  });
}

/** Whether the first columns of a key or a whole index are the wanted ones, as many as a key takes, in any order. */
function isCovered({ relation }: ScriptTable, columns: readonly string[]): boolean {
  const wanted = columns.slice(0, maxKeyColumns);
  return relation.indexes.some(({ keys, predicate }) => {
    const first = keys.slice(0, wanted.length).map((key) => (key.kind === 'column' ? key.column : undefined));
    return !predicate && first.length === wanted.length && wanted.every((column) => first.includes(column));
  });
}

/** Of a name that was given twice, each column has to be one that can. */
const mayBeIndexed = (script: Script, { relation }: ScriptTable, column: string): boolean =>
  relation.columns.every(({ name, type }) => name !== column || !type || mayBeKey(script, type));
