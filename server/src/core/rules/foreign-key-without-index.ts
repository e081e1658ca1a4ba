import { layered } from '../catalog/layered.js';
import type { TypeRef } from '../catalog/model.js';
import { spanOfOrigin } from '../catalog/origin.js';
import { columnNamed } from '../catalog/partNamed.js';
import { documentation } from '../dialect/documentation.js';
import { maxIndexes, maxKeyColumns } from '../dialect/limits.js';
import { insertBehindStatement } from '../lint/fixes/insertStatement.js';
import { inventName } from '../lint/fixes/inventedNames.js';
import { mayBeKey } from '../lint/fixes/mayBeKey.js';
import { type Fix, lazyFix } from '../lint/problem.js';
import { defineRule } from '../lint/rule.js';
import { catalogOf } from '../lint/script/catalog.js';
import { numberAt, type Script, statementAt, textOf } from '../lint/script/script.js';
import { foreignKeysOf, type ScriptTable, tablesNamed, tablesOf } from '../lint/script/tables.js';
import { quoteName, quoteQualified, withoutSchema } from '../syntax/names.js';
import { childOf } from '../syntax/tree/nodes.js';
import { treeOf } from '../syntax/tree/tree.js';
import { sourceOf } from '../syntax/words.js';
import { byKey } from '../text/byKey.js';
import { query } from '../text/memo.js';
import { once } from '../text/once.js';
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
    const holder = tablesNamed(script, table).find((one) => query(keyedAt, one).has(statement.start));
    // One more index would be refused.
    if (!holder || holder.relation.indexes.length >= maxIndexes) return [];
    return [creation(script, holder, columns, statement)];
  },
  asksTables: true,
  *script(script) {
    for (const table of tablesOf(script)) {
      // The indexes of a table that another script creates are not known. A table that was dropped needs none.
      if (!table.relation.origin) continue;
      const keys = foreignKeysOf(table);
      if (keys.length === 0 || !isThere(script, table)) continue;
      const leading = once(() => leadingColumns(table.relation));
      const typesOf = once(() => typesByName(table.relation));
      for (const { made, kept } of keys) {
        const { origin, columns } = made;
        if (!origin || isCovered(leading(), kept.columns)) continue;
        // No index can have such a column.
        if (!kept.columns.every((column) => mayBeIndexed(script, typesOf().get(column)))) continue;
        if (columns.some((column) => !mightBeIndexed(script, table, column, origin.statement))) continue;
        yield {
          at: spanOfOrigin(origin),
          subject: { table: table.name, columns, statement: origin.statement },
          data: { columns: columns.join(', ') },
        };
      }
    }
  },
});

/** Whether the table exists after the script: it is not dropped or rolled back, and IF NOT EXISTS creates it. */
const isThere = (script: Script, { relation: { schema = '', name, origin } }: ScriptTable): boolean =>
  catalogOf(script).after.schemas.get(schema)?.relations.get(name)?.origin === origin;

/** A foreign key that no index covers. */
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
    const written = tableIn(script, statement) ?? textOfOrigin(script, relation);
    const table = written ?? quoteQualified(name);
    const keys = columns.slice(0, maxKeyColumns).map(quoteName).join(', ');
    return insertBehindStatement(script, statement, `CREATE INDEX ASYNC ${index} ON ${table} (${keys});`);
  });
}

/** Where the statements begin that give a table its foreign keys. */
const keyedAt = (table: ScriptTable): ReadonlySet<number | undefined> =>
  new Set(foreignKeysOf(table).map(({ made }) => made.origin?.statement.start));

/** The table as the statement of the foreign key calls it: it may have had another name before. */
function tableIn(script: Script, statement: Span): string | undefined {
  const placed = statementAt(script, statement);
  const text = placed && textOf(script, placed);
  const tree = text && treeOf(text);
  const table = tree && holders.has(tree.word) ? childOf(tree, 'table') : undefined;
  return text && table && sourceOf(text, table);
}

const holders: ReadonlySet<string> = new Set(['AlterTableStmt', 'CreateStmt']);

function textOfOrigin({ text }: Script, { origin }: ScriptTable['relation']): string | undefined {
  const written = origin && spanOfOrigin(origin);
  return written && text.slice(written.start, written.end);
}

/** Whether the first columns of a key or a whole index are the wanted ones, as many as a key takes, in any order. */
const isCovered = (leading: ReadonlySet<string>, columns: readonly string[]): boolean =>
  leading.has(inAnyOrder(columns.slice(0, maxKeyColumns)));

/** The first one, two and more columns of each whole index of a table. */
function leadingColumns({ indexes }: ScriptTable['relation']): ReadonlySet<string> {
  const leading = indexes.flatMap(({ keys, predicate }) => {
    const end = predicate ? 0 : keys.findIndex(({ kind }) => kind !== 'column');
    const named = keys
      .slice(0, Math.min(end < 0 ? keys.length : end, maxKeyColumns))
      .flatMap((key) => (key.kind === 'column' ? [key.column] : []));
    return named.map((_column, at) => inAnyOrder(named.slice(0, at + 1)));
  });
  return new Set(leading);
}

const inAnyOrder = (columns: readonly string[]): string => JSON.stringify([...new Set(columns)].sort());

/** If a table was created twice, its columns must be indexable in both. */
const mayBeIndexed = (script: Script, types: readonly (TypeRef | undefined)[] = []): boolean =>
  types.every((type) => !type || mayBeKey(script, type));

/** Whether a column could be indexed where its foreign key is made: it may have had another type then. */
function mightBeIndexed(script: Script, table: ScriptTable, column: string, statement: Span): boolean {
  if (!table.retyped.has(column)) return true;
  const catalog = catalogOf(script).behind(numberAt(script, statement));
  const there = layered([catalog], catalog.searchPath).relation(table.written);
  const type = there && columnNamed(there, column)?.type;
  return !type || mayBeKey(script, type);
}

const typesByName = ({ columns }: ScriptTable['relation']) =>
  byKey(columns.map(({ name, type }) => [name, type] as const));
