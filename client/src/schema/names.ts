import type { Ask } from '../connection/answer.js';
import { readObjects, readSchemas } from './catalog.js';
import type { SchemaObject } from './model.js';
import { columnId, indexId, objectId } from './tree.js';

/** Something that can be looked for by its name. */
export interface NamedThing {
  readonly kind: SchemaObject['kind'] | 'column' | 'index';
  readonly name: string;
  /** Where it stands, and a column's type. */
  readonly place: string;
  /** Of its line in the tree. */
  readonly id: string;
}

/** All names on the server, below a connection's line: as many questions as there are schemas, and two more. */
export async function readNames(ask: Ask, connection: string): Promise<readonly NamedThing[]> {
  const [schemas, columns, indexes] = await Promise.all([
    readSchemas(ask),
    ask(columnsQuery),
    ask(indexesQuery),
  ]);
  const objects = (await Promise.all(schemas.map((schema) => readObjects(ask, schema)))).flat();
  const relations = new Map(
    objects
      .filter(({ kind }) => kind === 'table' || kind === 'view')
      .map((object) => [
        object.oid,
        { id: objectId(connection, object), place: `${object.schema}.${object.name}` },
      ]),
  );
  return [
    ...objects.map((object) => ({
      kind: object.kind,
      name: object.name,
      place: object.schema,
      id: objectId(connection, object),
    })),
    ...columns.flatMap(([oid, name, type]) => {
      const relation = relations.get(oid ?? '');
      if (!relation || !name) return [];
      return [
        {
          kind: 'column' as const,
          name,
          place: `${relation.place} · ${type}`,
          id: columnId(relation.id, name),
        },
      ];
    }),
    ...indexes.flatMap(([oid, name]) => {
      const table = relations.get(oid ?? '');
      if (!table || !name) return [];
      return [{ kind: 'index' as const, name, place: table.place, id: indexId(table.id, name) }];
    }),
  ];
}

const columnsQuery = `
SELECT a.attrelid, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod)
FROM pg_catalog.pg_attribute a
JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'v') AND a.attnum > 0 AND NOT a.attisdropped
  AND n.nspname NOT IN ('information_schema', 'sys') AND left(n.nspname, 3) <> 'pg_'
ORDER BY c.relname, a.attnum`;

const indexesQuery = `
SELECT i.indrelid, c.relname
FROM pg_catalog.pg_index i
JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname NOT IN ('information_schema', 'sys') AND left(n.nspname, 3) <> 'pg_'
ORDER BY c.relname`;
